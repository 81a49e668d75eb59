"""One customer: events, visits and moves, and every measure of a map as if there were nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from jmap.analyze.analysis import MapAnalysis, of_visits
from jmap.analyze.conditions import MICROS, Asked
from jmap.analyze.document import map_data
from jmap.analyze.engine import Engine
from jmap.analyze.in_turn import in_turn
from jmap.analyze.measures.alive import alive
from jmap.analyze.moments import Moments
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.analyze.times import moment
from jmap.analyze.wanted import Columns, Wanted
from jmap.records import frozen


@frozen
class Happening:
    """An event at a time, the places of the stages that are entered then, and whether the map names it."""

    us: int
    event: str
    enters: tuple[int, ...]
    named: bool


@frozen
class Visit:
    """A visit of a stage: `next` is the place of the next one, `kind` what the map says of that move.

    `ended` is None while it is open.
    """

    stage: int
    began: int
    ended: int | None
    number: int
    entries: int
    left: bool
    next: int | None
    kind: str


@frozen
class Journey:
    """What one map makes of the customer."""

    measured: MapAnalysis
    happenings: tuple[Happening, ...]
    visits: tuple[Visit, ...]
    alive: bool


@frozen
class OneCustomer:
    """A customer as each map sees it."""

    customer: str
    as_of: int
    journeys: tuple[Journey, ...]
    wanted: Wanted


def one_customer(
    engine: Engine,
    columns: Columns,
    wanted: Wanted,
    asked: Asked,
    plans: Sequence[MapPlan],
    customer: str,
) -> OneCustomer:
    """Return what maps make of one customer. Raises AnalyzeError where the log has none of that name."""

    def look(plan: MapPlan, log: Log, moments: Moments) -> Journey:
        [(n,)] = engine.rows("SELECT COUNT(*) FROM events")
        # The measures take the customer for the whole log, whose end stays that of all.
        alone = replace(log, customers=1, events=n)
        measured = of_visits(engine, plan, alone, wanted, moments, settled=True)
        return Journey(
            measured,
            _happenings(engine, plan, log),
            _visits(engine, measured),
            bool(list(engine.rows(alive(plan, log, log.as_of)))),
        )

    log, journeys = in_turn(engine, columns, wanted, asked, plans, look, customer=customer)
    return OneCustomer(customer, log.as_of, tuple(journeys), wanted)


def _happenings(engine: Engine, plan: MapPlan, log: Log) -> tuple[Happening, ...]:
    entries: dict[int, tuple[int, ...]] = {}
    for us, place in engine.rows("SELECT DISTINCT us, rk FROM marks ORDER BY us, rk"):
        if place < len(plan.stages):
            entries[us] = (*entries.get(us, ()), place)
    known = set(log.codes(plan.mentioned))
    rows = engine.rows("SELECT us, code FROM events ORDER BY us, code")
    return tuple(Happening(us, log.names[code - 1], entries.get(us, ()), code in known) for us, code in rows)


def _visits(engine: Engine, measured: MapAnalysis) -> tuple[Visit, ...]:
    kinds = {(each.start, each.end): each.kind for each in measured.conformance.moves}
    rows = engine.rows("SELECT stage, us_in, us_out, visit_no, entries, leaves, nxt FROM visits ORDER BY ix")
    return tuple(
        Visit(
            stage,
            began,
            ended,
            number,
            entries,
            left == 1,
            to,
            kinds.get((stage, to), "") if to is not None else "",
        )
        for stage, began, ended, number, entries, left, to in rows
    )


def as_data(found: OneCustomer) -> dict[str, Any]:
    """Return the customer as plain data; `counts` has the shape of a map in a file of measures."""
    return {
        "as_of": moment(found.as_of),
        "customer": found.customer,
        "maps": {each.measured.plan.id: _journey(each, found.wanted) for each in found.journeys},
    }


def _journey(journey: Journey, wanted: Wanted) -> dict[str, Any]:
    stages = journey.measured.plan.stages
    return {
        "alive": journey.alive,
        "counts": map_data(journey.measured, wanted),
        "events": [
            {
                "time": moment(each.us),
                "event": each.event,
                "enters": [stages[place].id for place in each.enters],
                "named": each.named,
            }
            for each in journey.happenings
        ],
        "visits": [
            {
                "stage": stages[each.stage].id,
                "from": moment(each.began),
                "to": None if each.ended is None else moment(each.ended),
                "seconds": None if each.ended is None else (each.ended - each.began) / MICROS,
                "visit": each.number,
                "entries": each.entries,
                "left": each.left,
                "next": None if each.next is None else stages[each.next].id,
                "kind": each.kind or None,
            }
            for each in journey.visits
        ],
    }
