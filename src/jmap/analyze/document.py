"""An analysis as the document that audits and pages read: sorted, with no trace of when or where it ran."""

from __future__ import annotations

from typing import Any

from jmap.analyze.analysis import Analysis, MapAnalysis
from jmap.analyze.group_document import cohorts, segments, turns
from jmap.analyze.measures.funnel import Funnel
from jmap.analyze.parts_document import conformance_data, health_data, metric_data, paths_data
from jmap.analyze.plain import plain_rate
from jmap.analyze.plan import MapPlan
from jmap.analyze.reach_document import milestone, signs, touchpoints
from jmap.analyze.stage_document import stage_of
from jmap.analyze.staging import Log
from jmap.analyze.times import day, moment
from jmap.analyze.wanted import Wanted
from jmap.measures.layout import VERSION


def document(analysis: Analysis) -> dict[str, Any]:
    """Return an analysis as plain data; durations in seconds, shares from 0 to 1."""
    wanted = analysis.wanted
    return {
        "version": VERSION,
        "as_of": day(analysis.log.as_of, wanted.timezone).isoformat(),
        "settings": _settings(wanted),
        "log": _log(analysis.log),
        "maps": {each.plan.id: map_data(each, wanted) for each in analysis.maps},
    }


def _settings(wanted: Wanted) -> dict[str, Any]:
    return {
        "by": wanted.by,
        "cohorts": wanted.cohorts,
        "ignore": sorted(wanted.ignore),
        "mature": wanted.mature,
        "min_n": wanted.min_n,
        "recent": wanted.recent,
        "ties": wanted.ties,
        "timezone": wanted.timezone,
        "window": wanted.window,
    }


def _log(log: Log) -> dict[str, Any]:
    return {
        "as_of": moment(log.as_of),
        "capped": log.capped,
        "customers": log.customers,
        "duplicates": log.duplicates,
        "events": log.events,
        "first": moment(log.first),
        "ignored": log.ignored,
        "last": moment(log.last),
        "naive_times": log.naive_times,
        "rejected": dict(log.rejected),
        "ties": log.ties,
    }


def map_data(each: MapAnalysis, wanted: Wanted) -> dict[str, Any]:
    """Return what was measured of one map as plain data."""
    plan = each.plan
    return {
        "cohorts": cohorts(each.cohorts, plan),
        "conformance": conformance_data(each.conformance, plan),
        "digests": dict(plan.digests),
        "dormant": {
            "share": plain_rate(each.dormancy.share),
            "stages": {
                plan.stages[place].id: plain_rate(share) for place, share in each.dormancy.stages.items()
            },
        }
        if each.dormancy is not None
        else None,
        "drivers": signs(each.exposures, plan, wanted, "driver"),
        "funnel": _funnel(each.funnel, plan),
        "health": {scores.model.id: health_data(scores) for scores in each.health},
        "metrics": {id_: metric_data(value) for id_, value in each.metrics.items()},
        "paths": paths_data(each.paths) if each.paths is not None else None,
        "risks": signs(each.exposures, plan, wanted, "risk"),
        "segments": segments(each.segments, plan, wanted),
        "stages": {
            stage.id: {
                **stage_of(stage, each.outcomes[place], each.times.get(place)),
                "milestone": milestone(each.milestones.stages.get(place)),
            }
            for place, stage in enumerate(plan.stages)
        },
        "time_to_value": milestone(each.milestones.to_value),
        "touchpoints": touchpoints(each.exposures, plan),
        "turns": turns(each.turns, plan, wanted),
    }


def _funnel(funnel: Funnel, plan: MapPlan) -> dict[str, Any]:
    steps = [
        {
            "stage": plan.stages[step.stage].id,
            "reached": step.reached,
            "reached_any": step.reached_any,
            "of_previous": plain_rate(step.of_previous),
            "of_first": plain_rate(step.of_first),
            "immature": step.immature,
        }
        for step in funnel.steps
    ]
    return {"window": funnel.window, "mid_journey": funnel.mid_journey, "steps": steps}
