"""Segments against the rest: who belongs to one is told by the attributes of a customer's first event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from jmap.analyze.engine import Engine
from jmap.analyze.measures.apart import Apart, Median, TimeApart, apart, corrected
from jmap.analyze.measures.further import Whole, further
from jmap.analyze.measures.groups import Group, groups
from jmap.analyze.measures.stage_time import StageTime
from jmap.analyze.moments import Moments
from jmap.analyze.plan import MapPlan
from jmap.analyze.ranks import stage_rank
from jmap.analyze.segments import SegmentPlan
from jmap.analyze.staging import Log
from jmap.analyze.wanted import Wanted
from jmap.records import frozen

NOBODY: Final = Group(0, (), {}, {}, {}, None, None)
_UNKNOWN: Final = 2


@frozen
class Segment:
    """A segment: its customers, all others, and those of whom the log does not say (`unknown`)."""

    plan: SegmentPlan
    inside: Group
    rest: Group
    unknown: int
    apart: tuple[Apart, ...]
    times: tuple[TimeApart, ...] = ()


@frozen
class Segments:
    """The segments that a log can show; `corrected` where chances are, for how many there are."""

    found: tuple[Segment, ...]
    corrected: bool


def seen_segments(plan: MapPlan) -> list[SegmentPlan]:
    """Return the segments of which a log can show who belongs to them."""
    return [each for each in plan.segments if each.observed]


def group_by_segment(engine: Engine, plan: MapPlan, log: Log) -> bool:
    """Make the tables of who belongs to which segment; return whether there is one that a log can show."""
    seen = seen_segments(plan)
    if not seen:
        return False
    engine.create("firsts", _firsts(plan, log, seen))
    sides = [f"s{n}" for n in range(len(seen))]
    every = ", ".join(sides)
    engine.create(
        "kinds",
        f"SELECT {every}, ROW_NUMBER() OVER (ORDER BY {every}) AS kin"
        f" FROM (SELECT DISTINCT {every} FROM firsts) d",
    )
    alike = " AND ".join(f"k.{side} = f.{side}" for side in sides)
    engine.create("members", f"SELECT f.cid AS cid, k.kin AS kin FROM firsts f JOIN kinds k ON {alike}")
    engine.create(
        "belongs",
        " UNION ALL ".join(
            f"SELECT kin, {n * 2} + {side} AS grp FROM kinds WHERE {side} < {_UNKNOWN}"
            for n, side in enumerate(sides)
        ),
    )
    engine.drop("firsts", "kinds")
    return True


def segments(
    engine: Engine, plan: MapPlan, log: Log, wanted: Wanted, moments: Moments, whole: Whole
) -> Segments:
    """Return what was measured of each segment that a log can show, and of the rest.

    Asks for the tables of `group_by_segment`, and for those that the measures of all customers leave.
    """
    seen = seen_segments(plan)
    if not seen:
        return Segments((), corrected=False)
    measured = groups(engine, plan, log, moments, interval=True)
    more = further(
        engine, plan, log, wanted, moments, whole, {grp: each.dormant for grp, each in measured.items()}
    )
    measured = {grp: replace(each, further=more[grp]) for grp, each in measured.items()}
    common = [" > ".join(row.steps) for row in whole.paths.rows] if whole.paths is not None else []
    sides = []
    for n in range(len(seen)):
        inside, rest = (_complete(measured.get(key, NOBODY), plan) for key in (n * 2 + 1, n * 2))
        sides.append((inside, rest))
    told, many = corrected([tuple(apart(plan, *each, common)) for each in sides], wanted.min_n)
    return Segments(
        tuple(
            Segment(
                each,
                *sides[n],
                log.customers - sides[n][0].customers - sides[n][1].customers,
                told[n],
                tuple(_times(plan, *sides[n])),
            )
            for n, each in enumerate(seen)
        ),
        corrected=many,
    )


def _complete(group: Group, plan: MapPlan) -> Group:
    """Return a group with all steps, where it has no customers."""
    return group if group.customers else replace(NOBODY, reached=(0,) * len(plan.chain))


def _firsts(plan: MapPlan, log: Log, seen: list[SegmentPlan]) -> str:
    """Return on which side of each segment customers are, by what their first event says."""
    tests = [f"t{number}" for number in sorted({test for each in seen for test in each.tests})]
    columns = ", ".join(f"e.{test} AS {test}" for test in tests)
    # Where two events are alike but for their attributes, the one counts whose tests hold.
    ties = ", ".join(f"COALESCE({test}, -1) DESC" for test in tests)
    first = (
        f"SELECT e.cid AS cid, e.code AS code, e.tie AS tie, {columns}"
        " FROM events e JOIN people p ON p.cid = e.cid AND p.first_us = e.us"
    )
    nth = f"ROW_NUMBER() OVER (PARTITION BY cid ORDER BY {stage_rank(plan, log)}, code, tie, {ties}) AS nth"
    sides = ", ".join(f"{_side(each)} AS s{n}" for n, each in enumerate(seen))
    return f"SELECT cid, {sides} FROM (SELECT f.*, {nth} FROM ({first}) f) n WHERE nth = 1"


def _side(segment: SegmentPlan) -> str:
    """Return 1 for who is in a segment, 0 for who is not, and another number where the log does not say."""
    failed = " OR ".join(f"t{test} = 0" for test in segment.tests)
    held = " AND ".join(f"t{test} = 1" for test in segment.tests)
    return f"CASE WHEN {failed} THEN 0 WHEN {held} THEN 1 ELSE {_UNKNOWN} END"


def _times(plan: MapPlan, inside: Group, rest: Group) -> Iterator[TimeApart]:
    for place in range(len(plan.stages)):
        one, other = (each.times.get(place) for each in (inside, rest))
        if one is not None or other is not None:
            visits = (one.n if one is not None else 0, other.n if other is not None else 0)
            yield TimeApart(place, _median(one), _median(other), visits)


def _median(time: StageTime | None) -> Median:
    if time is None:
        return Median(None, None, None)
    return Median(time.km_median, time.km_low, time.km_high)
