"""The page of a map beside its as-is, taken apart by a parser of its own."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import html5lib
import pytest

from jmap.render.html import journey_page
from jmap.render.view import build_view
from tests.render.drawing import AS_OF, drawn, judged
from tests.render.pairs import TODAY, TOMORROW

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% raw %}",
    "</style></script><!--",
    "javascript:alert(1)",
)
HOSTILE = """\
jmap: 1
title: "{title}"
{more}teams: {{us: "{team}"}}
personas: {{p: {{name: "{persona}", kind: primary}}}}
channels: {{c: "{channel}", d: "{other}"}}
segments: {{g: "{segment}"}}
evidence: {{e: {{name: "{evidence}", kind: interview}}}}
metrics: {{m: {{name: "{metric}", unit: "{unit}", target: {number}, formula: "{formula}"}}}}
stages:
  a: {{name: "{stage}", goal: "{goal}", needs: ["{need}", Same], enter: "{enter}", owner: us, metrics: m,
      drivers: "{driver}", next: {{b: {{label: "{way}"}}}}}}
  b: {{name: B}}
touchpoints:
  t:
    stage: a
    name: "{step}"
    summary: "{about}"
    channels: [{both}]
    personas: p
    segments: g
    evidence: e
    actions: "{action}"
    thoughts: [{{text: "{thought}", persona: p}}]
    emotion: {{value: {number}, label: "{feeling}"}}
    pains: ["{pain}", {{text: Same, evidence: e}}]
    frontstage: [{{text: "{front}", team: us, system: "{system}", fails: "{fails}", recovery: "{then}"}}]
    moment_of_truth: {{success: "{success}", failure: "{failure}"}}
    content: "{content}"
    tags: "{tag}"
    links: [{{text: "{link}", url: "https://e.example"}}]
  {own}: {{stage: a, name: "{single}", actions: "{doing}", channels: c}}
opportunities: {{o{own}: {{name: "{chance}", problem: P, stages: a, touchpoints: {own},
  expected: {{metric: m, to: 2}}}}}}
