"""What is compared of a segment and the rest: shares with their difference, and times."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from jmap.analyze.measures.further import Further
from jmap.analyze.measures.groups import FirstVisits, Group
from jmap.analyze.measures.paths import Paths
from jmap.analyze.plan import MapPlan
from jmap.measures.measured import CERTAIN, Difference, Rate
from jmap.measures.proportion import chance, difference, holm, rate
from jmap.records import frozen

MANY: Final = 10
"""Past so many comparisons of a map their chances are corrected."""

_PATHS: Final = 3
"""So many paths are compared, the most common ones of all."""

_UNJUDGED: Final = frozenset(("moves", "events"))
"""Shares of what one customer has many of, so that the cases do not stand for themselves."""


@frozen
class Apart:
    """A share of a segment beside that of the rest, of a stage by its place, or of none.

    `measure` is what the share is of, by the names of the file; `what` is the id or text of what is compared
    where a measure has several. `chance` is that of a gap so wide where there is no difference, corrected
    where there are many comparisons; None where a side has too few cases to judge by, or they hang together.
    """

    measure: str
    stage: int | None
    inside: Rate
    rest: Rate
    chance: float | None = None
    what: str = ""

    @property
    def difference(self) -> Difference | None:
        """Return the segment's share less that of the rest."""
        return difference(self.inside, self.rest)

    @property
    def certain(self) -> bool:
        """Tell whether the difference is hardly by chance."""
        return self.chance is not None and self.chance < CERTAIN

    @property
    def judged(self) -> bool:
        """Tell whether the cases are such that a chance can be told."""
        return self.measure not in _UNJUDGED


@frozen
class Median:
    """Kaplan-Meier's median in seconds with its 95 % interval; an end is None where it is not known."""

    value: float | None
    low: float | None
    high: float | None


@frozen
class TimeApart:
    """The median time in a stage of a segment and of the rest, by the visits of each."""

    stage: int
    inside: Median
    rest: Median
    visits: tuple[int, int]

    @property
    def difference(self) -> tuple[float, float | None, float | None] | None:
        """Return the difference in seconds with its interval, or None where a median is not known.

        Source: G. Y. Zou and A. Donner, Statistics in Medicine 27 (2008): of two intervals one is made.
        """
        one, other = self.inside, self.rest
        if one.value is None or other.value is None:
            return None
        gap = one.value - other.value
        low = high = None
        if one.low is not None and other.high is not None:
            low = gap - math.hypot(one.value - one.low, other.high - other.value)
        if one.high is not None and other.low is not None:
            high = gap + math.hypot(one.high - one.value, other.value - other.low)
        return gap, low, high

    @property
    def certain(self) -> bool:
        """Tell whether the interval of the difference lies to one side of zero."""
        found = self.difference
        if found is None:
            return False
        _, low, high = found
        return (low is not None and low > 0) or (high is not None and high < 0)


def apart(plan: MapPlan, inside: Group, rest: Group, common: Iterable[str]) -> Iterator[Apart]:
    """Yield the comparisons of shares in which there is anything to see; `common` are paths of all."""
    for step, stage in enumerate(plan.chain[1:], 1):
        one, other = (rate(each.reached[step], each.reached[step - 1]) for each in (inside, rest))
        yield Apart("funnel", stage, one, other)
    for stage in range(len(plan.stages)):
        here, there = (each.firsts.get(stage, FirstVisits()) for each in (inside, rest))
        for measure in ("forward", "left"):
            one, other = (rate(getattr(each, measure), each.visits) for each in (here, there))
            if one.n or other.n:
                yield Apart(measure, stage, one, other)
    if inside.dormant is not None and rest.dormant is not None:
        yield Apart("dormant", None, inside.dormant, rest.dormant)
    if inside.conversion is not None and rest.conversion is not None:
        yield Apart("conversion", None, inside.conversion, rest.conversion)
    if inside.further is not None and rest.further is not None:
        for each in _further(plan, inside.further, rest.further, tuple(common)[:_PATHS]):
            if _varies(each):
                yield each


