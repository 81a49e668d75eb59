"""The baseline: findings of an old estate that are accepted, by fingerprint, never by line or count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from jmap.findings.acceptable import may_be_accepted
from jmap.findings.finding import Accepted, Finding, Remembered
from jmap.records import frozen

NAME: Final = "jmap-baseline.json"
"""The name of the file, at the root of the workspace."""


@frozen
class Baseline:
    """Accepted findings by fingerprint; two findings with one fingerprint are one entry."""

    entries: Mapping[str, Remembered]

    def held(self, findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Return the findings that are not in it, and those that are, with the day they were first seen."""
        new: list[Finding] = []
        accepted: list[Finding] = []
        for finding in findings:
            entry = self.entries.get(finding.fingerprint)
            if entry is None or not may_be_accepted(finding):
                new.append(finding)
            else:
                accepted.append(replace(finding, accepted=Accepted("baselined", since=entry.since)))
        return tuple(new), tuple(accepted)

    def beside(self, findings: Iterable[Finding]) -> tuple[Remembered, ...]:
        """Return the entries, sorted, that none of some findings has."""
        met = {finding.fingerprint for finding in findings}
        return in_order(entry for entry in self.entries.values() if entry.fingerprint not in met)

    def grown(self, findings: Iterable[Finding], since: date) -> Baseline:
        """Return a baseline with those findings added that may be; entries there are stay as they are."""
        entries = dict(self.entries)
        for finding in findings:
            if may_be_accepted(finding):
                entries.setdefault(finding.fingerprint, remembered(finding, since))
        return Baseline(entries)

    def without(self, gone: Iterable[Remembered]) -> Baseline:
        """Return a baseline with some entries taken out."""
        names = {entry.fingerprint for entry in gone}
        return Baseline({name: entry for name, entry in self.entries.items() if name not in names})


def baseline_of(entries: Iterable[Remembered]) -> Baseline:
    """Return the baseline of entries; of two with one fingerprint the one first seen stays."""
    found: dict[str, Remembered] = {}
    for entry in sorted(entries, key=lambda each: each.since):
        found.setdefault(entry.fingerprint, entry)
    return Baseline(found)


def remembered(finding: Finding, since: date) -> Remembered:
    """Return what a baseline keeps of a finding."""
    return Remembered(
        finding.fingerprint, finding.rule, finding.spot.file, finding.message, since.isoformat()
    )


def in_order(entries: Iterable[Remembered]) -> tuple[Remembered, ...]:
    """Return entries sorted by file, rule and fingerprint, which no change elsewhere can move."""
    return tuple(sorted(entries, key=lambda each: (each.file, each.rule, each.fingerprint)))
