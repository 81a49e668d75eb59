"""The report on a terminal: names that would do harm, narrow windows, colours, long lists."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jmap.analysis_page import registry as pages
from jmap.analyze.formats import registry
from jmap.analyze.formats.figures import duration, share
from jmap.formats.style import Style
from jmap.measures.proportion import rate
from tests.analyze.logs import analysis

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


def test_figures() -> None:
    assert share(rate(3, 4), 4) == "75.0 % (30 to 95) of 4"
    assert share(rate(3, 4), 5) == "75.0 %* (30 to 95) of 4"
    assert (share(rate(0, 0), 5), share(None, 5)) == ("-", "-")
    told = [duration(each) for each in (None, 0, 0.25, 59, 90, 7200, 100_000, 86_400 * 400.0, 86_400 * 200.0)]
    assert told == ["-", "0 s", "0.25 s", "59 s", "1.5 m", "2 h", "1.2 d", "1.1 y", "200 d"]
