"""An audit: every map with its score and its state, and the workspace's made from their counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from jmap.audit.journey_state import JourneyState, journey_state
from jmap.audit.ruler import ruler
from jmap.audit.score import Count, Score, counts_of, pooled, score
from jmap.faults import Severity
from jmap.findings.build import once
from jmap.findings.collect import Judged, checked, files_read, judge, leftovers, paths_read
from jmap.findings.finding import Finding, Report
from jmap.records import frozen
from jmap.rules import registry
from jmap.rules.engine import Settings
from jmap.workspace.workspace import Workspace


@frozen
class MapAudit:
    """One map's audit. Its findings are those of the quality rules."""

    id: str
    title: str
    path: str
    status: str
    score: Score
    state: JourneyState
    findings: tuple[Finding, ...]

    @property
    def draft(self) -> bool:
        """Tell whether the map is a draft: audited, never graded, left out of the workspace's score."""
        return self.status == "draft"


@frozen
class Audit:
    """The audit of a workspace. `errors` are the correctness findings of maps left out for them."""

    as_of: date
    ruler: str
    score: Score
    maps: tuple[MapAudit, ...]
    errors: Report
    report: Report

    def journey_errors(self) -> int:
        """Return how many findings of rules of the journey are errors, drafts left out."""
        return len({each.fingerprint for each in self._errors() if of_journey(each)})

    def scored_errors(self) -> int:
        """Return how many findings of scored rules are errors, drafts left out."""
        return len({each.fingerprint for each in self._errors() if not of_journey(each)})

    def graded(self) -> bool:
        """Tell whether there is a map that a gate can judge: one that is no draft."""
        return any(not each.draft for each in self.maps)

    def gated(self) -> Report:
        """Return the findings that may fail a run: all but those of drafts."""
        every = once(finding for each in self.maps if not each.draft for finding in each.findings)
        return Report(tuple(every), self.report.files)

    def everything(self) -> Report:
        """Return what the maps audited and the maps left out have, in one report."""
        return replace(
            self.report,
            findings=tuple(once((*self.report.findings, *self.errors.findings))),
            rules=tuple(sorted({*self.report.rules, *self.errors.rules})),
        )

    def _errors(self) -> Iterator[Finding]:
        for each in self.maps:
            if not each.draft:
                yield from (one for one in each.findings if one.severity is Severity.ERROR)


def of_journey(finding: Finding) -> bool:
    """Tell whether a finding says how the journey is doing, and stays out of the score."""
    return registry.get(finding.rule).rule.of_journey


def category_weights(settings: Settings) -> dict[str, Fraction]:
    """Return the weights of the categories as fractions of what the config writes."""
    weights = settings.config.audit.weights
    return {name: Fraction(str(getattr(weights, name))) for name in registry.QUALITY.values()}


def audit_map(judged: Judged, settings: Settings) -> MapAudit:
    """Return the audit of one map that has no errors."""
    journey = judged.journey
    counts = counts_of(judged.answers, settings)
    draft = journey.file.status == "draft"
    return MapAudit(
        journey.id,
        journey.title,
        journey.path,
        journey.file.status,
        score(counts, category_weights(settings), draft=draft),
        journey_state(journey, settings.as_of),
        judged.quality,
    )


def audit(workspace: Workspace, settings: Settings) -> Audit:
    """Return the audit of everything asked for, maps sorted by path."""
    maps: list[MapAudit] = []
    counted: list[list[Count]] = []
    errors: list[Finding] = []
    for judged in judge(workspace, settings, quality=True):
        errors.extend(each for each in judged.correctness if each.severity is Severity.ERROR)
        if not judged.sound or judged.journey.file.status == "archived":
            continue
        maps.append(audit_map(judged, settings))
        if not maps[-1].draft:
            counted.append(counts_of(judged.answers, settings))
    left = leftovers(workspace, settings.for_correctness())
    errors.extend(each for each in left if each.severity is Severity.ERROR)
    files = files_read(workspace)
    return Audit(
        settings.as_of,
        ruler(settings),
        score(pooled(counted), category_weights(settings)),
        tuple(maps),
        Report(tuple(once(errors)), files, rules=checked(settings.for_correctness())),
        Report(
            tuple(_every(maps)),
            files,
            rules=checked(settings, tuple(registry.QUALITY)),
            read=paths_read(workspace),
        ),
    )


def _every(maps: list[MapAudit]) -> Iterator[Finding]:
    yield from once(finding for each in maps for finding in each.findings)