"""
FIELDS = tuple(
    name
    for name in dict.fromkeys(re.findall(r"(?<!{){([a-z]+)}(?!})", HOSTILE))
    if name not in ("more", "number", "both", "own")
)


def hostile(prefix: str, payload: str, **more: str) -> str:
    written = payload.replace('"', '\\"')
    return HOSTILE.format(**{name: f"{prefix}{name} {written}" for name in FIELDS}, **more)


@lru_cache(maxsize=32)
def parsed(text: str) -> Any:
    return html5lib.parse(text, namespaceHTMLElements=False)


def page_of(folder: Path, today: str = TODAY, tomorrow: str = TOMORROW, lang: str = "") -> Any:
    return parsed(drawn(folder, tomorrow, "html", lang=lang, today=today))


def text_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).replace("\u00a0", " ").split())


def by_id(root: Any, id_: str) -> Any:
    return next(each for each in root.iter() if each.get("id") == id_)


def with_class(root: Any, name: str) -> list[Any]:
    return [each for each in root.iter() if name in (each.get("class") or "").split()]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return page_of(tmp_path_factory.mktemp("pair"))


def test_the_section_names_the_other_map_and_leads_to_it(root: Any) -> None:
    section = by_id(root, "changes")
    head = section.find("header")
    assert text_of(head.find("h2")) == "What changes"
    assert text_of(head.find("p")) == "As it is: Renting today, reviewed 28 September 2026"
    assert head.find("p").find("a").get("href") == "today.html"


def test_the_head_of_the_section_has_its_figures(root: Any) -> None:
    figures = [
        (each.get("data-p", ""), text_of(each)) for each in with_class(by_id(root, "changes"), "kpis")[0]
    ]
    assert figures == [
        ("", "11changes"),
        ("0", "−0.2 → +0.8mean emotion"),
        ("0", "−1.0 → 0.0lowest emotionThe card → The lock"),
        ("1", "−0.5 → +0.8mean emotion"),
        ("1", "−2.0 → 0.0lowest emotionThe card → The lock"),
        ("", "4 of 11answer an opportunity"),
    ]
    kinds = [text_of(each) for each in with_class(by_id(root, "changes"), "kinds")[0]]
    assert kinds == ["+ 2 new", "− 3 removed", "⇄ 2 moved", "≠ 4 changed"]


def test_the_table_has_a_row_for_each_change_and_each_key(root: Any) -> None:
    table = with_class(root, "chg")[0]
    rows = [[text_of(cell) for cell in row] for row in table.iter("tr")]
    assert rows[0] == ["What", "As it is", "As it should be", "Answers"]
    assert rows[1:6] == [
        ["Find"],
        ["The stage itself ≠ changed", "", "", "▲ answers no opportunity"],
        ["Find, Needs", "A map−removed: A price", "A map+new: A light", ""],
        ["The list ⇄ moved", "", "", "▲ answers no opportunity"],
        ["The list, Order", "2 of 2", "1 of 2", ""],
    ]
    assert ["The card − removed", "Desk−1.0, negativeBob: −2.0, very negative", "not there"] in [
        row[:3] for row in rows
    ]
    assert ["Tell a friend"] in rows
    assert ["Rides, Target", "1 200 per day", "1 500 per day", ""] in rows


def test_marks_stand_at_stages_touchpoints_and_metrics_and_lead_to_their_rows(root: Any) -> None:
    grid = next(each for each in root.iter("table") if each.get("class") == "map")
    marks = {each.get("href"): text_of(each) for each in with_class(grid, "difs")}
    assert marks == {
        "#ch-st-find": "≠ changed Find: what changes",
        "#ch-st-deposit": "− removed Pay a deposit",
        "#ch-st-ride": "≠ changed Ride: what changes",
        "#ch-st-thanks": "+ new Tell a friend: what changes",
        "#ch-tp-list": "⇄ moved The list: what changes",
        "#ch-tp-map": "≠ changed The map: what changes",
        "#ch-tp-card": "− removed The card",
        "#ch-tp-key": "⇄ moved≠ changed The key: what changes",
        "#ch-tp-lock": "≠ changed The lock: what changes",
        "#ch-tp-desk": "− removed The desk",
        "#ch-tp-note": "+ new The note: what changes",
        "#chs-find": "≠changed",
        "#chs-ride": "≠changed",
        "#chs-back": "≠changed",
        "#chs-thanks": "≠changed",
    }
    ids = {each.get("id") for each in root.iter()}
    assert {href.removeprefix("#") for href in marks} <= ids


def test_what_is_removed_is_struck_in_its_cell(root: Any) -> None:
    grid = next(each for each in root.iter("table") if each.get("class") == "map")
    [row] = with_class(grid, "touchpointsrow")
    assert [[text_of(gone) for gone in cell.iter("del")] for cell in row.iter("td")] == [
        ["The card"],
        [],
        ["The desk"],
        [],
    ]


def test_the_curve_of_the_as_is_lies_in_the_emotion_lane_with_its_values_as_text(root: Any) -> None:
    grid = next(each for each in root.iter("table") if each.get("class") == "map")
    [row] = with_class(grid, "emotionrow")
    cells = list(row.iter("td"))
    # Each persona's curve in the column has it behind.
    assert [len(with_class(cell, "was")) for cell in cells] == [1, 1, 0, 0]
    assert "As it isThe map: +0.5, positive" in text_of(cells[0])


def test_the_picture_of_both_curves_is_a_table_with_the_means(root: Any) -> None:
    first = with_class(root, "two")[0]
    assert first.get("data-p") == "0"
    rows = [[text_of(cell) for cell in row] for row in first.iter("tr")]
    assert rows[0][1:] == ["Find", "Pay a deposit − removed", "Ride", "Back", "Tell a friend + new"]
    assert rows[2] == ["As it is", "+0.5", "−0.8", "0.0", "no data", "not there"]
    assert rows[3] == ["As it should be", "+0.5", "not there", "+0.5", "no data", "+1.5"]


def test_the_page_of_the_as_is_leads_to_what_changes(tmp_path: Path) -> None:
    later = TOMORROW.replace("today.journey", "map.journey")
    root = parsed(drawn(tmp_path, TODAY, "html", later=later))
    [line] = with_class(root, "tobe")
    assert text_of(line) == "As it should be Renting tomorrow"
    assert next(line.iter("a")).get("href") == "later.html#changes"


def test_only_pages_of_a_pair_carry_its_styles(tmp_path: Path) -> None:
    assert ".dif.added" in drawn(tmp_path, TOMORROW, "html", today=TODAY)
    assert ".dif.added" not in drawn(tmp_path, TODAY, "html")


def test_a_map_that_cannot_be_compared_says_so(tmp_path: Path) -> None:
    broken = TODAY.replace("stage: back", "stage: bakc")
    root = page_of(tmp_path, broken)
    section = by_id(root, "changes")
    assert "It has errors, and what they leave out would look like changes" in text_of(section)
    assert not list(section.iter("table"))
    assert not with_class(next(each for each in root.iter("table")), "difs")


def test_a_map_that_is_not_drawn_is_named_without_a_link(tmp_path: Path) -> None:
    each, score = judged(tmp_path, TOMORROW, today=TODAY)
    root = parsed(journey_page(build_view(each, score, AS_OF), None, as_of=AS_OF))
    head = by_id(root, "changes").find("header")
    assert text_of(head.find("p")).endswith(", which has no page here")
    assert not list(head.iter("a"))
    # What is removed has no page to lead to.
    assert not list(by_id(root, "ch-tp-desk").iter("a"))


def test_texts_of_the_other_map_are_marked_with_its_language(tmp_path: Path) -> None:
    root = page_of(tmp_path, f"{TODAY}lang: de\n", lang="fr")
    marked = {
        (each.get("lang"), text_of(each)) for each in by_id(root, "changes").iter("bdi") if each.get("lang")
    }
    assert ("de", "Renting today") in marked
    assert ("de", "A price") in marked
    assert ("fr", "Ce qui change") in marked
    assert ("en", "The note") not in marked


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_in_both_maps_stays_text(tmp_path: Path, payload: str) -> None:
    today = hostile("old", payload, more="", number="1", both="c", own="x")
    more = "state: future\nas_is: today.journey.yaml\n"
    tomorrow = hostile("new", payload, more=more, number="2", both="c, d", own="y")
    root = page_of(tmp_path, today, tomorrow)
    told = text_of(by_id(root, "changes"))
    for name in FIELDS:
        # Both maps are for the segment of one id, and the head of the page has its own title.
        assert (f"old{name} {payload}" in told) is (name not in ("segment", "other")), name
        assert (f"new{name} {payload}" in told) is (name not in ("segment", "title")), name
    assert sum(1 for _ in root.iter("script")) == 1
    assert sum(1 for _ in root.iter("style")) == 1
    assert not list(root.iter("img"))
    for link in root.iter("a"):
        assert link.get("href", "").startswith(("#", "http", "today.html", "index.html"))
