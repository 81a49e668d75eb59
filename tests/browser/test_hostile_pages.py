"""Text is text: nothing that a map says becomes markup, and nothing of it runs."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from xml.dom.minidom import Element

import html5lib
import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.cli.program import here as jmap
from tests.render.every_text import workspace
from tests.render.hostile import hostile_workspace


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = hostile_workspace(tmp_path_factory.mktemp("hostile"))
    ran = jmap("render", "--as-of", "2026-11-22", "--format", "html,svg", folder=folder)
    assert (ran.code, ran.err) == (0, "")
    return {path.name: path.read_text(encoding="utf-8") for path in (folder / "site").iterdir()}


def elements(text: str) -> list[Element]:
    parser = html5lib.HTMLParser(tree=html5lib.treebuilders.getTreeBuilder("dom"))
    found: list[Element] = parser.parse(text).getElementsByTagName("*")
    return found


def html(pages: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in pages.items() if name.endswith(".html")}


def test_no_payload_became_an_element_or_an_attribute(pages: dict[str, str]) -> None:
    assert len(html(pages)) == 5
    for name, text in html(pages).items():
        found = elements(text)
        names = [each.tagName for each in found]
        assert names.count("script") == 1, name
        assert names.count("style") == 1, name
        assert not {"img", "iframe", "object", "embed", "base", "foreignObject"} & set(names)
        for each in found:
            for attribute, value in each.attributes.items():
                assert attribute != "style", (name, each.tagName)
                assert not attribute.startswith("on"), (name, each.tagName, attribute)
                if attribute in ("href", "src", "xlink:href"):
                    assert re.match(r"(https?:|mailto:|#|[\w./-]+\.html|[\w./-]+$)", value), value


def test_payloads_are_there_as_text(pages: dict[str, str]) -> None:
    text = "".join(
        node.data
        for each in elements(pages["lifecycle.html"])
        for node in each.childNodes
        if node.nodeType == node.TEXT_NODE and each.tagName not in ("script", "style")
    )
    for shown in (
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(2)>",
        '"><svg onload=alert(3)>',
        "{{ 7 * 7 }}{% raw %}",
        "</title></svg></td></table><b>out</b>",
    ):
        assert shown in text


def test_the_policy_names_the_final_bytes(pages: dict[str, str]) -> None:
    for text in html(pages).values():
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert policy is not None
        said = policy[1].replace("&#39;", "'")
        assert said.startswith("default-src 'none'; ")
        for tag in ("style", "script"):
            block = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
            assert block is not None
            digest = base64.b64encode(hashlib.sha256(block[1].encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in said
        assert "unsafe" not in said


def test_every_id_is_there_once_and_every_fragment_leads_to_one(pages: dict[str, str]) -> None:
    for name, text in html(pages).items():
        found = elements(text)
        ids = [each.getAttribute("id") for each in found if each.hasAttribute("id")]
        assert sorted(ids) == sorted(set(ids)), name
        wanted = {
            each.getAttribute(attribute)[1:]
            for each in found
            for attribute in ("href",)
            if each.getAttribute(attribute).startswith("#")
        }
        assert wanted - set(ids) == set(), name


def test_every_row_of_the_grid_has_as_many_columns_as_there_are_stages(pages: dict[str, str]) -> None:
    found = elements(pages["lifecycle.html"])
    (table,) = [each for each in found if each.getAttribute("class").split()[:1] == ["map"]]
    assert len(table.getElementsByTagName("caption")) == 1
    for row in table.getElementsByTagName("tr"):
        cells = [each for each in row.childNodes if isinstance(each, Element)]
        assert sum(int(each.getAttribute("colspan") or 1) for each in cells) == 7
        head = cells[0]
        assert head.tagName == "th"
        assert head.getAttribute("scope") in ("row", "rowgroup", "col")


def listening(page: Page) -> list[str]:
    """Return a list that fills with whatever a page says, asks for or opens."""
    heard: list[str] = []

    def closed(dialog: Dialog) -> None:
        heard.append(dialog.message)
        dialog.dismiss()

    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda asked: None if asked.is_navigation_request() else heard.append(asked.url))
    page.on("dialog", closed)
    return heard


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without it"])
def test_nothing_runs_in_a_browser(
    browser: Browser, pages: dict[str, str], tmp_path: Path, policy: bool
) -> None:
    for name, text in pages.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        opened = browser.new_page(bypass_csp=not policy)
        heard = listening(opened)
        opened.goto(path.as_uri())
        opened.wait_for_timeout(50)
        assert (name, heard) == (name, [])
        opened.close()


RUNS = (
    '<script>document.title="ran"</script><img src=x onerror=\'document.title="ran"\'>"><svg onload=alert(1)>'
    "</title></style></script><iframe srcdoc='<script>alert(1)</script>'></iframe> javascript:alert(1)"
)


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without it"])
def test_nothing_runs_whatever_key_it_stands_in_and_whatever_is_opened(
    browser: Browser, tmp_path: Path, policy: bool
) -> None:
    workspace(tmp_path, lambda place: place if place.endswith("KEY") else f"{place} {RUNS}")
    ran = jmap("render", "--as-of", "2026-11-22", "--format", "html,svg", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    paths = [*(tmp_path / "site").rglob("*.html"), *(tmp_path / "site").rglob("*.svg")]
    assert len(paths) >= 6
    for path in paths:
        opened = browser.new_page(bypass_csp=not policy)
        heard = listening(opened)
        opened.goto(path.as_uri())
        opened.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for name in ("mouseover", "focus", "click"):
            opened.evaluate(
                "name => document.querySelectorAll('*').forEach(each => "
                "each.closest('a') || each.dispatchEvent(new Event(name)))",
                name,
            )
        opened.wait_for_timeout(50)
        assert (path.name, heard) == (path.name, [])
        assert opened.title() != "ran"
        opened.close()
