"""Accepting findings of one map at a time, where the rest of the run depends on what stays open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from jmap.faults import Fault
from jmap.findings.baseline import Baseline
from jmap.findings.build import Builder, Reads
from jmap.findings.finding import Finding
from jmap.findings.looked import Looked
from jmap.findings.suppressions import Suppression, suppressions
from jmap.rules.engine import Answer, Settings
from jmap.workspace.journey import Journey

if TYPE_CHECKING:
    from jmap.findings.silence import Use


class Acceptance:
    """Knows the suppressions of all files that maps see, and collects which of them were of use."""

    def __init__(self, read: Reads, baseline: Baseline | None, as_of: date) -> None:
        self.used: set[Use] = set()
        self._read = read
        self._baseline = baseline
        self._as_of = as_of
        self._by_file: dict[str, tuple[Suppression, ...]] = {}

    def split(
        self, findings: Iterable[Finding], journey: Journey
    ) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Return the findings over a map that stay open, and those that are accepted."""
        return self.split_in(findings, (journey.path, *journey.sight.libraries))

    def split_in(
        self, findings: Iterable[Finding], files: Iterable[str]
    ) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Return the findings that stay open, and those that the baseline or comments of files accept."""
        open_, accepted = tuple(findings), tuple[Finding, ...]()
        comments = [each for file in files for each in self._in(file)]
        if comments:
            # Loaded by the first suppression: a run without starts faster.
            from jmap.findings.silence import silence

            silenced = silence(open_, comments, self._as_of)
            self.used |= silenced.used
            open_, accepted = silenced.open, silenced.accepted
        if self._baseline is not None:
            open_, held = self._baseline.held(open_)
            accepted = (*accepted, *held)
        return open_, accepted

    def about(self, settings: Settings, looked: Looked, side: tuple[str, ...]) -> tuple[Finding, ...]:
        """Return what is wrong with the suppressions of one side, when all findings are through.

        Those of libraries that no map uses are looked up now.
        """
        comments = [each for file in sorted(looked.files) for each in self._in(file)]
        if not comments:
            return ()
        from jmap.findings.about_suppressions import Judge

        return tuple(Judge(settings, looked, side).judge(comments, self.used))

    def _in(self, file: str) -> tuple[Suppression, ...]:
        if file not in self._by_file:
            self._by_file[file] = suppressions(self._read(file))
        return self._by_file[file]


def without(
    answers: Iterable[Answer], accepted: Iterable[Finding], builder: Builder, map_: str
) -> Iterator[Answer]:
    """Yield answers over a map, or '' for all, without the subjects whose findings are accepted.

    Those count for nothing.
    """
    known = {replace(finding, accepted=None) for finding in accepted}
    rules = {finding.rule for finding in known}

    def is_accepted(file: str, fault: Fault | None) -> bool:
        return fault is not None and known.issuperset(builder.build([(file, fault)], map_))

    for answer in answers:
        if answer.rule.code in rules:
            left = (each for each in answer.outcomes if not is_accepted(each.file, each.fault))
            answer = replace(answer, outcomes=tuple(left))
        yield answer
