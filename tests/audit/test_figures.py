"""Figures that any implementation must give."""

from __future__ import annotations

from datetime import date

import pytest

from jmap.audit.figures import nps, standing, wilson
from jmap.model.actions import Opportunity
from jmap.model.kinds.times import PeriodText
from jmap.model.metrics import Metric, Observation
from jmap.rules.priorities import rice, ulwick

Q3 = PeriodText("2026-Q3", date(2026, 7, 1), date(2026, 9, 30))
Q2 = PeriodText("2026-Q2", date(2026, 4, 1), date(2026, 6, 30))


def test_rice() -> None:
    one = Opportunity(id="a", reach=2000.0, impact=2.0, confidence=80.0, effort=3.0)
    assert rice(one) == pytest.approx(1066.67, abs=0.005)
    assert rice(Opportunity(id="b", reach=5000.0, impact=0.5, confidence=100.0, effort=1.0)) == 2500
    assert rice(Opportunity(id="c", reach=5000.0, impact=0.5, confidence=100.0)) is None


def test_ulwick() -> None:
    assert ulwick(Opportunity(id="a", importance=9.0, satisfaction=3.0)) == 15
    assert ulwick(Opportunity(id="b", importance=9.0, satisfaction=9.0)) == 9
    assert ulwick(Opportunity(id="c", importance=9.0)) is None


def test_nps() -> None:
    assert nps([9, 9, 10, 8, 0]) == 40
    assert nps([0]) == -100
    with pytest.raises(ValueError, match="no answers"):
        nps([])


def test_wilson() -> None:
    low, high = wilson(10, 20)
    assert (round(low, 4), round(high, 4)) == (0.2993, 0.7007)
    assert wilson(0, 10)[0] == 0.0
    with pytest.raises(ValueError, match="nothing"):
        wilson(0, 0)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_published(hits: int, of: int, low: float, high: float) -> None:
    """Method 3 of table I in Newcombe, Statistics in Medicine 17 (1998)."""
    assert [round(end, 4) for end in wilson(hits, of)] == [low, high]


def metric(value: float | None, **more: object) -> Metric:
    history = {Q2: Observation(value=1.0), Q3: Observation(value=value, n=12)} if value is not None else {}
    return Metric(id="m", history=history, **more)  # type: ignore[arg-type]


def test_the_newest_observation_is_the_actual_whatever_the_order() -> None:
    backwards = Metric(id="m", history={Q3: Observation(value=7.0), Q2: Observation(value=1.0)})
    assert (standing(backwards).actual, standing(backwards).period) == (7.0, Q3)


@pytest.mark.parametrize(
    ("value", "target", "better", "state", "near"),
    [
        (50.0, 50.0, "higher", "on target", False),
        (49.0, 50.0, "higher", "missed", True),
        (42.4, 50.0, "higher", "missed", False),
        (51.0, 50.0, "lower", "missed", True),
        (49.0, 50.0, "lower", "on target", False),
        (49.0, None, "higher", "no target", False),
        (None, 50.0, "higher", "no data", False),
    ],
)
def test_where_a_metric_stands(
    value: float | None, target: float | None, better: str, state: str, near: bool
) -> None:
    found = standing(metric(value, target=target, better=better))
    assert (found.state, found.near) == (state, near)


@pytest.mark.parametrize(
    ("value", "better", "breached"),
    [(29.9, "higher", True), (30.0, "higher", False), (30.1, "lower", True), (30.0, "lower", False)],
)
def test_a_floor_is_past_only_on_its_wrong_side(value: float, better: str, breached: bool) -> None:
    assert standing(metric(value, floor=30.0, better=better)).breached is breached
