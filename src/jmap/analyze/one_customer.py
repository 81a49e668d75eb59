"""One customer: events, visits and moves, and every measure of a map as if there were nobody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from jmap.analyze.accounts import Explained, explained, named
from jmap.analyze.analysis import MapAnalysis, of_visits
from jmap.analyze.conditions import MICROS, Asked
from jmap.analyze.customer_contacts import Met, Milestone, milestones, signs, touchpoints
from jmap.analyze.customer_funnel import Way, way
from jmap.analyze.customer_visits import Happening, Visit, happenings, visits
from jmap.analyze.engine import Engine
from jmap.analyze.in_turn import in_turn
from jmap.analyze.measures.alive import alive
from jmap.analyze.moments import Moments
from jmap.analyze.plan import MapPlan
from jmap.analyze.segments import SegmentPlan
from jmap.analyze.staging import Log
from jmap.analyze.wanted import Columns, Wanted
from jmap.records import frozen

IN: Final = "in"
OUT: Final = "out"
UNKNOWN: Final = "unknown"
NOT_OBSERVED: Final = "not observed"


@frozen
class Standing:
    """How the customer stands at the end: `last` is the last event, `left` when somebody who has left did.

    `dormant` is None where the map does not say when somebody is.
    """

    alive: bool
    last: int
    left: int | None
    dormant: bool | None


@frozen
class Journey:
    """What one map makes of the customer.

    `touchpoints` and `signs` are those that a log can show. `segments` has for each segment whether the
    customer is `in`, `out`, `unknown`, or the segment `not observed`. `health` has the scores that are kept
    for the customer.
    """

    measured: MapAnalysis
    happenings: tuple[Happening, ...]
    visits: tuple[Visit, ...]
    standing: Standing
    way: Way
    milestones: tuple[Milestone, ...]
    touchpoints: tuple[Met, ...]
    signs: tuple[Met, ...]
    segments: tuple[tuple[SegmentPlan, str], ...]
    health: tuple[Explained, ...]


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
        return _journey(engine, plan, alone, wanted, moments)

    log, journeys = in_turn(engine, columns, wanted, asked, plans, look, customer=customer)
    return OneCustomer(customer, log.as_of, tuple(journeys), wanted)


def _journey(engine: Engine, plan: MapPlan, log: Log, wanted: Wanted, moments: Moments) -> Journey:
    measured = of_visits(engine, plan, log, wanted, moments, settled=True)
    window = wanted.window * MICROS
    done, seen = happenings(engine, plan, log), visits(engine, measured)
    return Journey(
        measured,
        done,
        seen,
        _standing(engine, measured, log),
        way(engine, plan, wanted, log.as_of),
        tuple(milestones(engine, measured, moments, seen, log.as_of)),
        tuple(touchpoints(measured, log, seen, done, window)),
        tuple(signs(engine, measured, moments, seen, window)),
        tuple(_segments(measured)),
        tuple(
            explained(account, None)
            for model in plan.figures.models
            for account in named(engine, plan, model, log, wanted, log.as_of)
        ),
    )


def _standing(engine: Engine, measured: MapAnalysis, log: Log) -> Standing:
    plan = measured.plan
    living = bool(list(engine.rows(alive(plan, log, log.as_of))))
    [(last,)] = engine.rows("SELECT MAX(last_us) FROM people")
    [(left,)] = engine.rows(f"SELECT MAX(us) FROM marks WHERE rk = {len(plan.stages)}")
    dormant = bool(measured.dormancy.share.n) if measured.dormancy is not None else None
    return Standing(living, last, None if living else left, dormant)


def _segments(measured: MapAnalysis) -> Iterator[tuple[SegmentPlan, str]]:
    found = {each.plan.id: each for each in measured.segments.found}
    for plan in measured.plan.segments:
        segment = found.get(plan.id)
        if segment is None:
            yield plan, NOT_OBSERVED
        elif segment.unknown:
            yield plan, UNKNOWN
        else:
            yield plan, IN if segment.inside.customers else OUT
