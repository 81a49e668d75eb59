"""Touchpoints, drivers, risks and milestones as plain data."""

from __future__ import annotations

from typing import Any

from jmap.analyze.measures.exposure import Compared, Contrast, Exposure, Exposures
from jmap.analyze.measures.milestones import Milestone
from jmap.analyze.measures.signs import holds
from jmap.analyze.plain import plain_difference, plain_rate, plain_seconds
from jmap.analyze.plan import MapPlan
from jmap.analyze.signs import SignPlan
from jmap.analyze.wanted import Wanted


def touchpoints(found: Exposures, plan: MapPlan) -> dict[str, Any]:
    """Return what touchpoints go with, by id."""
    return {
        plan.contacts[place].id: {
            "stage": plan.stages[each.stage].id,
            "reach": plain_rate(each.reach),
            "contacts": each.contacts,
            **_contrast(each.whole.forward),
            "next_stage": {
                "exposed": plain_seconds(each.time_exposed),
                "not_exposed": plain_seconds(each.time_not_exposed),
            },
            "landmark": {"at": plain_seconds(each.at), **_contrast(each.landmark.forward)}
            if each.landmark is not None
            else None,
        }
        for place, each in found.contacts.items()
    }


def signs(found: Exposures, plan: MapPlan, wanted: Wanted, kind: str) -> dict[str, list[dict[str, Any]]]:
    """Return the drivers or the risks of each stage that declares some, in the order of the map."""
    stages: dict[str, list[dict[str, Any]]] = {}
    for place, sign in enumerate(plan.signs):
        if sign.kind == kind:
            of_stage = stages.setdefault(plan.stages[sign.stage].id, [])
            of_stage.append(_sign(sign, found.signs.get(place), wanted))
    return stages


def _sign(sign: SignPlan, exposure: Exposure | None, wanted: Wanted) -> dict[str, Any]:
    said = {"text": sign.text, "observed": exposure is not None, "unseen": list(sign.when.unseen)}
    if exposure is None:
        return said
    return {
        **said,
        "reach": plain_rate(exposure.reach),
        **_compared(exposure.whole),
        "landmark": _landmark(exposure),
        "holds": holds(sign, exposure, wanted.min_n),
    }


def milestone(found: Milestone | None) -> dict[str, Any] | None:
    """Return how a milestone is reached, or None where no log can show it."""
    if found is None:
        return None
    return {
        "reached": plain_rate(found.reached),
        "waiting": found.waiting,
        "kaplan_meier": {"median": plain_seconds(found.median), "p90": plain_seconds(found.p90)},
    }


def _landmark(each: Exposure) -> dict[str, Any] | None:
    if each.landmark is None:
        return None
    return {"at": plain_seconds(each.at), **_compared(each.landmark)}


def _compared(each: Compared) -> dict[str, Any]:
    return {"forward": _contrast(each.forward), "leaving": _contrast(each.leaving)}


def _contrast(each: Contrast) -> dict[str, Any]:
    return {
        "exposed": plain_rate(each.exposed),
        "not_exposed": plain_rate(each.not_exposed),
        "difference": plain_difference(each.difference),
    }
