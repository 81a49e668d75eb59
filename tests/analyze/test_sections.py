"""Tables of segments and cohorts in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jmap.analyze.sections import groups
from jmap.analyze.sections.groups import cohort_section, segment_sections
from tests.analyze.logs import analysis
from tests.analyze.rich import rich


def test_a_segment_stands_against_the_rest(tmp_path: Path) -> None:
    made = rich(tmp_path, "Plain")
    [found] = made.maps
    [many, few] = segment_sections(found, made.wanted)
    assert (many.title, few.title) == ("Segment: Plain", "Segment: Few")
    assert many.notes[0] == "64.3 % (39 to 84) of 14 customers, by what the first event says of them."
    here, rest = many.table.rows[0], few.table.rows[0]
    assert (here[1], here[2]) == (rest[2], rest[1])
    assert here[0] == "reach Second from the step before"
    assert [row[0] for row in many.table.rows][-2:] == ["median time in Plain", "median time in Second"]


def test_times_of_few_visits_are_marked_and_not_judged(tmp_path: Path) -> None:
    made = rich(tmp_path, "Plain")
    [found] = made.maps
    [many, _] = segment_sections(found, replace(made.wanted, min_n=10_000))
    _, here, rest, _, _, told = many.table.rows[-2]
    assert ("* of " in here, "* of " in rest, told) == (True, True, "too few")
    assert len(many.table.rows) - 2 in many.table.faint
    [many, _] = segment_sections(found, replace(made.wanted, min_n=0))
    assert "*" not in many.table.rows[-2][1]
    assert many.table.rows[-2][5] != "too few"


def test_cohorts_stand_with_the_share_who_came_back(tmp_path: Path) -> None:
    made = rich(tmp_path, "Plain")
    [found] = made.maps
    [shown] = cohort_section(found, made.wanted)
    assert shown.table.heads == ("began in", "customers", "purchased so far", "dormant", "+0", "+1", "+2")
    assert shown.table.rows == (
        ("2026-01", "14", "78.6 % (52 to 92) of 14", shown.table.rows[0][3], "100 %", "0 %", "0 %"),
    )


def test_only_the_newest_cohorts_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    events = [(f"c{n}", "a", 24 * 40 * n) for n in range(3)]
    made = analysis(tmp_path, "stages: {a: {enter: {event: a}}}\n", events)
    monkeypatch.setattr(groups, "ROWS", 1)
    [shown] = cohort_section(made.maps[0], made.wanted)
    assert [row[0] for row in shown.table.rows] == ["2026-03"]
    assert shown.notes[-1] == "And 2 older cohorts."


def test_a_chance_is_told_as_far_as_it_is_known() -> None:
    told = [groups.chance_in_words(each) for each in (None, 0.00001, 0.012, 0.1, 1.0)]
    assert told == ["-", "< 0.0001", "0.012", "0.1", "1"]
