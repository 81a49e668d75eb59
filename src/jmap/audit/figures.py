"""Figures of the field: where a metric stands, NPS, intervals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from jmap.measures.proportion import wilson as wilson
from jmap.model.kinds.times import PeriodText
from jmap.model.metrics import Metric
from jmap.records import frozen

NEAR = 0.15
"""A metric short of its target by no more than this part of it is near."""

State = Literal["on target", "missed", "no target", "no data"]


@frozen
class Standing:
    """Where a metric is: its newest value against its target and its floor, in its own unit.

    `gap` is the actual less the target. `near` says that a missed target is missed by no more than 15 % of
    it; `breached` that the value is past the floor.
    """

    actual: float | None
    period: PeriodText | None
    n: int | None
    target: float | None
    floor: float | None
    gap: float | None
    state: State
    near: bool
    breached: bool


def standing(metric: Metric, as_of: date | None = None) -> Standing:
    """Return where a metric stands on a day; by its newest observation where none is given."""
    latest = metric.latest(as_of)
    actual = latest[1].value if latest is not None else None
    period = latest[0] if latest is not None else None
    n = latest[1].n if latest is not None else None
    target, floor = metric.target, metric.floor
    sign = 1 if metric.better == "higher" else -1
    gap = actual - target if actual is not None and target is not None else None
    state: State = "no data"
    if actual is not None:
        state = "no target" if gap is None else "on target" if sign * gap >= 0 else "missed"
    near = state == "missed" and gap is not None and target is not None and abs(gap) <= NEAR * abs(target)
    breached = actual is not None and floor is not None and sign * (actual - floor) < 0
    return Standing(actual, period, n, target, floor, gap, state, near, breached)


def nps(answers: Iterable[int]) -> float:
    """Return promoters (9 and 10) less detractors (0 to 6) in percent of all answers.

    Raises ValueError without answers: a share of nothing is not 0.
    """
    every = list(answers)
    if not every:
        raise ValueError("no answers")
    promoters = sum(answer >= 9 for answer in every)
    detractors = sum(answer <= 6 for answer in every)
    return 100 * (promoters - detractors) / len(every)
