"""Health of accounts: what each indicator looks at, which accounts there are, and the bands they stand in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jmap.analyze.measures.health import Accounts, HealthScores
from jmap.analyze.measures.metrics import MetricValue
from jmap.analyze.moments import Moments, prepare
from jmap.analyze.staging import stage
from jmap.analyze.visits import build
from tests.analyze.logs import WANTED, measured, opened, plans_of, rows_of, us, write_log

DAY = 24
MAP = """\
scope: lifecycle
leave: {event: gone}
stages:
  trial: {phase: before, enter: {event: trial}}
  paid: {phase: after, enter: {event: paid}, next: trial, metrics: [risk]}
metrics:
  risk: {kind: rate, measure: {share: {health: h, is: at-risk}}}
  per-use: {measure: {ratio: {of: tickets, over: uses}}}
  tickets: {measure: {count: ticket}}
  uses: {measure: {count: use}}
  to-paid: {unit: d, measure: {duration: {from: trial, to: paid, stat: mean}}}
  came: {kind: rate, measure: {rate: {from: trial, to: paid}}}
health:
  h:
    stages: [paid]
    window: 5d
    indicators:
INDICATORS
    bands: {healthy: 70, watch: 40, at-risk: 0}
"""
EVENTS: list[tuple[Any, ...]] = [
    ("a", "trial", 0, {"seats": "20"}),
    ("a", "paid", DAY, {"seats": "60%", "amount": "5"}),
    ("a", "use", 7 * DAY),
    ("a", "use", 8 * DAY, {"seats": "80"}),
    ("a", "ticket", 9 * DAY),
    ("b", "trial", 0),
    ("b", "paid", 3 * DAY, {"amount": "7"}),
    ("b", "ticket", 6 * DAY),
    ("c", "paid", DAY, {"seats": "10"}),
    ("c", "gone", 2 * DAY),
    ("d", "trial", 10 * DAY),
]


def text_of(*indicators: str) -> str:
    return MAP.replace(
        "INDICATORS", "\n".join(f"      i{n}: {{{each}}}" for n, each in enumerate(indicators))
    )


def values(folder: Path, indicator: str, at: float | None = None) -> dict[str, float | None]:
    """Return the value of an indicator by account."""
    path = write_log(folder / "log.csv", list(rows_of(EVENTS)), "amount", "seats")
    with opened(path) as (engine, columns, tests):
        [plan] = plans_of(folder, text_of(f"{indicator}, weight: 1, good: 1, poor: 0"), tests)
        log = stage(engine, columns, WANTED, tests)
        prepare(engine, plan.parts())
        assert build(engine, plan, Moments(log))
        names: dict[int, str] = dict(engine.rows("SELECT cid, customer FROM customers"))
        looked = Accounts(
            engine, plan, plan.figures.models[0], log, WANTED, log.as_of if at is None else us(at)
        )
        return {names[cid]: found.parts[0].value for cid, found in looked.scores()}


@pytest.mark.parametrize(
    ("indicator", "a", "b"),
    [
        ("count: use", 2, 0),
        ("count: ticket", 1, 1),
        ("sum: {event: paid, field: amount}", 0, 0),
        ("days_since: any", 1, 4),
        ("days_since: use", 2, None),
        ("days_since: paid", 9, 7),
        ("attribute: seats", 80, None),
        ("metric: tickets", 1, 1),
        ("metric: per-use", 0.5, None),
        ("metric: to-paid", None, None),
        ("metric: came", None, None),
        ("metric: risk", None, None),
        ("count: never", None, None),
        ("sum: {event: paid, field: price}", None, None),
    ],
)
def test_what_an_indicator_comes_to(tmp_path: Path, indicator: str, a: float, b: float) -> None:
    # c has left, and d has not paid.
    assert values(tmp_path, indicator) == {"a": a, "b": b}


@pytest.mark.parametrize(
    ("indicator", "a", "b"),
    [
        ("count: use", 0, 0),
        ("sum: {event: paid, field: amount}", 5, 7),
        ("days_since: any", 2, 0),
        ("days_since: use", None, None),
        ("attribute: seats", 60, None),
        ("metric: to-paid", 1, 3),
        ("metric: came", 100, 100),
    ],
)
def test_an_earlier_moment_knows_nothing_of_what_came_later(
    tmp_path: Path, indicator: str, a: float, b: float
) -> None:
    assert values(tmp_path, indicator, 3 * DAY) == {"a": a, "b": b}


def test_who_has_left_since_was_there_then(tmp_path: Path) -> None:
    assert values(tmp_path, "days_since: any", 1.5 * DAY) == {"a": 0.5, "c": 0.5}


def scores(folder: Path, *indicators: str, more: str = "") -> tuple[HealthScores, MetricValue]:
    found = measured(folder, text_of(*indicators) + more, EVENTS)
    return found.health[0], found.metrics["risk"]


def test_bands_and_the_share_of_accounts_in_one(tmp_path: Path) -> None:
    found, risk = scores(tmp_path, "count: use, weight: 1, good: 2, poor: 0")
    assert (found.accounts, found.bands, found.unknown) == (2, {"healthy": 1, "watch": 0, "at-risk": 1}, 0)
    assert (risk.value, risk.n) == (50, 2)


def test_an_account_with_too_little_data_is_in_no_band(tmp_path: Path) -> None:
    seats, use = "attribute: seats, weight: 5, good: 80, poor: 0", "count: use, weight: 5, good: 2, poor: 0"
    found, risk = scores(tmp_path, seats, use)
    assert (found.bands, found.unknown) == ({"healthy": 1, "watch": 0, "at-risk": 0}, 1)
    assert (risk.value, risk.n) == (0, 2)
    found, _ = scores(tmp_path, seats, use, more="    unknown_below: 50%\n")
    assert (found.bands, found.unknown) == ({"healthy": 1, "watch": 0, "at-risk": 1}, 0)


def test_an_indicator_without_weight_counts_as_one_but_gives_no_points(tmp_path: Path) -> None:
    # Two uses of twenty are 10 points, and what has no weight adds none.
    indicators = ("count: use, weight: 100, good: 20, poor: 0", "count: use, good: 1, poor: 0")
    found, _ = scores(tmp_path, *indicators, more="    method: points\n")
    assert [each.weight for each in found.model.indicators] == [100, 0]
    assert found.bands == {"healthy": 0, "watch": 0, "at-risk": 2}
    found, _ = scores(tmp_path, *indicators)
    assert [each.weight for each in found.model.indicators] == [100, 1]


def test_what_no_account_has_is_said(tmp_path: Path) -> None:
    found, _ = scores(
        tmp_path,
        "count: never, weight: 1, good: 2, poor: 0",
        "sum: {event: paid, field: price}, weight: 1, good: 2, poor: 0",
        "metric: risk, weight: 1, good: 2, poor: 0",
        "count: use, weight: 1, good: 2, poor: 0",
    )
    assert found.unseen == {
        "i0": "the log has no event `never`",
        "i1": "the log has no attribute `price`",
        "i2": "the metric `risk` is not of one account",
    }


def test_stages_that_no_log_shows_let_nobody_in_from_elsewhere(tmp_path: Path) -> None:
    text = text_of("count: use, weight: 1, good: 2, poor: 0")
    text = text.replace("stages: [paid]", "stages: [paid, settled]")
    text = text.replace("next: trial, metrics", "next: [trial, settled], metrics")
    text = text.replace("metrics:\n  risk", "  settled: {phase: after, enter: In peace}\nmetrics:\n  risk", 1)
    # a and b have paid, d is on trial.
    assert measured(tmp_path, text, EVENTS).health[0].accounts == 2
    unseen = text.replace("stages: [paid, settled]", "stages: [settled]")
    assert measured(tmp_path, unseen, EVENTS).health[0].accounts == 3


def test_a_score_for_all_stages_is_of_all_who_are_alive(tmp_path: Path) -> None:
    text = text_of("count: use, weight: 1, good: 2, poor: 0").replace("    stages: [paid]\n", "")
    assert measured(tmp_path, text, EVENTS).health[0].accounts == 3


def test_at_one_time_the_newest_value_is_that_of_the_later_stage(tmp_path: Path) -> None:
    text = (
        "stages: {one: {enter: {event: z}}, two: {enter: {event: b}}}\n"
        "health: {h: {indicators: {i: {attribute: seats, weight: 1, good: 9, poor: 1}},"
        " bands: {fine: 50, bad: 0}}}\n"
    )
    events = [("x", "z", 0, {"seats": "1"}), ("x", "b", 0, {"seats": "9"})]
    assert measured(tmp_path, text, events).health[0].bands == {"fine": 1, "bad": 0}
