"""The report on a terminal: names that would do harm, narrow windows, colours, long lists."""

from __future__ import annotations

import html
from dataclasses import replace
from pathlib import Path

import pytest

from jmap.analysis_page import registry as pages
from jmap.analyze.formats import registry
from jmap.analyze.formats.figures import duration, share
from jmap.analyze.formats.tables import fitted
from jmap.formats.style import Style
from jmap.measures.proportion import rate
from tests.analyze.logs import WANTED, analysis

MAP = "stages: {a: {enter: {event: a}}, b: {enter: {event: b}}}\n"


def test_the_formats() -> None:
    assert registry.names() == ("full", "csv", "json", "markdown")
    with pytest.raises(KeyError):
        registry.load("tables")


def test_what_cannot_be_seen_is_shown(tmp_path: Path) -> None:
    made = analysis(tmp_path, MAP, [("x\x1b[2J", "a", 0), ("", "\u202ea", 0), ("x", "odd\x07", 1)])
    text = registry.load("full")(made, Style())
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "no customer: -, \\u202ea, 2026-01-01T00:00:00+00:00" in text
    assert registry.load("full")(made, Style(colour=True)).count("\x1b[") > 4


@pytest.mark.parametrize("name", ["full", "markdown", "html"])
def test_very_many_duplicates_raise_a_doubt_about_the_id(tmp_path: Path, name: str) -> None:
    found = analysis(tmp_path, MAP, [("x", "a", n) for n in range(90)])
    made = replace(found, wanted=replace(found.wanted, columns={"id": "case"}))
    doubt = "read once: 11 % of the rows; does the column case differ from event to event?"

    def said(duplicates: int) -> str:
        return pages.load(name)(replace(made, log=replace(made.log, duplicates=duplicates)), Style())

    assert doubt not in said(10)
    assert doubt in said(11)
    made = found
    assert "does the column" not in said(80)


def test_long_lists_are_cut_and_wrapped(tmp_path: Path) -> None:
    events = [("x", f"an-event-with-a-long-name-{n}", n) for n in range(20)]
    made = analysis(tmp_path, MAP, [("x", "a", 0), *events])
    lines = registry.load("full")(made, Style(width=60)).splitlines()
    start = next(n for n, line in enumerate(lines) if "events that it does not name" in line)
    listed = lines[start : start + 12]
    assert all(len(line) <= 60 for line in listed if "an-event" in line)
    assert "and 12 others" in " ".join(line.strip() for line in listed)


NAMED = (
    "conversion: {event: c}\n"
    "stages: {a: {name: To look, enter: {event: a}}, b: {name: To buy, enter: {event: c}}}\n"
    "touchpoints: {t: {name: A talk, stage: a, events: a}}\n"
)


@pytest.mark.parametrize("name", ["full", "markdown", "html"])
def test_paths_have_the_names_of_the_map(tmp_path: Path, name: str) -> None:
    events = [("x", "a", 0), ("x", "a", 1), ("x", "c", 2)]

    def said(by: str) -> str:
        made = analysis(tmp_path, NAMED, events, replace(WANTED, by=by))
        return html.unescape(pages.load(name)(made, Style())).replace("\\", "")

    assert "To look ×2 > To buy" in said("stage")
    assert "A talk ×2" in said("touchpoint")
    assert "a*2 > c" in said("event")


def test_a_star_stands_wherever_there_are_few_and_is_explained(tmp_path: Path) -> None:
    made = analysis(tmp_path, MAP, [("x", "a", 0), ("x", "b", 1), ("y", "a", 0)])
    lines = registry.load("full")(made, Style()).splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("  Visits"))
    assert lines[start + 2].split()[:2] == ["A", "2*"]
    cohort = next(line for line in lines if line.startswith("    2026-01"))
    assert cohort.split()[1] == "2*"
    assert lines[-1] == "  * of fewer than 30: too few to judge by"
    enough = registry.load("full")(replace(made, wanted=replace(made.wanted, min_n=0)), Style())
    assert "*" not in enough


def test_cohorts_keep_to_the_width_of_the_terminal(tmp_path: Path) -> None:
    events = [("x", "a", month * 730) for month in range(14)]
    made = analysis(tmp_path, MAP, events)

    def head(width: int) -> str:
        lines = registry.load("full")(made, Style(width=width)).splitlines()
        start = next(n for n, line in enumerate(lines) if line.startswith("    2026-01"))
        assert lines[start + 1].startswith("  How far")
        return lines[start - 1]

    assert head(120).endswith("+7")
    assert head(80).endswith("+3")


def test_a_target_says_on_which_side_it_is_met_and_a_count_is_of_nothing(tmp_path: Path) -> None:
    text = (
        "stages: {a: {enter: {event: a}}}\n"
        "metrics:\n"
        "  calls: {target: 2, measure: {count: call}}\n"
        "  rate: {target: 5, better: lower, unit: '%', measure: {rate: {from: a, to: call}}}\n"
    )
    made = analysis(tmp_path, text, [("x", "a", 0), ("x", "call", 1), ("x", "call", 2)])
    terminal = registry.load("full")(made, Style())
    assert ">= 2  met" in terminal
    assert "<= 5 %  missed" in terminal
    page = pages.load("html")(made, Style())
    assert ("≥ 2" in page, "≤ 5\u00a0%" in page) == (True, True)
    assert "Calls: 2;" in page
    assert "Rate: 100\u00a0%, of 1" in page


def test_sentences_break_at_blanks() -> None:
    said = "  as of 2026-01-01, looking back 28 d, map From the wall planner"
    lines = ["  as of 2026-01-01, looking back 28 d,", "    map From the wall planner"]
    assert list(fitted(said, 40)) == lines
    assert list(fitted(said, 0)) == [said]


def test_figures() -> None:
    assert share(rate(3, 4), 4) == "75.0 % (30 to 95) of 4"
    assert share(rate(3, 4), 5) == "75.0 %* (30 to 95) of 4"
    assert (share(rate(0, 0), 5), share(None, 5)) == ("-", "-")
    told = [duration(each) for each in (None, 0, 0.25, 59, 90, 7200, 100_000, 86_400 * 400.0, 86_400 * 200.0)]
    assert told == ["-", "0 s", "0.25 s", "59 s", "1.5 m", "2 h", "1.2 d", "1.1 y", "200 d"]
