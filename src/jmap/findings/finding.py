"""A finding: a fault with its place in a file, and what makes it the same finding tomorrow."""

from __future__ import annotations

from jmap.faults import On, Route, Severity, Span
from jmap.records import frozen


@frozen
class Spot:
    """A place in a file with the words beside it and the lines it covers, for excerpts.

    `lines` are the text of the lines from the span's first to its last, as many as are ever shown.
    """

    file: str
    span: Span
    label: str
    lines: tuple[str, ...]


@frozen
class Finding:
    """One thing to tell the user. `route` leads to it in the file; `map` is the id of the map, or ''."""

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

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Return what findings are sorted by: file, line, column, rule, message."""
        span = self.spot.span
        return (self.spot.file, span.line, span.column, self.rule, self.message)


@frozen
class Report:
    """The findings of a run, sorted, and how many files it read."""

    findings: tuple[Finding, ...]
    files: int
    suppressed: int = 0
    baselined: int = 0

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def files_with(self) -> int:
        """Return in how many files there are findings."""
        return len({finding.spot.file for finding in self.findings})

    def worst(self) -> Severity | None:
        """Return the weightiest severity found, or None."""
        found = {finding.severity for finding in self.findings}
        return min(found, key=lambda severity: severity.rank, default=None)
