"""What one customer met in visits, milestones included, and whether that counts among all customers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.customer_visits import Happening, Visit
from jmap.analyze.engine import Engine
from jmap.analyze.measures.exposure import Exposure
from jmap.analyze.measures.milestones import longest
from jmap.analyze.moments import Moments
from jmap.analyze.staging import Log
from jmap.records import frozen

MET: Final = "met"
NOT_MET: Final = "not met"
OPEN: Final = "open"
NO_VISIT: Final = "no visit"


@frozen
class Meeting:
    """A visit in which something was met: how often, and first at which time."""

    visit: Visit
    first: int
    n: int


@frozen
class Met:
    """A touchpoint, driver or risk by its place in the plan, the visits in which the customer met it.

    `counted` says what the customer is in the comparison, which is of the first visit of the stage and within
    the window: `met`, `not met`, `open` (the window has not passed `until` that time), or `no visit`.
    """

    place: int
    meetings: tuple[Meeting, ...]
    counted: str
    until: int | None


@frozen
class Milestone:
    """A visit of a stage with a milestone, and when it was reached.

    Where it was not, `waits` tells whether it may yet be, and `until` by when if that is said.
    """

    visit: Visit
    at: int | None
    waits: bool
    until: int | None


def touchpoints(
    found: MapAnalysis, log: Log, visits: Sequence[Visit], happenings: Sequence[Happening], window: int
) -> Iterator[Met]:
    """Yield each touchpoint that a log can show."""
    for place, exposure in found.exposures.contacts.items():
        names = {log.names[code - 1] for code in log.codes(found.plan.contacts[place].events)}
        times = [each.us for each in happenings if each.event in names]
        meetings = []
        for visit in visits:
            ended = visit.ended
            inside = [us for us in times if visit.began <= us and (ended is None or us < ended)]
            if visit.stage == exposure.stage and inside:
                meetings.append(Meeting(visit, inside[0], len(inside)))
        yield _met(place, exposure, meetings, visits, window)


def signs(
    engine: Engine, found: MapAnalysis, moments: Moments, visits: Sequence[Visit], window: int
) -> Iterator[Met]:
    """Yield each driver and risk that a log can show."""
    by_number = {visit.ix: visit for visit in visits}
    for place, exposure in found.exposures.signs.items():
        when = moments.in_visits(found.plan.signs[place].when, exposure.stage)
        rows = engine.rows(f"SELECT ix, us FROM ({when}) s ORDER BY ix")
        yield _met(
            place,
            exposure,
            [Meeting(by_number[ix], us, 1) for ix, us in rows if ix in by_number],
            visits,
            window,
        )


def _met(
    place: int, exposure: Exposure, meetings: Sequence[Meeting], visits: Sequence[Visit], window: int
) -> Met:
    first = next((each for each in visits if each.stage == exposure.stage), None)
    if exposure.reach.of:
        return Met(place, tuple(meetings), MET if exposure.reach.n else NOT_MET, None)
    if first is None:
        return Met(place, tuple(meetings), NO_VISIT, None)
    return Met(place, tuple(meetings), OPEN, first.began + window)


def milestones(
    engine: Engine, found: MapAnalysis, moments: Moments, visits: Sequence[Visit], as_of: int
) -> Iterator[Milestone]:
    """Yield each visit of a stage whose milestone a log can show, in the order of the visits."""
    reached: dict[int, int] = {}
    most: Mapping[int, int | None] = {
        place: longest(stage.milestone)
        for place, stage in enumerate(found.plan.stages)
        if stage.observed and stage.milestone.ways
    }
    for place in most:
        query = moments.in_visits(found.plan.stages[place].milestone, place)
        reached.update(engine.rows(f"SELECT ix, us FROM ({query}) m"))
    for visit in visits:
        if visit.stage in most:
            within = most[visit.stage]
            until = visit.began + within if within is not None else None
            waits = visit.ix not in reached and visit.ended is None and (until is None or until > as_of)
            yield Milestone(visit, reached.get(visit.ix), waits, until if waits else None)
