"""The last step of a run: what comments and the baseline accept is not held against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jmap.findings.baseline import Baseline
from jmap.findings.finding import Finding, Remembered, Report
from jmap.findings.looked import Looked
from jmap.findings.suppressions import Suppression
from jmap.rules.engine import Settings


def accept(
    report: Report,
    suppressions: Iterable[Suppression],
    baseline: Baseline | None,
    settings: Settings,
    looked: Looked,
    side: tuple[str, ...],
) -> Report:
    """Return a report with its accepted findings apart, and with what is wrong with suppressions.

    `side` is how the codes of the run's rules begin. A finding that both a comment and the baseline accept
    counts as silenced by the comment: its reason and its last day are the newer word.
    """
    open_, accepted = report.findings, report.accepted
    suppressions = tuple(suppressions)
    if suppressions:
        # Loaded by the first suppression: a run without starts faster.
        from jmap.findings.about_suppressions import Judge
        from jmap.findings.silence import silence

        silenced = silence(open_, suppressions, settings.as_of)
        about = Judge(settings, looked, side).judge(suppressions, silenced.used)
        open_, accepted = (*silenced.open, *about), (*accepted, *silenced.accepted)
    absent = None
    if baseline is not None:
        absent = tuple(_absent(baseline, (*open_, *accepted), settings, looked, side))
        open_, held = baseline.held(open_)
        accepted = (*accepted, *held)
    return replace(report, findings=_sorted(open_), accepted=_sorted(accepted), absent=absent)


def _absent(
    baseline: Baseline,
    findings: Iterable[Finding],
    settings: Settings,
    looked: Looked,
    side: tuple[str, ...],
) -> Iterator[Remembered]:
    """Yield the entries that this run would have met again, had their findings been there."""
    wanted: dict[tuple[str, str], bool] = {}
    for entry in baseline.beside(findings):
        place = entry.file, entry.rule
        if place not in wanted:
            wanted[place] = entry.rule.startswith(side) and settings.for_file(entry.file).wants(entry.rule)
        if wanted[place] and looked.judged(entry.file, entry.rule):
            yield entry


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.order))
