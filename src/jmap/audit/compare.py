"""Compares an audit with a snapshot: scores, findings, metrics, maps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from jmap.audit.audit import Audit, MapAudit, category_weights
from jmap.audit.change import Change, MetricMoved, Moved, State, Way
from jmap.audit.keep import open_findings
from jmap.audit.looked_at import Looked, looked_of
from jmap.audit.matching import Match, NowState, match
from jmap.audit.ruler import ruler_parts
from jmap.audit.ruler_changes import ruler_changes
from jmap.audit.score import Score
from jmap.audit.snapshot import FindingThen, MapThen, ScoreThen, Snapshot
from jmap.audit.split import Split, split
from jmap.records import frozen
from jmap.rules.engine import Settings
from jmap.rules.registry import QUALITY
from jmap.workspace.workspace import Asked

_GRAVEST_FIRST: tuple[NowState, ...] = ("new", "reopened", "expired", "unchanged", "accepted")
_IN_PART = "only a part of the workspace was looked at"
_MEASURED_NOW = "measures of an event log are in sight now, and were not then"
_MEASURED_THEN = "measures of an event log were in sight then, and are not now"


def change_since(audit: Audit, settings: Settings, asked: Asked, then: Snapshot) -> Change:
    """Return what changed since a snapshot. Of a part of the workspace only its maps are compared."""
    looked = looked_of(audit, settings, asked, then)
    parts = ruler_parts(settings)
    if asked.complete and then.complete:
        told = split(then.score, audit.score, (then.measures, parts), category_weights(settings))
        was = then.score
        if not told.why and then.measured is not (settings.measures is not None):
            told = replace(told, why=_MEASURED_NOW if not then.measured else _MEASURED_THEN)
    else:
        then_in_part = "only a part of the workspace was looked at then"
        told, was = Split(None, None, None, _IN_PART if not asked.complete else then_in_part), NO_SCORE
    findings = compare_findings(audit, then, looked)
    return Change(
        kind="snapshot",
        since=then.as_of.isoformat(),
        score=moved(was, audit.score),
        weakest_before=was.weakest,
        content=told.content,
        ruler=told.ruler,
        shared=told.shared,
        why=told.why,
        ruler_before=then.ruler,
        ruler_changes=ruler_changes(then.measures, parts),
        categories=categories_moved(was, audit.score),
        maps=maps_moved(then.maps, audit.maps),
        maps_added=tuple(sorted(each.id for each in audit.maps if each.id not in then.maps)),
        maps_gone=maps_gone(then, asked, looked),
        states=findings.states,
        fixed=findings.fixed,
        not_looked_at=findings.not_looked_at,
        metrics=tuple(metrics_moved(then.maps, audit.maps)),
        more=findings.more,
        of_drafts=findings.of_drafts,
    )


NO_SCORE = ScoreThen(None, "", "", "", {}, {})


@frozen
class FindingsMoved:
    """The states of findings, and those gone, as a `Change` has them."""

    states: Mapping[str, State]
    more: Mapping[State, int]
    of_drafts: Mapping[str, State]
    fixed: tuple[FindingThen, ...]
    not_looked_at: int


def compare_findings(audit: Audit, then: Snapshot, looked: Looked) -> FindingsMoved:
    """Return what became of findings. What drafts have stands apart, and fails nothing."""
    found = match(open_findings(audit), audit.report.accepted, then, looked.at)
    states: dict[str, State] = {}
    more: Counter[State] = Counter()
    of_drafts: dict[str, State] = {}
    for finding, state in sorted(found.states, key=lambda pair: _GRAVEST_FIRST.index(pair[1])):
        if finding.map in looked.drafts:
            of_drafts.setdefault(finding.fingerprint, state)
        elif finding.fingerprint in states:
            more[state] += 1
        else:
            states[finding.fingerprint] = state
    fixed, passed_over = _gone(found, then, looked)
    still = _now_drafts(found, then, looked)
    return FindingsMoved(states, dict(sorted(more.items())), of_drafts, fixed, passed_over + still)


def _gone(found: Match, then: Snapshot, looked: Looked) -> tuple[tuple[FindingThen, ...], int]:
    """Return the findings that are mended, and how many of those gone nobody looked at."""
    fixed: list[FindingThen] = []
    passed_over = 0
    for each, fate in found.gone:
        if not looked.meant(each.map, each.file):
            continue
        if fate == "fixed":
            fixed.append(each)
        elif not (each.map in looked.drafts and each.map in then.drafts):
            # What a draft had then and has no more is its own matter.
            passed_over += 1
    return tuple(fixed), passed_over


def _now_drafts(found: Match, then: Snapshot, looked: Looked) -> int:
    """Return how many findings that were held against a map stand in one that is a draft now."""
    turned = looked.drafts & then.maps.keys() - then.drafts
    return sum(finding.map in turned and state == "unchanged" for finding, state in found.states)


def moved(before: ScoreThen, after: Score) -> Moved:
    """Return a score then and now."""
    return Moved(before.overall, after.overall, before.grade, after.grade)


def categories_moved(before: ScoreThen, after: Score) -> dict[str, Moved]:
    """Return the scores of all categories then and now; a category has no grade."""

    def now(name: str) -> Fraction | None:
        category = after.categories.get(name)
        return category.score if category is not None else None

    return {name: Moved(before.categories.get(name), now(name), "", "") for name in QUALITY.values()}


def maps_moved(before: Mapping[str, MapThen], after: Iterable[MapAudit]) -> dict[str, Moved]:
    """Return the scores of the maps that there were then and are now, by id."""
    return {each.id: moved(before[each.id].score, each.score) for each in after if each.id in before}


def maps_gone(then: Snapshot, asked: Asked, looked: Looked) -> tuple[str, ...]:
    """Return the maps of then whose files are not there any more, of those asked for."""
    return tuple(
        id_ for id_, each in sorted(then.maps.items()) if each.file not in asked.files and looked.meant(id_)
    )


def metrics_moved(before: Mapping[str, MapThen], after: Iterable[MapAudit]) -> Iterator[MetricMoved]:
    """Yield the metrics whose state or value is another than then, by map and id."""
    for each in sorted(after, key=lambda one: one.id):
        was = before[each.id].metrics if each.id in before else {}
        for metric in sorted(each.review.metrics, key=lambda one: one.id):
            standing = metric.standing
            then = was.get(metric.id)
            if then is None or (then.actual, then.state) == (standing.actual, standing.state):
                continue
            yield MetricMoved(
                each.id,
                metric.id,
                metric.title,
                metric.unit,
                then.actual,
                standing.actual,
                then.state,
                standing.state,
                _way(then.actual, standing.actual, better=metric.better),
            )


def _way(before: float | None, after: float | None, *, better: str) -> Way:
    if before is None or after is None:
        return ""
    if before == after:
        return "same"
    return "better" if (after > before) == (better == "higher") else "worse"
