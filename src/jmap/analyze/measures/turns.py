"""Moving on by when visits began, of all customers and of each segment, and since when it is otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from jmap.analyze.conditions import MICROS
from jmap.analyze.engine import Engine
from jmap.analyze.measures.belonging import counted
from jmap.analyze.measures.cohorts import bucket, named
from jmap.analyze.measures.segments import seen_segments
from jmap.analyze.plan import MapPlan
from jmap.analyze.segments import SegmentPlan
from jmap.analyze.staging import Log
from jmap.analyze.wanted import Wanted
from jmap.measures.measured import CERTAIN, Difference, Rate
from jmap.measures.proportion import chance, difference, exact_chance, rate
from jmap.records import frozen

LEAST: Final = 10
"""So many visits at least are on either side of a turn."""

_MANY: Final = 200
"""With so many cases on both sides the exact test is not needed."""


@frozen
class Period:
    """First visits of a stage that began in one month or week, and how many moved on within the window."""

    began: str
    visits: int
    forward: int


@frozen
class Turn:
    """Since when visits of a stage move on more or less often: `since` is the first month or week of it.

    `segment` is None for all customers. `chance` is that of a gap so wide by chance, times the number of
    months and weeks, stages and segments that were looked at.
    """

    stage: int
    segment: SegmentPlan | None
    since: str
    before: Rate
    after: Rate
    chance: float
    periods: tuple[Period, ...]

    @property
    def difference(self) -> Difference | None:
        """Return the share since then less that before."""
        return difference(self.after, self.before)


def turns(engine: Engine, plan: MapPlan, log: Log, wanted: Wanted) -> tuple[Turn, ...]:
    """Return where moving on has turned, stage by stage, the segments after all customers.

    Asks for the first visits, `units`, and for the tables of `group_by_segment` where a segment can be seen.
    """
    told: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    # Who was on the way before the log begins is seen in part: what is missing would look like a turn.
    starts = ", ".join(map(str, sorted(plan.starts))) or "-1"
    begun = (
        f"SELECT u.cid AS cid, u.stage AS stage, u.moved AS moved,"
        f" {bucket(engine, wanted.cohorts, 'u.us_in')} AS b FROM units u"
        f" JOIN visits f ON f.cid = u.cid AND f.ix = 1 AND f.stage IN ({starts})"
        f" WHERE u.us_in >= {log.first + wanted.window * MICROS}"
    )
    counts = ("COUNT(*)", "SUM(q.moved)")
    for stage, b, n, moved in engine.rows(
        f"SELECT stage, b, {', '.join(counts)} FROM ({begun}) q GROUP BY stage, b ORDER BY stage, b"
    ):
        told.setdefault((stage, -1), []).append((b, int(n), int(moved)))
    segments: Mapping[int, SegmentPlan] = dict(enumerate(seen_segments(plan)))
    if segments:
        for grp, stage, b, n, moved in counted(engine, f"({begun}) q", ("stage", "b"), counts):
            if grp % 2:
                told.setdefault((stage, grp // 2), []).append((b, n, moved))
    tried = sum(1 for found in told.values() for _ in _splits(found))
    seen = []
    for (stage, segment), found in sorted(told.items()):
        best = min(_splits(found), default=None)
        if best is not None and best[0] * tried < CERTAIN:
            seen.append(_turn(stage, segments.get(segment), found, best, tried, wanted.cohorts))
    return tuple(seen)


def _splits(found: list[tuple[int, int, int]]) -> Iterator[tuple[float, int]]:
    """Yield the chance of each place at which periods may be parted, and the place."""
    for place in range(1, len(found)):
        before, after = _sides(found, place)
        least = min(before.of, after.of)
        if least >= LEAST:
            likely = chance(before, after) if least >= _MANY else exact_chance(before, after)
            if likely is not None:
                yield likely, place


def _sides(found: list[tuple[int, int, int]], place: int) -> tuple[Rate, Rate]:
    before, after = (
        rate(sum(moved for *_, moved in part), sum(n for _, n, _ in part))
        for part in (found[:place], found[place:])
    )
    return before, after


def _turn(
    stage: int,
    segment: SegmentPlan | None,
    found: list[tuple[int, int, int]],
    best: tuple[float, int],
    tried: int,
    by: str,
) -> Turn:
    likely, place = best
    periods = tuple(Period(named(b, by), n, moved) for b, n, moved in found)
    sides = _sides(found, place)
    return Turn(stage, segment, periods[place].began, *sides, min(1.0, likely * tried), periods)
