"""An analysis as a page, read back with a parser of another house."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from base64 import b64encode
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import html5lib
import pytest

from jmap.analysis_page import registry
from jmap.analyze.analysis import Analysis
from jmap.analyze.document import document
from jmap.analyze.sections.sections import sections
from jmap.formats.style import Style
from jmap.measures.reading import measures_of
from jmap.rules.went_on import went_on
from tests.analyze.logs import WANTED, analysis
from tests.analyze.rich import HOSTILE, rich


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """Return an analysis of a map with plain texts."""
    return rich(tmp_path_factory.mktemp("plain"), "Plain words")


@pytest.fixture(scope="module")
def several(made: Analysis) -> Analysis:
    """Return the same of three maps."""
    return replace(made, maps=made.maps * 3)


@pytest.fixture(scope="module")
def text(several: Analysis) -> str:
    return page(several)


def page(analysis: Analysis) -> str:
    return registry.load("html")(analysis, Style())


@lru_cache(maxsize=32)
def parsed(text: str) -> Any:
    return html5lib.parse(text, namespaceHTMLElements=False)


def said(element: Any) -> str:
    return " ".join("".join(element.itertext()).replace("\u00a0", " ").split())


def drawings(root: Any) -> list[Any]:
    return [each for each in root.iter() if str(each.tag).endswith("svg") and each.get("role") == "img"]


def test_it_is_a_format_beside_the_others() -> None:
    assert registry.names() == ("full", "csv", "html", "json", "markdown")
    with pytest.raises(KeyError):
        registry.load("pdf")


def test_nothing_is_fetched_and_no_attribute_carries_style_or_script(text: str) -> None:
    for each in parsed(text).iter():
        assert str(each.tag) not in ("img", "iframe", "link", "object", "embed", "audio", "video", "base")
        for name in getattr(each, "attrib", {}):
            assert str(name) not in ("style", "src")
            assert not str(name).startswith("on")


def test_the_policy_allows_exactly_this_style_and_script(text: str) -> None:
    policy = next(each.get("content") for each in parsed(text).iter("meta") if each.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        [body] = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert f"{directive} 'sha256-{b64encode(hashlib.sha256(body.encode()).digest()).decode()}'" in policy


def test_ids_are_unique_and_every_reference_leads_to_one(text: str) -> None:
    root = parsed(text)
    ids = [each.get("id") for each in root.iter() if hasattr(each, "get") and each.get("id")]
    assert len(ids) == len(set(ids))
    for each in root.iter():
        for name in ("href", "aria-labelledby"):
            value = each.attrib.get(name, "") if isinstance(each.attrib, dict) else ""
            assert set(value.removeprefix("#").split()) <= set(ids)


def test_headings_stand_in_order_below_one_title(text: str) -> None:
    levels = [int(each.tag[1]) for each in parsed(text).iter() if re.fullmatch("h[1-6]", str(each.tag))]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_tables_have_captions_scopes_and_even_rows(text: str) -> None:
    for each in parsed(text).iter("table"):
        assert said(each.find("caption"))
        assert all(head.get("scope") and said(head) for head in each.iter("th"))
        assert len({len(list(row)) for row in each.iter("tr")}) == 1


def test_regions_that_scroll_have_a_name_and_the_focus(text: str) -> None:
    for each in parsed(text).iter("div"):
        if {"scrollx", "lifebox"} & set(each.get("class", "").split()):
            assert (each.get("role"), each.get("tabindex")) == ("region", "0")
            assert each.get("aria-label") or each.get("aria-labelledby")


def test_all_maps_but_the_first_are_folded(text: str) -> None:
    root = parsed(text)
    maps = [each for each in root.iter("section") if each.get("class") == "map"]
    assert [len(list(each.iter("details"))) for each in maps] == [0, 1, 1]
    assert all(each.get("open") is None for each in root.iter("details"))


def test_each_table_of_the_sections_is_there_with_its_figures(made: Analysis) -> None:
    root = parsed(page(made))
    [found] = made.maps
    asked = [one for one in sections(found, made.wanted) if one.table.rows]
    tables = list(root.iter("table"))[1:]
    assert [said(each.find("caption")) for each in tables] == [f"{one.title}, as a table" for one in asked]
    for table, one in zip(tables, asked, strict=True):
        [body] = table.iter("tbody")
        told = [[said(cell) for cell in row] for row in body]
        for row, wanted in zip(told, one.table.rows, strict=True):
            for cell, text in zip(row, wanted, strict=True):
                plain = text.replace("`", "") if cell != text else text
                assert cell.replace("−", "-").replace("–", "-").removesuffix(" (few cases)") == plain


def test_figures_are_those_of_the_document(made: Analysis) -> None:
    document = json.loads(registry.load("json")(made, Style()))
    [found] = document["maps"].values()
    root = parsed(page(made))
    told = said(root)
    for step in found["funnel"]["steps"][1:]:
        rate = step["of_previous"]
        interval = f"({rate['low'] * 100:.0f} to {rate['high'] * 100:.0f})"
        assert f"{rate['value'] * 100:.1f} % {interval} of {rate['of']}" in told
    visits = [stage["visits"] for stage in found["stages"].values() if stage["observed"]]
    words = " ".join(each.get("aria-label", "") for each in drawings(root))
    assert all(f"of {n} visits" in words.replace("\u00a0", " ") for n in visits)


def test_each_drawing_is_said_and_has_a_table(made: Analysis) -> None:
    root = parsed(page(made))
    for each in drawings(root):
        name = each.get("aria-label") or each.get("aria-labelledby")
        assert name
    keys = {each.get("id").split("-")[1] for each in root.iter("section") if "part" in each.get("class", "")}
    assert {"funnel", "moves", "visits", "milestones", "paths", "touchpoints", "metrics", "health"} <= keys
    for section in root.iter("section"):
        if "part" in section.get("class", "").split() and drawings(section):
            assert len(list(section.iter("table"))) == 1


def test_a_bar_is_as_long_as_its_share(made: Analysis) -> None:
    [found] = made.maps
    [step] = found.funnel.steps[1:2]
    first = found.funnel.steps[0].reached
    root = parsed(page(made))
    [drawn] = [
        each for each in drawings(root) if each.get("aria-label", "").startswith("Customers who reached")
    ]
    bars = [float(each.get("width")) for each in drawn.iter() if each.get("class") == "b v"]
    assert bars[1] / bars[0] == pytest.approx(step.reached / first, abs=0.001)


def test_cohorts_are_tinted_by_their_share(made: Analysis) -> None:
    [found] = made.maps
    [cohort] = found.cohorts.rows
    root = parsed(page(made))
    tinted = [each for each in root.iter("td") if re.search("h[1-6]", each.get("class", ""))]
    told = [n / cohort.group.customers * 100 for n in cohort.active if n is not None]
    assert [said(each) for each in tinted] == [f"{each:.0f} %" for each in told]
    assert [each.get("class") for each in tinted] == [f"r h{1 + int(round(each) / 20)}" for each in told]


def test_segments_stand_against_the_rest_and_those_unseen_are_named(made: Analysis) -> None:
    root = parsed(page(made))
    titles = [said(each) for each in root.iter("h3")]
    assert [each for each in titles if each.startswith("Segment")] == ["Segment: Plain words", "Segment: Few"]
    assert "Not observed: segment Blind (it has no where)" in said(root)
    names = [each.get("aria-label", "") for each in drawings(root)]
    assert [each for each in names if each.startswith("Points above or below the rest: Few.")]


def test_few_cases_are_grey_and_marked(tmp_path: Path) -> None:
    made = rich(tmp_path, "Plain", min_n=500)
    root = parsed(page(made))
    rows = [each for each in root.iter("tr") if each.get("class") == "few"]
    assert rows
    assert all("(few cases)" in said(each) for each in rows)
    marked = [each for each in root.iter() if str(each.tag).endswith("g") and each.get("class") == "few"]
    assert all(said(each).endswith("*") for each in marked)
    assert len(marked) > 10
    assert not [
        each for each in parsed(page(replace(made, maps=()))).iter("tr") if each.get("class") == "few"
    ]


def test_a_comparison_is_grey_by_its_own_cases(tmp_path: Path) -> None:
    stages = "stages: {a: {enter: {event: a}}, b: {enter: {event: b}}}\n"
    talk = "touchpoints: {talk: {name: Talk, stage: a, events: talk}}\n"
    events: list[tuple[object, ...]] = []
    for n in range(40):
        met = [(f"m{n:02}", "talk", 0.1 if n < 22 else 2)] if n < 38 else []
        events += [(f"m{n:02}", "a", 0), *met, (f"m{n:02}", "b", 3)]
    found = analysis(tmp_path, stages + talk, [*events, ("z", "a", 60)], replace(WANTED, window=3600 * 20))
    made = replace(found, wanted=replace(found.wanted, min_n=5))
    [one] = [each for each in drawings(parsed(page(made))) if "Points by which" in each.get("aria-label", "")]
    rings = [each.get("class") for each in one.iter() if "ring" in each.get("class", "")]
    dots = [each.get("class") for each in one.iter() if "dot" in each.get("class", "")]
    assert (rings, dots) == (["ring"], ["dot few"])
    figures = [said(each) for each in one.iter() if each.get("class", "").startswith("fg")]
    assert [each.endswith("*") for each in figures] == [True, False]


def test_one_customer_is_one_and_nothing_has_no_star(tmp_path: Path) -> None:
    text = "stages: {a: {enter: {event: a}}, b: {enter: {event: b}}}\n"
    root = parsed(page(analysis(tmp_path, text, [("x", "a", 0), ("x", "b", 1)])))
    assert "1 customers" not in said(root)
    assert "customer began in A" in said(root)
    (tmp_path / "none").mkdir()
    nothing = page(analysis(tmp_path / "none", text, [("x", "other", 0)]))
    assert "–*" not in nothing
    assert "+1 is the month after it" not in nothing


def test_hostile_text_stays_text_and_no_customer_is_named(tmp_path: Path, made: Analysis) -> None:
    text = page(rich(tmp_path, HOSTILE))
    root, own = parsed(text), parsed(page(made))
    for tag in ("script", "style", "a", "table", "section", "h1", "h2", "h3", "img", "figure"):
        assert len(list(root.iter(tag))) == len(list(own.iter(tag))), tag
    assert said(root).count("<script>alert(1)</script>") >= 5
    assert "secret-row" not in text
    assert "customer-" not in text


def test_the_flow_has_the_shares_of_audits_and_maps(made: Analysis) -> None:
    measured = measures_of(json.dumps(document(made)).encode(), "m.json").maps
    for each in made.maps:
        [flow] = [section for section in sections(each, made.wanted) if section.key == "moves"]
        ids = {stage.title: stage.id for stage in each.plan.stages}
        for start, end, _, _, shown, _ in flow.table.rows:
            share = went_on(measured[each.plan.id], ids[start], ids[end])
            assert share is not None
            assert share.value is not None
            assert shown.endswith(f" of {share.of}")
            assert shown.startswith(f"{share.value * 100:.1f} %")


def test_the_flow_says_what_it_does_not_draw(tmp_path: Path, made: Analysis) -> None:
    assert "Drawn are" not in page(made)
    text = "stages: {" + ", ".join(f"{each}: {{enter: {{event: {each}}}}}" for each in "abcdef") + "}\n"
    events = [
        (f"{a}{b}", event, hour)
        for a, b in itertools.permutations("abcdef", 2)
        for hour, event in enumerate((a, b))
    ]
    found = page(analysis(tmp_path, text, events))
    assert "Drawn are the 14 most taken of 30 ways, and all that the map declares." in found


def test_without_an_engine_the_flow_is_a_table(made: Analysis, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'class="lifebox"' in page(made)
    monkeypatch.setenv("JMAP_DOT", "no-such-program")
    text = page(made)
    assert 'class="lifebox"' not in text
    assert "Flow between stages, as a table" in text


def test_a_map_that_no_log_shows_says_so(tmp_path: Path) -> None:
    blind = analysis(tmp_path, "stages: {a: {enter: they feel like it}}\n", [("x", "a", 0)])
    root = parsed(page(blind))
    assert "no stage of this map shows in a log" in said(root).lower()
    assert len(list(root.iter("table"))) == 1
    assert "No map without errors was found" in said(parsed(page(replace(blind, maps=()))))


def test_equal_input_gives_equal_bytes(tmp_path: Path, made: Analysis) -> None:
    assert page(rich(tmp_path, "Plain words")) == page(made)


@pytest.mark.parametrize("name", ["html", "json", "markdown", "full"])
def test_what_is_not_seen_of_an_event_is_shown(tmp_path: Path, name: str) -> None:
    text = "stages: {a: {enter: {event: a}}, b: {enter: {event: b}}}\nconversion: {event: b}\n"
    events = [("x", "a", 0), ("x", "\x1b[31m\u202e\x07", 1), ("x", "b", 2)]
    shown = registry.load(name)(analysis(tmp_path, text, events, replace(WANTED, by="event")), Style())
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "u202e" in shown
