"""Segments against the rest: who belongs to one is told by the attributes of a customer's first event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from jmap.analyze.engine import Engine
from jmap.analyze.measures.groups import FirstVisits, Group, groups
from jmap.analyze.moments import Moments
from jmap.analyze.plan import MapPlan
from jmap.analyze.ranks import stage_rank
from jmap.analyze.segments import SegmentPlan
from jmap.analyze.staging import Log
from jmap.analyze.wanted import Wanted
from jmap.measures.measured import CERTAIN, Difference, Rate
from jmap.measures.proportion import chance, difference, holm, rate
from jmap.records import frozen

MANY: Final = 10
"""Past so many comparisons of a map their chances are corrected."""

NOBODY: Final = Group(0, (), {}, {}, {}, None, None)


@frozen
class Apart:
    """A share of a segment beside that of the rest, of a stage by its place, or of none.

    `measure` is `funnel` (of those at the step before), `forward` and `left` (of first visits whose window
    has passed), `dormant` or `conversion`. `chance` is that of a gap so wide where there is no difference,
    corrected where there are many comparisons; None where a side has too few cases to judge by.
    """

    measure: str
    stage: int | None
    inside: Rate
    rest: Rate
    chance: float | None = None

    @property
    def difference(self) -> Difference | None:
        """Return the segment's share less that of the rest."""
        return difference(self.inside, self.rest)

    @property
    def certain(self) -> bool:
        """Tell whether the difference is hardly by chance."""
        return self.chance is not None and self.chance < CERTAIN


@frozen
class Segment:
    """A segment: its customers, all others, and those of whom the log does not say (`unknown`)."""

    plan: SegmentPlan
    inside: Group
    rest: Group
    unknown: int
    apart: tuple[Apart, ...]


@frozen
class Segments:
    """The segments that a log can show; `corrected` where chances are, for how many there are."""

    found: tuple[Segment, ...]
    corrected: bool


def segments(engine: Engine, plan: MapPlan, log: Log, wanted: Wanted, moments: Moments) -> Segments:
    """Return what was measured of each segment that a log can show, and of the rest."""
    seen = [each for each in plan.segments if each.observed]
    if not seen:
        return Segments((), corrected=False)
    engine.create("firsts", _firsts(plan, log, seen))
    engine.create("members", " UNION ALL ".join(_members(seen)))
    engine.drop("firsts")
    measured = groups(engine, plan, log, wanted, moments)
    engine.drop("members")
    found = []
    for n, each in enumerate(seen):
        inside, rest = (_whole(measured.get(key, NOBODY), plan) for key in (n * 2 + 1, n * 2))
        unknown = log.customers - inside.customers - rest.customers
        found.append(Segment(each, inside, rest, unknown, tuple(_apart(plan, inside, rest))))
    return _corrected(found, wanted.min_n)


def _whole(group: Group, plan: MapPlan) -> Group:
    """Return a group with all steps, where it has no customers."""
    return group if group.customers else replace(NOBODY, reached=(0,) * len(plan.chain))


def _firsts(plan: MapPlan, log: Log, seen: list[SegmentPlan]) -> str:
    """Return what the first event of each customer says of the segments' tests."""
    tests = [f"t{number}" for number in sorted({test for each in seen for test in each.tests})]
    columns = ", ".join(f"e.{test} AS {test}" for test in tests)
    # Where two events are alike but for their attributes, the one counts whose tests hold.
    ties = ", ".join(f"COALESCE({test}, -1) DESC" for test in tests)
    first = (
        f"SELECT e.cid AS cid, e.code AS code, e.tie AS tie, {columns}"
        " FROM events e JOIN people p ON p.cid = e.cid AND p.first_us = e.us"
    )
    nth = f"ROW_NUMBER() OVER (PARTITION BY cid ORDER BY {stage_rank(plan, log)}, code, tie, {ties}) AS nth"
    return f"SELECT * FROM (SELECT f.*, {nth} FROM ({first}) f) n WHERE nth = 1"


def _members(seen: list[SegmentPlan]) -> Iterator[str]:
    """Yield the customers inside each segment, by an odd number, and those outside, by an even one."""
    for n, each in enumerate(seen):
        failed = " OR ".join(f"t{test} = 0" for test in each.tests)
        held = " AND ".join(f"t{test} = 1" for test in each.tests)
        grp = f"CASE WHEN {failed} THEN {n * 2} WHEN {held} THEN {n * 2 + 1} END"
        yield f"SELECT cid, grp FROM (SELECT cid, {grp} AS grp FROM firsts) g{n} WHERE grp IS NOT NULL"


def _apart(plan: MapPlan, inside: Group, rest: Group) -> Iterator[Apart]:
    """Yield the comparisons in which there is anything to see."""
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


def _corrected(found: list[Segment], min_n: int) -> Segments:
    """Give the comparisons that can be judged their chance, corrected past so many of them."""
    chances: dict[tuple[int, int], float] = {}
    for n, segment in enumerate(found):
        for place, each in enumerate(segment.apart):
            told = chance(each.inside, each.rest)
            if told is not None and min(each.inside.of, each.rest.of) >= min_n:
                chances[n, place] = told
    many = len(chances) > MANY
    if many:
        chances = dict(zip(chances, holm(list(chances.values())), strict=True))
    return Segments(
        tuple(
            replace(segment, apart=tuple(_with(segment.apart, n, chances))) for n, segment in enumerate(found)
        ),
        corrected=many,
    )


def _with(
    apart: tuple[Apart, ...], segment: int, chances: Mapping[tuple[int, int], float]
) -> Iterator[Apart]:
    for place, each in enumerate(apart):
        yield replace(each, chance=chances.get((segment, place)))
