"""Metrics over a period: what lies in it counts, and what is so at a moment is so at its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jmap.analyze.analysis import Analysis
from jmap.analyze.dialects.duckdb import DuckDBDialect
from jmap.analyze.fault import AnalyzeError
from jmap.analyze.figures import Lasted
from jmap.analyze.measures.cases import Cases, Span
from jmap.analyze.measures.metrics import MetricValue
from jmap.model.kinds.times import PeriodText, parse_period
from tests.analyze.logs import WANTED, analysis

DAY = 24
MAP = """\
scope: lifecycle
dormant: {inactive: 5d}
leave: {event: gone}
stages:
  trial: {phase: before, enter: {event: trial}}
  paid: {phase: after, enter: {event: paid}, next: trial, metrics: [m]}
metrics:
  m: {MOREmeasure: MEASURE}
  paid: {measure: {count: paid}}
  trials: {measure: {count: trial}}
health:
  h:
    window: 5d
    indicators: {paid: {weight: 1, count: paid, good: 1, poor: 0}}
    bands: {good: 70, poor: 0}
"""
# The week of the 5th to the 11th is days 4 to 10.
WEEK = "2026-W02"
EVENTS: list[tuple[Any, ...]] = [
    ("a", "trial", 0),
    ("a", "paid", 4 * DAY, {"amount": "10", "plan": "team"}),
    ("b", "trial", 4 * DAY - 1e-6),
    ("b", "paid", 11 * DAY - 1e-6, {"amount": "5", "plan": "team"}),
    ("c", "trial", 5 * DAY),
    ("c", "paid", 12 * DAY, {"amount": "7", "plan": "pro"}),
    ("d", "trial", 6 * DAY),
    ("d", "gone", 8 * DAY),
    ("e", "trial", 10 * DAY),
    ("e", "paid", 11 * DAY, {"amount": "1", "plan": "pro"}),
    ("a", "gone", 13 * DAY),
    ("f", "trial", 14 * DAY),
]


def period(text: str) -> PeriodText:
    found = parse_period(text)
    assert found is not None
    return found


def over(folder: Path, measure: str, more: str = "", *, text: str = WEEK, **wanted: Any) -> MetricValue:
    return made(folder, measure, more, period=period(text), **wanted).maps[0].recorded["m"]


def made(folder: Path, measure: str, more: str = "", **wanted: Any) -> Analysis:
    text = MAP.replace("MEASURE", measure).replace("MORE", more)
    return analysis(folder, text, EVENTS, replace(WANTED, **wanted))


@pytest.mark.parametrize(
    ("measure", "more", "expected"),
    [
        # Midnight is in the day that it begins.
        ("{count: paid}", "", (2, 2)),
        ("{count: paid}", "window: 1d, ", (2, 2)),
        ("{sum: {event: paid, field: amount}}", "", (15, 2)),
        ("{distinct: {event: paid, field: plan}}", "", (1, 2)),
        ("{count: trial}", "", (3, 3)),
        # c and e come on later than the period ends, b began before it.
        ("{duration: {from: trial, to: paid}}", "unit: d, ", (4, 2)),
        ("{duration: {from: trial, to: paid, stat: mean}}", "unit: d, window: 1d, ", (4, 2)),
        ("{duration: {from: trial, to: gone, stat: mean}}", "unit: d, ", (2, 1)),
        ("{ratio: {of: paid, over: trials}}", "", (2 / 3, 3)),
    ],
)
def test_a_figure(tmp_path: Path, measure: str, more: str, expected: tuple[float, int]) -> None:
    found = over(tmp_path, measure, more)
    assert (found.value, found.n) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("measure", "n", "of", "open_"),
    [
        # Of c, d and e, whatever the time at which they came on.
        ("{rate: {from: trial, to: paid}}", 2, 3, 0),
        ("{rate: {from: trial, to: paid, within: 4d}}", 1, 3, 0),
        # For e, who began four days before as-of, there is a day left.
        ("{rate: {from: trial, to: paid, within: 5d}}", 0, 2, 1),
        ("{rate: {from: trial, to: gone, within: 2d}}", 1, 3, 0),
    ],
)
def test_a_rate_is_of_starts_and_waits_for_them_until_as_of(
    tmp_path: Path, measure: str, n: int, of: int, open_: int
) -> None:
    found = over(tmp_path, measure, "kind: rate, window: 1d, ")
    assert (found.n, found.open) == (of, open_)
    assert found.value == pytest.approx(n / of * 100)


def test_times_that_go_on_are_counted_and_left_out(tmp_path: Path) -> None:
    found = over(tmp_path, "{duration: {from: trial, to: paid}}")
    assert (found.n, found.open) == (2, 1)
    none = over(tmp_path, "{duration: {from: trial, to: paid}}", text="2026-01-07")
    assert (none.value, none.n, none.open) == (None, 0, 1)


@pytest.mark.parametrize(
    ("measure", "more"),
    [
        ("{share: dormant}", ""),
        ("{share: left}", ""),
        ("{share: left}", "window: 3d, "),
        ("{share: left}", "window: 30d, "),
        ("{share: {health: h, is: good}}", ""),
    ],
)
@pytest.mark.parametrize("text", [WEEK, "2026-01-08", "2026-01-13"])
def test_a_share_is_that_of_an_analysis_as_of_the_end(
    tmp_path: Path, measure: str, more: str, text: str
) -> None:
    then = made(tmp_path, measure, more, as_of=period(text).last).maps[0].metrics["m"]
    assert then.n > 0 or "30d" in more
    assert over(tmp_path, measure, more, text=text) == then


def test_of_a_period_that_ends_with_the_log_the_newest_event_is_the_end(tmp_path: Path) -> None:
    # The newest event is of midnight: of the 15th as well no more is known.
    assert over(tmp_path, "{count: trial}", text="2026-01-15").value == 1
    assert (
        over(tmp_path, "{share: left}", text="2026-01-15")
        == made(tmp_path, "{share: left}").maps[0].metrics["m"]
    )
    with pytest.raises(AnalyzeError) as caught:
        over(tmp_path, "{count: trial}", text="2026-W03")
    assert caught.value.message == "`2026-W03` is not over on 2026-01-15, the day that was measured"
    assert caught.value.hint.endswith("say so with `--as-of 2026-01-18`")
    assert over(tmp_path, "{count: trial}", text="2026-W03", as_of=date(2026, 1, 18)).value == 1
    with pytest.raises(AnalyzeError, match=r"`2027` had not begun on 2026-01-15"):
        over(tmp_path, "{count: trial}", text="2027")


@pytest.mark.parametrize(
    ("zone", "trials", "paid"),
    [("UTC", 3, 2), ("Europe/Berlin", 4, 1), ("America/New_York", 3, 2), ("Asia/Tokyo", 4, 1)],
)
def test_days_are_of_the_zone(tmp_path: Path, zone: str, trials: int, paid: int) -> None:
    # To the east b's trial is in the week and b's payment out of it; to the west e's is in, a's not.
    assert over(tmp_path, "{count: trial}", timezone=zone).value == trials
    assert over(tmp_path, "{count: paid}", timezone=zone).value == paid


def test_before_the_log_there_is_nothing(tmp_path: Path) -> None:
    found = made(tmp_path, "{count: paid}", period=period("2025-Q4"))
    assert found.period is not None
    assert (found.period.time, found.period.began) == (None, date(2026, 1, 1))
    assert found.maps[0].recorded == {}


def test_without_a_period_nothing_is_measured_twice(tmp_path: Path) -> None:
    found = made(tmp_path, "{count: paid}")
    assert (found.period, found.maps[0].recorded) == (None, {})


def test_the_bounds_are_values_beside_the_sql(tmp_path: Path) -> None:
    found = made(tmp_path, "{duration: {from: trial, to: paid}}")
    cases = Cases(found.maps[0].plan, found.log, False, DuckDBDialect())
    [asked] = [each.asked for id_, each in cases.plan.figures.metrics.items() if id_ == "m"]
    assert isinstance(asked, Lasted)
    one, other = (cases.of_time_begun(asked, Span(at, at - 1), at + 1) for at in (111_111, 222_222))
    assert one.sql == other.sql
    assert "111" not in one.sql
    assert one.values == {"until": "111111", "since": "111110", "known": "111112"}
