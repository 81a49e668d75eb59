"""One customer as plain data: what happened, and for each map where that counts."""

from __future__ import annotations

from typing import Any

from jmap.analyze.accounts import as_data as score_data
from jmap.analyze.conditions import MICROS
from jmap.analyze.customer_contacts import Met, Milestone
from jmap.analyze.customer_funnel import Way
from jmap.analyze.customer_visits import Happening, Visit
from jmap.analyze.document import map_data
from jmap.analyze.one_customer import Journey, OneCustomer
from jmap.analyze.plan import MapPlan
from jmap.analyze.times import moment


def as_data(found: OneCustomer) -> dict[str, Any]:
    """Return the customer as plain data; `counts` has the shape of a map in a file of measures."""
    return {
        "as_of": moment(found.as_of),
        "customer": found.customer,
        "maps": {each.measured.plan.id: _journey(each, found) for each in found.journeys},
    }


def _journey(journey: Journey, found: OneCustomer) -> dict[str, Any]:
    plan, standing = journey.measured.plan, journey.standing
    cohorts = journey.measured.cohorts
    return {
        "alive": standing.alive,
        "cohort": cohorts.rows[0].began if cohorts.rows else None,
        "counts": map_data(journey.measured, found.wanted),
        "dormant": standing.dormant,
        "drivers": [_sign(each, plan) for each in journey.signs if plan.signs[each.place].kind == "driver"],
        "events": [_happening(each, plan) for each in journey.happenings],
        "funnel": _way(journey.way, plan),
        "health": {each.named.model.id: score_data(each, moment(found.as_of)) for each in journey.health},
        "last_event": moment(standing.last),
        "left": _time(standing.left),
        "milestones": [_milestone(each, plan) for each in journey.milestones],
        "risks": [_sign(each, plan) for each in journey.signs if plan.signs[each.place].kind == "risk"],
        "segments": {segment.id: status for segment, status in journey.segments},
        "touchpoints": {plan.contacts[each.place].id: _met(each) for each in journey.touchpoints},
        "visits": [_visit(each, plan) for each in journey.visits],
    }


def _happening(each: Happening, plan: MapPlan) -> dict[str, Any]:
    return {
        "time": moment(each.us),
        "event": each.event,
        "enters": [plan.stages[place].id for place in each.enters],
        "named": each.named,
    }


def _visit(each: Visit, plan: MapPlan) -> dict[str, Any]:
    return {
        "stage": plan.stages[each.stage].id,
        "from": moment(each.began),
        "to": _time(each.ended),
        "seconds": None if each.ended is None else (each.ended - each.began) / MICROS,
        "visit": each.number,
        "entries": each.entries,
        "outcome": each.outcome,
        "left": each.left,
        "next": None if each.next is None else plan.stages[each.next].id,
        "kind": each.kind or None,
        "jumped": [plan.stages[place].id for place in each.jumped],
    }


def _way(way: Way, plan: MapPlan) -> dict[str, Any]:
    return {
        "reached": [{"stage": plan.stages[each.stage].id, "time": moment(each.at)} for each in way.steps],
        "halt": None
        if way.halt is None
        else {
            "stage": plan.stages[way.halt.stage].id,
            "why": way.halt.why,
            "time": _time(way.halt.at),
        },
    }


def _milestone(each: Milestone, plan: MapPlan) -> dict[str, Any]:
    return {
        "stage": plan.stages[each.visit.stage].id,
        "visit": each.visit.number,
        "time": _time(each.at),
        "seconds": None if each.at is None else (each.at - each.visit.began) / MICROS,
        "waits": each.waits,
        "until": _time(each.until),
    }


def _met(each: Met) -> dict[str, Any]:
    return {
        "counted": each.counted,
        "until": _time(each.until),
        "visits": [
            {"visit": one.visit.number, "first": moment(one.first), "n": one.n} for one in each.meetings
        ],
    }


def _sign(each: Met, plan: MapPlan) -> dict[str, Any]:
    sign = plan.signs[each.place]
    return {"stage": plan.stages[sign.stage].id, "text": sign.text, **_met(each)}


def _time(us: int | None) -> str | None:
    return None if us is None else moment(us)
