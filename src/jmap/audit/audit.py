"""An audit: every map with its score and its review, and the workspace's made from their counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from fractions import Fraction

from jmap.audit.gatherer import Gatherer
from jmap.audit.portfolio import Portfolio
from jmap.audit.review import Review, review
from jmap.audit.ruler import ruler
from jmap.audit.score import Count, Score, counts_of, pooled, score
from jmap.faults import Severity
from jmap.findings.acceptance import Acceptance
from jmap.findings.baseline import Baseline
from jmap.findings.build import once
from jmap.findings.collect import (
    Judged,
    checked,
    files_read,
    judge,
    leftovers,
    looked_at,
    paths_read,
)
from jmap.findings.finding import Finding, Report
from jmap.findings.looked import EVERY
from jmap.findings.together import Together
from jmap.records import frozen
from jmap.rules import registry
from jmap.rules.engine import Settings
from jmap.workspace.workspace import Workspace

_SIDE = tuple(registry.QUALITY)


@frozen
class MapAudit:
    """One map's audit. Its findings are those of the quality rules that no comment accepts.

    Accepted subjects count for nothing in `score`; `score_with_accepted` has them in both counts.
    """

    id: str
    title: str
    path: str
    status: str
    score: Score
    review: Review
    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    score_with_accepted: Score

    @property
    def draft(self) -> bool:
        """Tell whether the map is a draft: audited, never graded, left out of the workspace's score."""
        return self.status == "draft"


@frozen
class Audit:
    """The audit of a workspace. `errors` are the correctness findings of maps left out for them.

    `about` are findings about suppressions of quality rules, `of_workspace` those of the quality rules on the
    workspace, of no map alone; `report` has them with those of the maps, and what is accepted. `weights` are
    those of the categories, by which every score here is made.
    """

    as_of: date
    ruler: str
    score: Score
    maps: tuple[MapAudit, ...]
    errors: Report
    report: Report
    about: tuple[Finding, ...]
    score_with_accepted: Score
    portfolio: Portfolio
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    of_workspace: tuple[Finding, ...] = ()

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
        drafts = {each.id for each in self.maps if each.draft}
        about = (each for each in self.about if each.map not in drafts)
        every = (finding for each in self.maps if not each.draft for finding in each.findings)
        return Report(tuple(once((*every, *self.of_workspace, *about))), self.report.files)

    def everything(self) -> Report:
        """Return what the maps audited and the maps left out have, in one report."""
        return replace(
            self.report,
            findings=tuple(once((*self.report.findings, *self.errors.findings))),
            rules=tuple(sorted({*self.report.rules, *self.errors.rules})),
        )

    def _errors(self) -> Iterator[Finding]:
        own = (each.findings for each in self.maps if not each.draft)
        for findings in (*own, self.of_workspace):
            yield from (one for one in findings if one.severity is Severity.ERROR)


def of_journey(finding: Finding) -> bool:
    """Tell whether a finding says how the journey is doing, and stays out of the score."""
    return registry.get(finding.rule).rule.of_journey


def category_weights(settings: Settings) -> dict[str, Fraction]:
    """Return the weights of the categories as fractions of what the config writes."""
    weights = settings.config.audit.weights
    return {name: Fraction(str(getattr(weights, name))) for name in registry.QUALITY.values()}


def score_map(judged: Judged, settings: Settings) -> Score:
    """Return the score of one map that has no errors."""
    draft = judged.journey.file.status == "draft"
    return score(counts_of(judged.answers, settings), category_weights(settings), draft=draft)


def audit_map(judged: Judged, settings: Settings) -> MapAudit:
    """Return the audit of one map that has no errors."""
    journey = judged.journey
    draft = journey.file.status == "draft"
    weights = category_weights(settings)
    own = score_map(judged, settings)
    with_accepted = own
    if judged.every_answer is not judged.answers:
        with_accepted = score(counts_of(judged.every_answer, settings), weights, draft=draft)
    return MapAudit(
        journey.id,
        journey.title,
        journey.path,
        journey.file.status,
        own,
        review(judged, own, settings),
        judged.quality,
        tuple(each for each in judged.accepted if each.rule.startswith(_SIDE)),
        with_accepted,
    )


def audit(
    workspace: Workspace,
    settings: Settings,
    baseline: Baseline | None = None,
    shown: Callable[[int], None] = lambda _: None,
) -> Audit:
    """Return the audit of everything asked for, maps sorted by path.

    The baseline holds errors of correctness rules that keep no map from being audited. `shown` is told how
    many maps are done.
    """
    maps: list[MapAudit] = []
    counted: list[Sequence[Count]] = []
    with_accepted: list[Sequence[Count]] = []
    errors: list[Finding] = []
    acceptance = Acceptance(workspace.documents.get, baseline, settings.as_of)
    looked = looked_at(workspace)
    gatherer, together = Gatherer(settings), Together(workspace)
    streamed = judge(workspace, settings, quality=True, acceptance=acceptance)
    for done, judged in enumerate(streamed):
        shown(done)
        errors.extend(each for each in judged.correctness if each.severity is Severity.ERROR)
        looked.add(judged.journey.path, judged.journey.sight.libraries, () if judged.audited else EVERY)
        together.add(judged)
        if not judged.audited:
            continue
        maps.append(audit_map(judged, settings))
        gatherer.add(judged.journey, maps[-1].review)
        if not maps[-1].draft:
            counted.append(maps[-1].score.counts)
            with_accepted.append(maps[-1].score_with_accepted.counts)
    all_maps = together.judge(settings, acceptance)
    counted.append(counts_of(all_maps.answers, settings))
    with_accepted.append(counts_of(all_maps.every_answer, settings))
    left = leftovers(workspace, settings.for_correctness())
    errors.extend(each for each in left if each.severity is Severity.ERROR)
    for path in workspace.libraries():
        looked.add(path, None, () if workspace.documents.get(path).whole else EVERY)
    files = files_read(workspace)
    weights = category_weights(settings)
    about = acceptance.about(settings, looked, _SIDE)
    report = Report(
        tuple(once((*(finding for each in maps for finding in each.findings), *all_maps.quality, *about))),
        files,
        tuple(once((*(finding for each in maps for finding in each.accepted), *all_maps.accepted))),
        checked(settings, _SIDE),
        read=paths_read(workspace),
    )
    return Audit(
        settings.as_of,
        ruler(settings),
        score(pooled(counted), weights),
        tuple(maps),
        Report(tuple(once(errors)), files, rules=checked(settings.for_correctness(), registry.CORRECTNESS)),
        report,
        about,
        score(pooled(with_accepted), weights),
        gatherer.portfolio(),
        weights,
        all_maps.quality,
    )
