"""Segments and cohorts as plain data."""

from __future__ import annotations

from typing import Any

from jmap.analyze.measures.cohorts import Cohort, Cohorts
from jmap.analyze.measures.groups import Group
from jmap.analyze.measures.outcomes import Outcomes
from jmap.analyze.measures.segments import Apart, Segment, Segments
from jmap.analyze.plain import plain_difference, plain_rate, rounded
from jmap.analyze.plan import MapPlan
from jmap.analyze.stage_document import stage_of
from jmap.measures.proportion import rate


def segments(found: Segments, plan: MapPlan) -> dict[str, Any]:
    """Return what was measured of each segment by id; of those that no log can show, why."""
    measured = {each.plan.id: _segment(each, plan, corrected=found.corrected) for each in found.found}
    return {
        each.id: {
            "observed": each.observed,
            "unseen": list(each.unseen),
            **measured.get(each.id, {}),
        }
        for each in plan.segments
    }


def cohorts(found: Cohorts, plan: MapPlan) -> dict[str, Any]:
    """Return the cohorts, the oldest first."""
    return {"by": found.by, "rows": [_cohort(each, plan) for each in found.rows]}


def _segment(each: Segment, plan: MapPlan, *, corrected: bool) -> dict[str, Any]:
    here, there = each.inside.customers, each.rest.customers
    return {
        "share": plain_rate(rate(here, here + there)),
        "unknown": each.unknown,
        "inside": _group(each.inside, plan),
        "rest": _group(each.rest, plan),
        "apart": [_apart(one, plan) for one in each.apart],
        "corrected": corrected,
    }


def _apart(each: Apart, plan: MapPlan) -> dict[str, Any]:
    return {
        "measure": each.measure,
        "stage": plan.stages[each.stage].id if each.stage is not None else None,
        "inside": plain_rate(each.inside),
        "rest": plain_rate(each.rest),
        "difference": plain_difference(each.difference),
        "chance": rounded(each.chance),
    }


def _cohort(each: Cohort, plan: MapPlan) -> dict[str, Any]:
    return {
        "began": each.began,
        **_group(each.group, plan),
        "active": list(each.active),
        "converted": list(each.converted) if each.converted is not None else None,
    }


def _group(group: Group, plan: MapPlan) -> dict[str, Any]:
    steps = [
        {
            "stage": plan.stages[stage].id,
            "reached": group.reached[step],
            "of_previous": plain_rate(rate(group.reached[step], group.reached[step - 1])) if step else None,
            "of_first": plain_rate(rate(group.reached[step], group.reached[0])),
        }
        for step, stage in enumerate(plan.chain)
    ]
    return {
        "customers": group.customers,
        "conversion": plain_rate(group.conversion),
        "dormant": plain_rate(group.dormant),
        "funnel": {"steps": steps},
        "stages": {
            stage.id: stage_of(stage, group.outcomes.get(place, Outcomes()), group.times.get(place))
            for place, stage in enumerate(plan.stages)
            if stage.observed
        },
    }
