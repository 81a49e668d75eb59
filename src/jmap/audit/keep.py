"""Makes a snapshot of an audit, to be compared with later ones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from jmap.audit.audit import Audit, MapAudit
from jmap.audit.looked_at import looked_of
from jmap.audit.matching import in_order, match
from jmap.audit.ruler import ruler_parts
from jmap.audit.score import Score
from jmap.audit.snapshot import CountThen, FindingThen, MapThen, MetricThen, ScoreThen, Snapshot
from jmap.findings.finding import Finding
from jmap.rules import registry
from jmap.rules.engine import Settings
from jmap.workspace.workspace import Asked

MOST_GONE: Final = 10_000
"""So many findings that are not met any more are remembered of each kind, those seen last."""


def snapshot_of(audit: Audit, settings: Settings, asked: Asked, before: Snapshot | None = None) -> Snapshot:
    """Return what is kept of an audit. `before` is the newest snapshot of an earlier day.

    What was open there and is gone stays known as closed, and as unseen where nobody looked, so that one
    snapshot tells all that a later audit has to know. Findings of drafts are kept with the others.
    """
    open_ = open_findings(audit)
    closed: tuple[FindingThen, ...] = ()
    unseen: tuple[FindingThen, ...] = ()
    if before is not None:
        looked = looked_of(audit, settings, asked, before)
        matched = match(open_, audit.report.accepted, before, looked.at_or_as_draft)
        day = before.as_of.isoformat()
        closed = _latest((*_of(matched.gone, "fixed", day), *matched.closed))
        unseen = _latest(each for each in _of(matched.gone, "unseen", day) if each.rule in registry.names())
    return Snapshot(
        audit.as_of,
        audit.ruler,
        # As it is read back, where there are no tuples.
        json.loads(json.dumps(ruler_parts(settings))),
        asked.complete,
        score_then(audit.score),
        {each.id: _map(each) for each in sorted(audit.maps, key=lambda one: one.id)},
        in_order(map(_finding, open_)),
        in_order(map(_finding, audit.report.accepted)),
        closed,
        unseen,
        settings.measures is not None,
    )


def open_findings(audit: Audit) -> tuple[Finding, ...]:
    """Return the open findings: what may fail a run, then what only drafts have."""
    gated = audit.gated().findings
    known = {_key(each) for each in gated}
    return (*gated, *(each for each in audit.report.findings if _key(each) not in known))


def score_then(score: Score) -> ScoreThen:
    """Return what is kept of a score."""
    return ScoreThen(
        score.overall,
        score.grade,
        score.capped_by or "",
        score.weakest or "",
        {name: each.score for name, each in score.categories.items()},
        {each.code: CountThen(each.passed, each.applicable, each.weight) for each in score.counts},
    )


def _key(finding: Finding) -> tuple[str, str, str, int, int]:
    span = finding.spot.span
    return finding.fingerprint, finding.spot.file, finding.message, span.line, span.column


def _map(each: MapAudit) -> MapThen:
    metrics = {}
    for metric in sorted(each.review.metrics, key=lambda one: one.id):
        standing = metric.standing
        period = standing.period.text if standing.period is not None else ""
        metrics[metric.id] = MetricThen(standing.actual, period, standing.state)
    return MapThen(each.title, each.path, each.status, score_then(each.score), metrics)


def _finding(finding: Finding) -> FindingThen:
    return FindingThen(
        finding.fingerprint,
        finding.rule,
        finding.severity.value,
        finding.map,
        finding.spot.file,
        finding.message,
        finding.accepted.how if finding.accepted is not None else "",
    )


def _of(gone: Iterable[tuple[FindingThen, str]], fate: str, day: str) -> Iterator[FindingThen]:
    for each, became in gone:
        if became == fate:
            yield FindingThen(
                each.fingerprint,
                each.rule,
                each.severity,
                each.map,
                each.file,
                each.message,
                "",
                each.last_seen or day,
            )


def _latest(findings: Iterable[FindingThen]) -> tuple[FindingThen, ...]:
    newest = sorted(in_order(findings), key=lambda each: each.last_seen, reverse=True)
    return in_order(newest[:MOST_GONE])
