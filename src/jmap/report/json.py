"""The audit for programs: the findings' document with scores and states added."""

from __future__ import annotations

from typing import Any

from jmap.audit.audit import Audit, MapAudit
from jmap.audit.journey_state import JourneyState
from jmap.audit.quarterly import Quarterly
from jmap.audit.score_data import score_data
from jmap.formats.json import document
from jmap.formats.sinks.json_text import dump
from jmap.formats.style import Style


def render(quarterly: Quarterly, style: Style) -> str:  # noqa: ARG001 - as every format
    """Return the review as one JSON document."""
    return dump(audit_document(quarterly.audit))


def audit_document(audit: Audit) -> dict[str, Any]:
    """Return the audit as plain data.

    Scores are numbers from 0 to 100, cut to one decimal; null where nothing applied. What comments accept
    leaves `score`, and stays in `score_with_accepted`.
    """
    data = document(audit.report)
    data["as_of"] = audit.as_of.isoformat()
    data["ruler"] = audit.ruler
    data["change"] = None
    data["errors"] = document(audit.errors)["findings"]
    data["score"] = score_data(audit.score)
    data["score_with_accepted"] = score_data(audit.score_with_accepted)
    data["maps"] = {each.id: _map(each) for each in audit.maps}
    return data


def _map(each: MapAudit) -> dict[str, Any]:
    return {
        "title": each.title,
        "file": each.path,
        "status": each.status,
        "score": score_data(each.score),
        "score_with_accepted": score_data(each.score_with_accepted),
        "journey": journey_data(each.state),
        "findings": [finding.fingerprint for finding in each.findings],
        "accepted": [finding.fingerprint for finding in each.accepted],
    }


def journey_data(state: JourneyState) -> dict[str, Any]:
    """Return how a journey is doing as plain data."""
    emotion = state.emotion
    return {
        "metrics": {
            each.metric.id: {
                "actual": each.standing.actual,
                "period": each.standing.period.text if each.standing.period else None,
                "n": each.standing.n,
                "target": each.standing.target,
                "floor": each.standing.floor,
                "gap": each.standing.gap,
                "state": each.standing.state,
                "breached": each.standing.breached,
            }
            for each in state.metrics
        },
        "moments_of_truth": {each.touchpoint.id: {"gap": each.gap} for each in state.moments},
        "emotion": None
        if emotion is None
        else {
            "mean": emotion.mean,
            "low": {"value": emotion.low.value, "at": emotion.low.id},
            "peak": {"value": emotion.peak.value, "at": emotion.peak.id},
            "end": {"value": emotion.end.value, "at": emotion.end.id},
            "peak_end": emotion.peak_end,
            "positive": emotion.positive,
            "points": emotion.points,
        },
        "service_levels": {
            each.touchpoint.id: {"target": each.target, "actual": each.actual, "kept": each.kept}
            for each in state.levels
        },
        "opportunities": {
            each.opportunity.id: {
                "rice": each.rice,
                "ulwick": each.ulwick,
                "state": each.opportunity.state,
                "owner": each.opportunity.owner,
                "due": each.opportunity.due.isoformat() if each.opportunity.due else None,
            }
            for each in state.opportunities
        },
    }