def _varies(each: Apart) -> bool:
    """Tell whether anything can be seen: not where all, or none, of both sides are so."""
    n, of = each.inside.n + each.rest.n, each.inside.of + each.rest.of
    return bool(each.inside.of and each.rest.of) and 0 < n < of


def _further(plan: MapPlan, here: Further, there: Further, common: tuple[str, ...]) -> Iterator[Apart]:
    for stage in sorted(set(here.dormant) & set(there.dormant)):
        yield Apart("dormant", stage, here.dormant[stage], there.dormant[stage])
    for stage in sorted(set(here.milestones.stages) & set(there.milestones.stages)):
        one, other = (each.milestones.stages[stage].reached for each in (here, there))
        yield Apart("milestone", stage, one, other)
    if here.milestones.to_value is not None and there.milestones.to_value is not None:
        one, other = here.milestones.to_value.reached, there.milestones.to_value.reached
        yield Apart("value", None, one, other)
    yield from _met(plan, here, there)
    one, other = here.conformance.customer_fitness, there.conformance.customer_fitness
    yield Apart("customers", None, one, other)
    yield Apart("moves", None, here.conformance.move_fitness, there.conformance.move_fitness)
    yield Apart("events", None, here.conformance.event_coverage, there.conformance.event_coverage)
    yield from _figures(here, there, common)


def _met(plan: MapPlan, here: Further, there: Further) -> Iterator[Apart]:
    """Yield who met touchpoints, and who had drivers and risks."""
    for place, met in here.exposures.contacts.items():
        missed = there.exposures.contacts.get(place)
        if missed is not None:
            what = plan.contacts[place].id
            yield Apart("reach", met.stage, met.reach, missed.reach, what=what)
            one, other = met.whole.forward.exposed, missed.whole.forward.exposed
            yield Apart("met", met.stage, one, other, what=what)
    for place, met in here.exposures.signs.items():
        missed = there.exposures.signs.get(place)
        if missed is not None:
            sign = plan.signs[place]
            yield Apart(sign.kind, sign.stage, met.reach, missed.reach, what=sign.text)


def _figures(here: Further, there: Further, common: tuple[str, ...]) -> Iterator[Apart]:
    """Yield paths, metrics that are shares, and bands of health scores."""
    if here.paths is not None and there.paths is not None:
        for path in common:
            took = [_took(each, path) for each in (here.paths, there.paths)]
            if took[0] is not None and took[1] is not None:
                yield Apart("path", None, took[0], took[1], what=path)
    for id_, value in here.metrics.items():
        one_share, other_share = value.share, there.metrics[id_].share
        if one_share is not None and other_share is not None:
            yield Apart("metric", None, one_share, other_share, what=id_)
    for scores, others in zip(here.health, there.health, strict=True):
        for name, _ in scores.model.bands:
            one = rate(scores.bands.get(name, 0), scores.accounts)
            other = rate(others.bands.get(name, 0), others.accounts)
            yield Apart("health", None, one, other, what=f"{scores.model.id}/{name}")


def _took(paths: Paths, path: str) -> Rate | None:
    """Return how many took a path, or None where it is past those that are told."""
    for row in paths.rows:
        if " > ".join(row.steps) == path:
            return rate(row.n, paths.customers)
    return rate(0, paths.customers) if paths.distinct <= len(paths.rows) else None


def corrected(found: list[tuple[Apart, ...]], min_n: int) -> tuple[list[tuple[Apart, ...]], bool]:
    """Return comparisons with the chances of those that can be judged, corrected past so many of them."""
    chances: dict[tuple[int, int], float] = {}
    for n, of_segment in enumerate(found):
        for place, each in enumerate(of_segment):
            told = chance(each.inside, each.rest) if each.judged else None
            if told is not None and min(each.inside.of, each.rest.of) >= min_n:
                chances[n, place] = told
    many = len(chances) > MANY
    if many:
        chances = dict(zip(chances, holm(list(chances.values())), strict=True))
    return [
        tuple(replace(each, chance=chances.get((n, place))) for place, each in enumerate(of_segment))
        for n, of_segment in enumerate(found)
    ], many
