"""The audit for programs: the findings' document with the whole review added."""

from __future__ import annotations

from typing import Any

from jmap.audit.audit import MapAudit
from jmap.audit.change import Change
from jmap.audit.quarterly import Quarterly
from jmap.audit.review import Fix
from jmap.audit.score import Score
from jmap.audit.score_data import score_data
from jmap.formats.json import document
from jmap.formats.sinks.json_text import MadeWhenWritten, dump
from jmap.formats.style import Style
from jmap.render.data_values import data_of
from jmap.report.data.change import change_data, trend_data
from jmap.report.data.fractions import exact, number
from jmap.report.data.journey import journey_data


def render(quarterly: Quarterly, style: Style) -> str:  # noqa: ARG001 - as every format
    """Return the review as one JSON document."""
    return dump(review_document(quarterly))


def review_document(quarterly: Quarterly) -> dict[str, Any]:
    """Return the review as plain data.

    Scores are numbers from 0 to 100, cut to one decimal; null where nothing applied. What comments accept
    leaves `score`, and stays in `score_with_accepted`.
    """
    audit, change = quarterly.audit, quarterly.change
    data = document(audit.report)
    data["as_of"] = audit.as_of.isoformat()
    data["ruler"] = audit.ruler
    data["verdict"] = quarterly.verdict
    data["notes"] = list(quarterly.notes)
    data["gate"] = data_of(quarterly.gate)
    data["change"] = change_data(change) if change is not None else None
    data["trend"] = trend_data(quarterly.trend)
    data["errors"] = document(audit.errors)["findings"]
    data["score"] = _score(audit.score)
    data["score_with_accepted"] = _score(audit.score_with_accepted)
    # The text of a map takes less room than its data.
    maps = {each.id: each for each in audit.maps}
    data["maps"] = MadeWhenWritten(maps, lambda each: _map(each, change))
    data["of_workspace"] = [each.fingerprint for each in audit.of_workspace]
    data["portfolio"] = data_of(audit.portfolio)
    return data


def _map(each: MapAudit, change: Change | None) -> dict[str, Any]:
    review = each.review
    return {
        "title": each.title,
        "file": each.path,
        "status": each.status,
        "owner": review.owner or None,
        "reviewed": data_of(review.reviewed),
        "lang": review.lang,
        "score": _score(each.score),
        "score_with_accepted": _score(each.score_with_accepted),
        "journey": journey_data(review),
        "scorecard": data_of(review.scorecard),
        "fixes": [_fix(fix, change) for fix in review.fixes],
        "problems": [_fix(fix, change) for fix in review.problems],
        "findings": [finding.fingerprint for finding in each.findings],
        "accepted": [finding.fingerprint for finding in each.accepted],
    }


def _fix(fix: Fix, change: Change | None) -> dict[str, Any]:
    finding = fix.finding
    return {
        "number": fix.number,
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "points": number(fix.points),
        "points_exact": exact(fix.points),
        "place": fix.place,
        "owner": fix.owner or None,
        "due": data_of(fix.due),
        "state": change.states.get(finding.fingerprint) if change is not None else None,
        "where": data_of(fix.where),
    }


def _score(score: Score) -> dict[str, Any]:
    """Return a score with the exact fractions beside what is shown."""
    data = score_data(score)
    rules = {
        code: {**count, "gain_exact": exact(score.gains.get(code))} for code, count in data["rules"].items()
    }
    categories = {
        name: {**each, "exact": exact(score.categories[name].score)}
        for name, each in data["categories"].items()
    }
    return {**data, "exact": exact(score.overall), "categories": categories, "rules": rules}
