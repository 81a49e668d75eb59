from __future__ import annotations

import hashlib
import itertools
import re
from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from typing import Any

import html5lib
import pytest

from jmap.render.html import journey_page
from jmap.render.templates import template_folder
from tests.render.drawing import AS_OF, EXAMPLES, page, site, view
from tests.render.test_lifecycle import lifecycle

MARK = "zq"
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% raw %}",
    "' onload='alert(1)",
    "</style></script><!--",
    "javascript:alert(1)",
)


@lru_cache(maxsize=32)
def parsed(text: str) -> Any:
    return html5lib.parse(text, namespaceHTMLElements=False)


def maps() -> list[tuple[str, str]]:
    return [
        (f"{folder.name}/{path}", each.text)
        for folder in sorted(EXAMPLES.iterdir())
        if folder.is_dir()
        for path, each in site(folder).items()
    ]


PAGES = maps()
each_page = pytest.mark.parametrize("text", [text for _, text in PAGES], ids=[name for name, _ in PAGES])


@each_page
def test_no_attribute_carries_style_or_script(text: str) -> None:
    for element in parsed(text).iter():
        for name in getattr(element, "attrib", {}):
            assert str(name) != "style"
            assert not str(name).startswith("on")


@each_page
def test_the_policy_allows_exactly_this_style_and_script(text: str) -> None:
    root = parsed(text)
    policy = next(each.get("content") for each in root.iter("meta") if each.get("http-equiv"))
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        [body] = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert policy.endswith("img-src data:; base-uri 'none'; form-action 'none'")


@each_page
def test_ids_are_unique_and_every_fragment_leads_to_one(text: str) -> None:
    root = parsed(text)
    ids = [each.get("id") for each in root.iter() if hasattr(each, "get") and each.get("id")]
    assert len(ids) == len(set(ids))
    for each in root.iter():
        for name in ("href", "aria-labelledby", "for"):
            value = each.attrib.get(name, "") if isinstance(each.attrib, dict) else ""
            if name == "href" and not value.startswith("#"):
                continue
            for id_ in value.removeprefix("#").split():
                assert id_ in ids, id_


@each_page
def test_tables_have_captions_scopes_and_even_rows(text: str) -> None:
    for table in parsed(text).iter("table"):
        assert table.find("caption") is not None
        assert all(each.get("scope") for each in table.iter("th"))
        widths = {
            sum(int(cell.get("colspan", "1")) for cell in row if cell.tag in ("th", "td"))
            for row in table.iter("tr")
        }
        assert len(widths) == 1


@each_page
def test_headings_stand_in_order_below_one_title(text: str) -> None:
    levels = [int(each.tag[1]) for each in parsed(text).iter() if re.fullmatch("h[1-6]", str(each.tag))]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@each_page
def test_nothing_is_fetched(text: str) -> None:
    for element in parsed(text).iter():
        assert str(element.tag) not in ("img", "iframe", "link", "object", "embed", "audio", "video", "base")
        assert "src" not in (element.attrib or {})


def test_links_between_pages_lead_to_pages() -> None:
    pages = site(EXAMPLES / "saas")
    for path, each in pages.items():
        for link in parsed(each.text).iter("a"):
            href = link.get("href", "")
            if not href.startswith(("#", "http", "mailto:")):
                target = (Path(path).parent / href.partition("#")[0]).as_posix()
                assert target in pages, href


def test_the_same_workspace_has_the_same_bytes() -> None:
    assert site(EXAMPLES / "saas") == site(EXAMPLES / "saas")


@pytest.mark.parametrize("count", [1, 2, 12])
def test_maps_of_any_length_have_a_column_for_each_stage(tmp_path: Path, count: int) -> None:
    root = parsed(page(tmp_path, lifecycle(count)))
    grid = next(each for each in root.iter("table") if each.get("class") == "map")
    heads = [each for each in grid.iter("th") if each.get("scope") == "col"]
    assert len(heads) == count + 1


def test_three_hundred_touchpoints_are_all_drawn(tmp_path: Path) -> None:
    steps = "".join(f"  t{n}: {{stage: s{n % 3}, emotion: {n % 5 - 2}}}\n" for n in range(300))
    text = f"jmap: 1\ntitle: T\nstages: {{s0: A, s1: B, s2: C}}\ntouchpoints:\n{steps}"
    root = parsed(page(tmp_path, text))
    assert sum(each.get("class", "").startswith("tp") for each in root.iter("div")) == 300


