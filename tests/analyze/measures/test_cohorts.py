"""Cohorts: customers by month or week, and what is not over is empty."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.analyze.logs import measured

DAY = 24
MAP = """\
scope: lifecycle
stages:
  a: {phase: before, enter: {event: a}}
  b: {phase: after, enter: {event: b}}
dormant: {inactive: 20d}
"""
# The first hour is that of Thursday, the first of January 2026.
EVENTS = [
    *[("u", "a", 0), ("u", "b", 32 * DAY), ("u", "x", 70 * DAY)],
    *[("v", "a", 30 * DAY), ("v", "b", 30 * DAY)],
    *[("w", "a", 31 * DAY), ("w", "x", 60 * DAY), ("w", "b", 75 * DAY)],
]


def test_months(tmp_path: Path) -> None:
    found = measured(tmp_path, MAP, EVENTS).cohorts
    assert found.by == "month"
    # The newest event is in the midst of March, which is not over.
    assert [(each.began, each.group.customers, each.active, each.converted) for each in found.rows] == [
        ("2026-01", 2, (2, 1, None), (1, 2, None)),
        ("2026-02", 1, (1, None), (0, None)),
    ]
    assert [each.group.reached for each in found.rows] == [(2, 2), (1, 1)]
    dormant = [each.group.dormant for each in found.rows]
    assert [(each.n, each.of) for each in dormant if each is not None] == [(1, 2), (0, 1)]
    assert [each.group.outcomes[0].forward for each in found.rows] == [2, 1]


def test_a_month_is_over_with_its_last_day(tmp_path: Path) -> None:
    found = measured(tmp_path, MAP, EVENTS, as_of=date(2026, 3, 31)).cohorts
    assert [(each.active, each.converted) for each in found.rows] == [
        ((2, 1, 1), (1, 2, 2)),
        ((1, 1), (0, 1)),
    ]
    found = measured(tmp_path, MAP, EVENTS, as_of=date(2026, 2, 27)).cohorts
    assert [(each.active, each.converted) for each in found.rows] == [
        ((2, None), (1, None)),
        ((None,), (None,)),
    ]


def test_weeks_begin_on_monday(tmp_path: Path) -> None:
    events = [
        ("x", "a", 0),
        ("x", "a", 4 * DAY - 0.01),
        ("x", "b", 4 * DAY),
        ("y", "a", 4 * DAY),
        ("z", "a", 18 * DAY),
    ]
    found = measured(tmp_path, MAP, events, cohorts="week").cohorts
    assert [(each.began, each.active, each.converted) for each in found.rows] == [
        ("2026-W01", (1, 1, 0, None), (0, 1, 1, None)),
        ("2026-W02", (1, 0, None), (0, 0, None)),
        ("2026-W04", (None,), (None,)),
    ]


def test_months_are_those_of_the_zone(tmp_path: Path) -> None:
    # New Year's Eve in New York.
    [found] = measured(tmp_path, MAP, [("x", "a", 0)], timezone="America/New_York").cohorts.rows
    assert found.began == "2025-12"


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_ends_of_time(tmp_path: Path, year: str) -> None:
    from jmap.analyze.analysis import analyze
    from jmap.analyze.wanted import Wanted
    from tests.analyze.logs import opened, plans_of

    log = tmp_path / "log.csv"
    log.write_text(f"customer,event,time\nx,a,{year}-12-31T23:59:59.999999Z\n", encoding="utf-8")
    with opened(log) as (engine, columns, tests):
        plans = plans_of(tmp_path, MAP, tests)
        made = analyze(engine, columns, Wanted({}, cohorts="week"), tests, plans)
    assert [each.active for each in made.maps[0].cohorts.rows] == [(None,)]


def test_no_purchase_no_conversions(tmp_path: Path) -> None:
    [found] = measured(tmp_path, "stages: {a: {enter: {event: a}}}\n", [("x", "a", 0)]).cohorts.rows
    assert (found.converted, found.group.conversion, found.group.dormant) == (None, None, None)
