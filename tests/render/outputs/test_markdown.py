"""Markdown as GitHub's own parser reads it."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jmap.render.cells import Cell
from jmap.render.index.row import Mood
from jmap.render.markdown_index import spark
from jmap.render.markdown_stages import bar, draws
from jmap.render.markdown_text import code, link, plain, rich, table
from jmap.render.site import render_site
from tests.formats.page import Page
from tests.render.drawing import AS_OF, EXAMPLES, drawn, engine, items
from tests.render.outputs.payloads import hostile, numbers, payload

ELEMENTS = {
    *("html", "head", "body", "h1", "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("strong", "em", "code", "pre", "a", "sub", "br", "hr", "details", "summary"),
}
MARKS = "\\`*_[]()<>&|~$#!-+.:@%=\"'{}^ 1a\n"
TWELVE = "jmap: 1\ntitle: Twelve\nstages:\n" + "".join(f"  s{n}: {{name: Stage {n}}}\n" for n in range(1, 13))


def documents(folder: Path) -> dict[str, str]:
    pages = render_site(
        items(folder), title="", as_of=AS_OF, engine=engine(), formats=("markdown",), sources="../"
    )
    return {page.path: page.text for page in pages}


DOCUMENTS = [
    (f"{folder.name}/{name}", text)
    for folder in sorted(EXAMPLES.iterdir())
    if folder.is_dir()
    for name, text in documents(folder).items()
]
each_document = pytest.mark.parametrize(
    "text", [t for _, t in DOCUMENTS], ids=[name for name, _ in DOCUMENTS]
)


def shown(text: str) -> str:
    return "".join(Page(text).root.itertext()).strip("\n")


@each_document
def test_tables_have_even_rows_and_become_tables(text: str) -> None:
    lines = text.split("\n")
    blocks = [list(block) for is_row, block in groupby(lines, lambda line: line.startswith("|")) if is_row]
    for block in blocks:
        assert len({line.count("|") for line in block}) == 1
    assert len(Page(text).all("table")) == len(blocks)


@each_document
def test_only_elements_that_services_keep(text: str) -> None:
    assert Page(text).tags() <= ELEMENTS


@each_document
def test_headings_are_in_order_below_one_title(text: str) -> None:
    levels = [int(each.tag[-1]) for each in Page(text).root.iter() if re.search(r"\}h[1-6]$", str(each.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@each_document
def test_links_lead_to_findings_files_and_documents(text: str) -> None:
    page = Page(text)
    anchors = {each.get("id") for each in page.all("a") if each.get("id")}
    for each in page.all("a"):
        href = each.get("href", "")
        if href.startswith("#"):
            assert href[1:] in anchors
        elif href and not href.startswith("https://"):
            assert re.fullmatch(r"\.\./[\w./-]+\.journey\.yaml(#L[0-9]+)?|[\w./-]+\.md", href)


def test_links_into_the_workspace_lead_to_the_line(tmp_path: Path) -> None:
    folder = tmp_path / "journeys" / "smb"
    folder.mkdir(parents=True)
    (tmp_path / "jmap.toml").touch()
    (folder / "a.journey.yaml").write_text("jmap: 1\ntitle: A\nstages: {s: {}}\n", encoding="utf-8")
    text = documents(tmp_path)["journeys/smb/a.md"]
    assert "[`journeys/smb/a.journey.yaml:3`](../../../journeys/smb/a.journey.yaml#L3)" in text
    assert "[Journeys](../../index.md)" in text


def test_without_a_way_to_the_files_there_are_no_links_to_them(tmp_path: Path) -> None:
    text = drawn(tmp_path, "jmap: 1\ntitle: A\nstages: {s: {}}\n", "markdown")
    assert "`map.journey.yaml:3`" in text
    assert "#L" not in text


def test_a_map_of_twelve_stages_has_no_wide_table(tmp_path: Path) -> None:
    text = drawn(tmp_path, TWELVE, "markdown")
    assert re.findall(r"^### (.*)$", text, re.MULTILINE) == [f"{n}. Stage {n}" for n in range(1, 13)]
    assert max(line.count(" | ") for line in text.split("\n")) <= 7


def test_the_words_are_in_the_language_of_the_map(tmp_path: Path) -> None:
    text = drawn(tmp_path, f"{TWELVE}lang: de\n", "markdown")
    assert "## Phasen" in text
    assert "| Befund | Wo | Gewinn |" in text
    assert "\u2068" not in drawn(tmp_path, f"{TWELVE}lang: it\n", "markdown", lang="fr")


def test_what_runs_the_other_way_keeps_to_itself(tmp_path: Path) -> None:
    stages = 'stages: {a: {leave: {metric: m, is: "< 50%"}}}'
    text = f"jmap: 1\ntitle: T\nlang: ar\n{stages}\nmetrics: {{m: الاحتفاظ}}\n"
    assert "| \u2068الاحتفاظ\u2069 &#60; \u206850%\u2069 |" in drawn(tmp_path, text, "markdown")


def test_every_kind_of_cell_has_a_form() -> None:
    assert [cell for cell in get_args(Cell) if not draws(cell)] == []


@pytest.mark.parametrize(
    ("value", "drawing"),
    [
        (-2, "■■■■│□□□□"),
        (-1.5, "□■■■│□□□□"),
        (-0.2, "□□□□│□□□□"),
        (0, "□□□□│□□□□"),
        (0.3, "□□□□│■□□□"),
        (1, "□□□□│■■□□"),
        (2, "□□□□│■■■■"),
    ],
)
def test_a_feeling_as_a_bar(value: float, drawing: str) -> None:
    assert bar(value) == drawing


def test_moods_as_columns() -> None:
    assert spark([Mood("a", -2), Mood("b", 0), Mood("c", None), Mood("d", 2)]) == "▁▅·█"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "plain"),
        ("*a* **b** `c`", "<em>a</em> <strong>b</strong> `c`"),
        ("[x](https://e.example/a_(b)?q=1&r=$2)", "[x](https://e.example/a_%28b%29?q=1&amp;r=%242)"),
        ("[x](javascript:alert\u00a01)", "&#91;x&#93;(javascript:alert\u00a01)"),
        ("one\n  two", "one<br>two"),
        ("1. first", "1&#46; first"),
        ("- item", "&#45; item"),
        ("-1.5", "-1.5"),
        ("# head", "&#35; head"),
        ("===", "&#61;=="),
        ("30 %", "30 %"),
    ],
)
def test_how_free_text_is_written(text: str, written: str) -> None:
    assert rich(text) == written


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet=st.sampled_from(MARKS), max_size=14))
def test_a_name_comes_out_as_it_is_wherever_it_stands(text: str) -> None:
    expected = re.sub(r"[ \t]*\n[ \t]*", "", text.strip())
    expected = re.sub(r"\s+", " ", expected)
    for page in (f"x {plain(text)}", f"- {plain(text)}", f"# {plain(text)}", f"| {plain(text)} |\n| --- |"):
        found = re.sub(r"\s+", " ", shown(page).replace("\u200b", "")).strip()
        assert found.removeprefix("x ").removesuffix("x" if found == "x" else "") == expected.strip()
        assert not Page(page).tags() & {
            "a",
            "em",
            "strong",
            "code",
            "img",
            "ol",
            "blockquote",
            "hr",
            "pre",
            "del",
        }


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet=st.sampled_from(MARKS), max_size=14))
def test_free_text_makes_inline_elements_only(text: str) -> None:
    for page in (rich(text), f"- {rich(text)}", f"| a |\n| --- |\n| {rich(text)} |"):
        allowed = {"html", "head", "body", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
        assert Page(page).tags() - allowed <= {"em", "strong", "code", "br"}


def test_nobody_is_called_and_no_picture_is_made_of_words() -> None:
    text = plain("@ann #12 !3 :tada: GH-4 www.e.example https://e.example $x$ ~label a@e.example")
    assert not Page(text).all("a")
    assert not re.search(r"[@#!~$:](?=\w)|GH-|www\.|://", "".join(Page(text).plain_texts()))


def test_a_link_that_leads_nowhere_good_is_text() -> None:
    assert link("x", "javascript:alert(1)") == "x"
    assert code("a|b") == "<code>a&#124;b</code>"


def test_a_table_leaves_out_columns_that_say_nothing() -> None:
    assert list(table(("a", "b", "c"), [("1", "", "2"), ("", "", "3")])) == [
        "| a | c |",
        "| --- | --- |",
        "| 1 | 2 |",
        "|  | 3 |",
        "",
    ]
    assert list(table(("a",), [])) == []


def test_hostile_texts_come_out_as_text(tmp_path: Path) -> None:
    seen: set[int] = set()
    for text in hostile(tmp_path, "markdown").values():
        page = Page(text)
        assert page.tags() <= ELEMENTS
        for each in page.all("a"):
            assert re.match(
                r"#f-[0-9]+$|\.\./|[\w./-]+\.md$|http://a\.invalid/x\.png$|https://|$", each.get("href", "")
            )
        # What stands in a diagram is cut, and read by Mermaid.
        for each in page.all("pre"):
            each.clear()
        whole = "".join(page.root.itertext()).replace("\u200b", "").replace("\u00a0", " ")
        for number in numbers(whole):
            as_linked = "!x" if "![x]" in payload(number) else payload(number).rpartition(" ")[0]
            assert payload(number) in whole or f"{as_linked} n{number}n" in whole, payload(number)
            seen.add(number)
    assert len(seen) > 300
