"""Annotations of GitHub Actions, shown beside the lines of a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from jmap.faults import Severity
from jmap.findings.finding import Finding, Report
from jmap.formats.concise import summary
from jmap.formats.sinks.workflow import command, line
from jmap.formats.style import Style
from jmap.formats.words import told

MOST: Final = 10
"""GitHub shows so many annotations of each level in a step, and drops the others without a word."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, style: Style) -> str:
    """Return workflow commands, the findings past GitHub's limit as lines of the log, and the summary."""
    return "\n".join(_lines(report, style)) + "\n"


def _lines(report: Report, style: Style) -> Iterator[str]:
    seen: Counter[Severity] = Counter()
    rest: list[Finding] = []
    for finding in report.findings:
        seen[finding.severity] += 1
        if seen[finding.severity] > MOST:
            rest.append(finding)
        else:
            yield _annotation(finding, style)
    if rest:
        more = f"{len(rest)} more finding{'s' if len(rest) > 1 else ''}"
        yield command("group", f"{more}: GitHub annotates {MOST} of each severity in a step")
        for finding in rest:
            yield line(f"{finding.severity.value}[{finding.rule}] {_placed(finding, style)}")
        yield command("endgroup", "")
    yield line(summary(report, Style()))


def _annotation(finding: Finding, style: Style) -> str:
    span = finding.spot.span
    place: dict[str, str | int] = {"file": style.in_repository(finding.spot.file), "line": span.line}
    place["endLine"] = max(span.line, span.end_line)
    if span.end_line <= span.line:
        # GitHub takes columns for a single line only.
        place |= {"col": span.column, "endColumn": max(span.column, span.end_column)}
    title = f"{finding.rule} {finding.name}"
    return command(_LEVELS[finding.severity], _placed(finding, style), **place, title=title)


def _placed(finding: Finding, style: Style) -> str:
    span = finding.spot.span
    file = style.in_repository(finding.spot.file)
    return f"{file}:{span.line}:{span.column}: {told(finding)}"
