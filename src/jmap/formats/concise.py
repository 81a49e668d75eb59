"""One line for each finding, as editors and `grep` like it."""

from __future__ import annotations

from jmap.findings.finding import Report
from jmap.formats.style import Style
from jmap.formats.width import visible
from jmap.formats.words import accepted_counts, counts, told


def render(report: Report, style: Style) -> str:
    """Return a line for each finding, and the summary."""
    lines = []
    for finding in report.findings:
        span = finding.spot.span
        place = f"{visible(finding.spot.file)}:{span.line}:{span.column}"
        rule = style.severity(finding.severity, f"{finding.severity.value}[{finding.rule}]")
        lines.append(f"{place}: {rule} {visible(told(finding))}")
    lines.append(summary(report, style))
    return "\n".join(lines) + "\n"


def summary(report: Report, style: Style) -> str:
    """Return the last line: how many findings of what weight, in how many files of how many.

    Findings that are not held against the run are counted in brackets.
    """
    files = f"{report.files} file{'s' if report.files != 1 else ''}"
    accepted = f" ({each})" if (each := accepted_counts(report)) else ""
    if not report.findings:
        return f"{style.good('no findings')} in {files}{accepted}"
    counted = counts(report.findings, style)
    return f"{counted} in {report.files_with()} of {files}{accepted}"
