"""The score of an account, and what each indicator gives to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jmap.analyze.figures import HealthPlan, IndicatorPlan
from jmap.records import frozen

_DIGITS: Final = 9
"""Scores are rounded to so many digits, so that one that comes to a bound is not kept from it by a hair."""


@frozen
class Part:
    """What one indicator gives: its value, from 0 to 100 how good that is, and its points of the score.

    `value` is None without data; `s` is None where it is left out for that.
    """

    indicator: IndicatorPlan
    value: float | None
    s: float | None
    contribution: float


@frozen
class Score:
    """A score from 0 to 100 with its parts, which add up to it.

    It is None where nothing has data. `band` is None below `unknown_below`, which looks at `covered`, the
    share of weights that have data.
    """

    score: float | None
    band: str | None
    covered: float
    parts: tuple[Part, ...]


def goodness(indicator: IndicatorPlan, value: float | None) -> float | None:
    """Return how good a value is, from 0 (poor) to 100 (good); None where it is left out."""
    if value is None:
        return 0.0 if indicator.zero else None
    if indicator.good == indicator.poor:
        return 100.0 if value >= indicator.good else 0.0
    return min(1.0, max(0.0, (value - indicator.poor) / (indicator.good - indicator.poor))) * 100


def score(model: HealthPlan, values: Sequence[float | None]) -> Score:
    """Return the score of an account whose indicators have some values, in the model's order."""
    goods = [goodness(each, value) for each, value in zip(model.indicators, values, strict=True)]
    shares = _shares(model, goods)
    parts = tuple(
        Part(each, value, s, 0.0 if s is None else share * s)
        for each, value, s, share in zip(model.indicators, values, goods, shares, strict=True)
    )
    total = sum(each.weight for each in model.indicators)
    covered = sum(part.indicator.weight for part in parts if part.s is not None) / total if total else 0.0
    if all(s is None for s in goods):
        return Score(None, None, 0.0, parts)
    sum_ = round(sum(part.contribution for part in parts), _DIGITS)
    known = round(covered, _DIGITS) >= round(model.unknown_below, _DIGITS)
    return Score(sum_, band(model, sum_) if known else None, covered, parts)


def band(model: HealthPlan, value: float) -> str | None:
    """Return the best band whose lowest score is not above a score."""
    return next((name for name, least in model.bands if value >= least), None)


def _shares(model: HealthPlan, goods: Sequence[float | None]) -> list[float]:
    """Return the share that each indicator has in the score."""
    if model.method == "points":
        return [each.weight / 100 for each in model.indicators]
    if model.method == "worst":
        # Of several that are as bad the first is told.
        there = [(s, index) for index, s in enumerate(goods) if s is not None]
        worst = min(there)[1] if there else None
        return [1.0 if index == worst else 0.0 for index in range(len(goods))]
    weights = sum(each.weight for each, s in zip(model.indicators, goods, strict=True) if s is not None)
    return [each.weight / weights if weights else 0.0 for each in model.indicators]


def apportioned(total: float, parts: Sequence[float], digits: int) -> list[float]:
    """Return parts rounded so that they add up to the rounded total; the largest remainders go up."""
    unit = 10**digits
    scaled = [part * unit for part in parts]
    found = [int(each // 1) for each in scaled]
    short = round(total * unit) - sum(found)
    order = sorted(range(len(parts)), key=lambda index: (found[index] - scaled[index], index))
    for index in order[: max(short, 0)]:
        found[index] += 1
    return [each / unit for each in found]
