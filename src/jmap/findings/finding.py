"""A finding: a fault with its place in a file, and what makes it the same finding tomorrow."""

from __future__ import annotations

from typing import Literal

from jmap.faults import On, Route, Severity, Span
from jmap.records import frozen


@frozen
class Spot:
    """A place in a file with the words beside it and the lines it covers, for excerpts.

    `lines` are the text of the lines from the span's first on, as many as are ever shown in one piece.
    `further` are lines below them with their numbers: the last ones of a span of many lines, and the one
    between this place and another that begins two lines on.
    """

    file: str
    span: Span
    label: str
    lines: tuple[str, ...]
    further: tuple[tuple[int, str], ...] = ()


@frozen
class Accepted:
    """Why a finding is not held against a run.

    `how` is `suppressed` for a comment beside the object and `baselined` for an entry of the baseline.
    `since` is the date that a baseline's entry was first seen, `until` the last day of a suppression, both as
    2026-10-01, and either may be empty.
    """

    how: Literal["suppressed", "baselined"]
    reason: str = ""
    since: str = ""
    until: str = ""


@frozen
class Finding:
    """One thing to tell the user. `route` leads to it in the file; `map` is the id of the map, or ''.

    `accepted` says why it is not held against the run, where it is not. `more` is, for one that only counts
    others like it, how many they are; such a one is never accepted, or what it counts could grow unseen.
    """

    rule: str
    name: str
    severity: Severity
    message: str
    hint: str
    spot: Spot
    route: Route
    on: On
    fingerprint: str
    related: tuple[Spot, ...]
    map: str
    accepted: Accepted | None = None
    more: int = 0

    @property
    def order(self) -> tuple[str, int, int, str, int, str]:
        """Return what findings are sorted by: file, line, column, rule, message, what counts others last."""
        span = self.spot.span
        return (self.spot.file, span.line, span.column, self.rule, self.more, self.message)

    @property
    def counts(self) -> int:
        """Return how many findings it is: one, or those that it counts."""
        return self.more or 1


@frozen
class Remembered:
    """A finding of an earlier run, as a baseline keeps it; `since` is the date first seen, as 2026-10-01."""

    fingerprint: str
    rule: str
    file: str
    message: str
    since: str


@frozen
class Report:
    """The findings of a run, sorted, and how many files it read.

    `accepted` are findings that are not held against the run, sorted like the others. `rules` are the codes
    of all rules that were asked for, sorted, whether or not they found something. `absent` are entries of
    the baseline that this run did not meet again; None where there is no baseline. `read` are the paths of
    the files, sorted, for whoever lists those without a finding.
    """

    findings: tuple[Finding, ...]
    files: int
    accepted: tuple[Finding, ...] = ()
    rules: tuple[str, ...] = ()
    absent: tuple[Remembered, ...] | None = None
    read: tuple[str, ...] = ()

    @property
    def suppressed(self) -> int:
        """Return how many findings a comment silences."""
        return self._accepted("suppressed")

    @property
    def baselined(self) -> int:
        """Return how many findings the baseline holds."""
        return self._accepted("baselined")

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(finding.counts for finding in self.findings if finding.severity is severity)

    def files_with(self) -> int:
        """Return in how many files there are findings."""
        return len({finding.spot.file for finding in self.findings})

    def _accepted(self, how: str) -> int:
        return sum(each.accepted is not None and each.accepted.how == how for each in self.accepted)

    def worst(self) -> Severity | None:
        """Return the weightiest severity found, or None."""
        found = {finding.severity for finding in self.findings}
        return min(found, key=lambda severity: severity.rank, default=None)