HOSTILE = """
jmap: 1
title: "{title}"
summary: "{summary}"
goal: "{goal}"
channels: {{web: {{name: "{channel}"}}}}
segments: {{smb: "{segment}"}}
teams: {{us: "{team}"}}
evidence: {{e: {{name: "{evidence}", kind: interview}}}}
personas:
  a: {{name: "{persona}", kind: primary, role: "{role}", goals: "{want}", frustrations: "{fear}",
      quotes: "{quote}"}}
stages:
  one: {{name: "{stage}", goal: "{aim}", owner: us, needs: "{need}", leave: "{leave}", enter: "{enter}",
        drivers: "{driver}", next: {{two: {{label: "{way}"}}}}, metrics: m}}
  two: Two
touchpoints:
  t:
    stage: one
    name: "{step}"
    channels: web
    segments: smb
    evidence: e
    actions: "{action}"
    thoughts: "{thought}"
    emotion: {{value: 1, label: "{feeling}"}}
    pains: "{pain}"
    gains: "{gain}"
    frontstage: [{{text: "{front}", system: "{system}", fails: "{fails}"}}]
    content: "{content}"
    moment_of_truth: {{success: "{success}", failure: "{failure}"}}
    tags: "{tag}"
    links: [{{text: "{link}", url: "https://e.example/?a=1&b='x'"}}]
metrics: {{m: {{name: "{metric}", unit: "{unit}", history: {{2026: 5}}}}}}
opportunities: {{o: {{name: "{chance}", touchpoints: t}}}}
plays: {{p: {{name: "{play}", stages: one, when: "{when}"}}}}
health: {{h: {{name: "{health}", stages: one, bands: {{"{band}": 0}}}}}}
"""
FIELDS = tuple(dict.fromkeys(re.findall(r"(?<!{){([a-z]+)}(?!})", HOSTILE)))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_in_every_field_stays_text(tmp_path: Path, payload: str) -> None:
    written = payload.replace('"', '\\"')
    text = HOSTILE.format(**{name: f"{MARK}{name}{MARK} {written}" for name in FIELDS})
    root = parsed(page(tmp_path, text))
    everything = "".join(root.itertext()) + " ".join(
        value for each in root.iter() for value in (each.attrib or {}).values()
    )
    for name in FIELDS:
        assert f"{MARK}{name}{MARK} {payload}" in re.sub(r"\s+", " ", everything).replace("\u00a0", " "), name
    assert sum(1 for _ in root.iter("script")) == 1
    assert sum(1 for _ in root.iter("style")) == 1
    assert not list(root.iter("img"))
    for link in root.iter("a"):
        assert link.get("href", "").startswith(("#", "http", "mailto:", "index.html"))


def test_a_figure_that_failed_leaves_the_table_open(tmp_path: Path) -> None:
    text = journey_page(view(tmp_path, lifecycle(2)), None, as_of=AS_OF)
    root = parsed(text)
    assert "Graphviz was not found" in text
    alternative = next(each for each in root.iter("details") if each.get("class") == "alt")
    assert "open" in alternative.attrib


def test_empty_cells_say_so(tmp_path: Path) -> None:
    text = "jmap: 1\ntitle: T\nstages: {a: {needs: x, emotion: 1}, b: B}\n"
    cells = list(parsed(page(tmp_path, text)).iter("td"))
    words = ["".join(each.itertext()).strip() for each in cells]
    assert "none" in words
    assert "no data" in words


def test_maps_with_errors_are_named_and_not_drawn(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").touch()
    (tmp_path / "good.journey.yaml").write_text("jmap: 1\ntitle: Good\nstages: {a: A}\n", encoding="utf-8")
    bad = "jmap: 1\ntitle: Bad\nstages: {a: {owner: 1, gaol: x}}\n"
    (tmp_path / "bad.journey.yaml").write_text(bad, encoding="utf-8")
    pages = site(tmp_path)
    assert set(pages) == {"good.html", "index.html"}
    assert "Not drawn" in pages["index.html"].text
    assert "bad.journey.yaml:3" in pages["index.html"].text


def test_a_map_called_index_does_not_take_the_place_of_the_index(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").touch()
    (tmp_path / "index.journey.yaml").write_text("jmap: 1\ntitle: I\nstages: {a: A}\n", encoding="utf-8")
    assert set(site(tmp_path)) == {"index-map.html", "index.html"}


def test_maps_in_folders_find_their_way_back(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").touch()
    (tmp_path / "smb").mkdir()
    (tmp_path / "smb" / "in.journey.yaml").write_text("jmap: 1\ntitle: I\nstages: {a: A}\n", encoding="utf-8")
    assert 'href="../index.html"' in site(tmp_path)["smb/in.html"].text


def test_links_lead_to_maps_whose_files_have_any_name(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").touch()
    (tmp_path / "a b").mkdir()
    part = tmp_path / "a b" / "50% #1.journey.yaml"
    part.write_text("jmap: 1\ntitle: P\nstages: {a: A}\n", encoding="utf-8")
    text = f"jmap: 1\ntitle: W\nstages: {{a: {{expands: '{part.parent.name}/{part.name}'}}}}\n"
    (tmp_path / "whole.journey.yaml").write_text(text, encoding="utf-8")
    pages = site(tmp_path)
    assert set(pages) == {"a b/50% #1.html", "index.html", "whole.html"}
    for name in ("index.html", "whole.html"):
        assert 'href="a%20b/50%25%20%231.html"' in pages[name].text


def test_the_index_stands_by_score_the_lowest_first() -> None:
    root = parsed(site(EXAMPLES / "saas")["index.html"].text)
    scores = [float(each.get("data-score")) for each in root.iter("tr") if each.get("data-score")]
    assert scores == sorted(scores)
    assert len(scores) > 1


def test_templates_are_found_in_this_checkout() -> None:
    assert template_folder() == EXAMPLES.parent / "templates"


def test_a_page_of_six_stages_and_two_dozen_touchpoints_is_small(tmp_path: Path) -> None:
    stages = "".join(
        f"  s{n}: {{goal: Reach what I came for, needs: [A price, A proof]}}\n" for n in range(6)
    )
    steps = "".join(
        f"  t{n}:\n    stage: s{n % 6}\n    name: A step of the way\n    actions: [Does this, Does that]\n"
        f"    thoughts: What will this cost me?\n    emotion: {{value: {n % 5 - 2}, by: {{b: 1}}}}\n"
        "    pains: [{text: It takes too long, severity: 3}]\n    channels: web\n"
        "    backstage: [Checks the order]\n"
        for n in range(24)
    )
    people = "personas: {a: {name: Ann, kind: primary}, b: Bob}\nchannels: {web: Website}\n"
    text = f"jmap: 1\ntitle: T\n{people}stages:\n{stages}touchpoints:\n{steps}"
    assert len(page(tmp_path, text).encode()) < 150_000
