"""Segments, cohorts and turns as plain data."""

from __future__ import annotations

from typing import Any

from jmap.analyze.measures.apart import Apart, Median, TimeApart
from jmap.analyze.measures.cohorts import Cohort, Cohorts
from jmap.analyze.measures.groups import Group
from jmap.analyze.measures.outcomes import Outcomes
from jmap.analyze.measures.segments import Segment, Segments
from jmap.analyze.measures.turns import Turn
from jmap.analyze.parts_document import conformance_data, health_data, metric_data, paths_data
from jmap.analyze.plain import plain_difference, plain_rate, plain_seconds, rounded
from jmap.analyze.plan import MapPlan
from jmap.analyze.reach_document import milestone, signs, touchpoints
from jmap.analyze.stage_document import stage_of
from jmap.analyze.wanted import Wanted
from jmap.measures.proportion import rate


def segments(found: Segments, plan: MapPlan, wanted: Wanted) -> dict[str, Any]:
    """Return what was measured of each segment by id; of those that no log can show, why."""
    measured = {each.plan.id: _segment(each, plan, wanted, corrected=found.corrected) for each in found.found}
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


def _segment(each: Segment, plan: MapPlan, wanted: Wanted, *, corrected: bool) -> dict[str, Any]:
    here, there = each.inside.customers, each.rest.customers
    return {
        "share": plain_rate(rate(here, here + there)),
        "unknown": each.unknown,
        "inside": _whole_group(each.inside, plan, wanted),
        "rest": _whole_group(each.rest, plan, wanted),
        "apart": [_apart(one, plan) for one in each.apart],
        "times": [_time_apart(one, plan) for one in each.times],
        "corrected": corrected,
    }


def _apart(each: Apart, plan: MapPlan) -> dict[str, Any]:
    return {
        "measure": each.measure,
        "stage": plan.stages[each.stage].id if each.stage is not None else None,
        "what": each.what or None,
        "inside": plain_rate(each.inside),
        "rest": plain_rate(each.rest),
        "difference": plain_difference(each.difference),
        "chance": rounded(each.chance),
    }


def _time_apart(each: TimeApart, plan: MapPlan) -> dict[str, Any]:
    gap = each.difference
    return {
        "stage": plan.stages[each.stage].id,
        "inside": _median(each.inside, each.visits[0]),
        "rest": _median(each.rest, each.visits[1]),
        "difference": None
        if gap is None
        else dict(zip(("value", "low", "high"), map(plain_seconds, gap), strict=True)),
    }


def _median(each: Median, visits: int) -> dict[str, Any]:
    return {
        "value": plain_seconds(each.value),
        "low": plain_seconds(each.low),
        "high": plain_seconds(each.high),
        "n": visits,
    }


def turns(found: tuple[Turn, ...], plan: MapPlan, wanted: Wanted) -> dict[str, Any]:
    """Return since when visits move on more or less often."""
    return {
        "by": wanted.cohorts,
        "rows": [
            {
                "stage": plan.stages[each.stage].id,
                "segment": each.segment.id if each.segment is not None else None,
                "since": each.since,
                "before": plain_rate(each.before),
                "after": plain_rate(each.after),
                "difference": plain_difference(each.difference),
                "chance": rounded(each.chance),
                "periods": [
                    {"began": one.began, "forward": plain_rate(rate(one.forward, one.visits))}
                    for one in each.periods
                ],
            }
            for each in found
        ],
    }


def _cohort(each: Cohort, plan: MapPlan) -> dict[str, Any]:
    return {
        "began": each.began,
        **_group(each.group, plan),
        "active": list(each.active),
        "converted": list(each.converted) if each.converted is not None else None,
    }


def _whole_group(group: Group, plan: MapPlan, wanted: Wanted) -> dict[str, Any]:
    """Return all measures of a side of a segment."""
    told = _group(group, plan)
    more = group.further
    if more is None:
        return told
    for place, stage in enumerate(plan.stages):
        if stage.observed:
            told["stages"][stage.id]["milestone"] = milestone(more.milestones.stages.get(place))
    return {
        **told,
        "conformance": conformance_data(more.conformance, plan),
        "dormant_by_stage": {plan.stages[place].id: plain_rate(each) for place, each in more.dormant.items()},
        "drivers": signs(more.exposures, plan, wanted, "driver"),
        "health": {scores.model.id: health_data(scores) for scores in more.health},
        "metrics": {id_: metric_data(value) for id_, value in more.metrics.items()},
        "paths": paths_data(more.paths) if more.paths is not None else None,
        "risks": signs(more.exposures, plan, wanted, "risk"),
        "time_to_value": milestone(more.milestones.to_value),
        "touchpoints": touchpoints(more.exposures, plan),
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
