"""One line for each finding, as editors and `grep` like it."""

from __future__ import annotations

from jmap.faults import Severity
from jmap.findings.finding import Report
from jmap.formats.style import Style
from jmap.formats.width import visible


def render(report: Report, style: Style) -> str:
    """Return a line for each finding, and the summary."""
    lines = []
    for finding in report.findings:
        span = finding.spot.span
        place = f"{visible(finding.spot.file)}:{span.line}:{span.column}"
        rule = style.severity(finding.severity, f"{finding.severity.value}[{finding.rule}]")
        hint = f" ({visible(finding.hint)})" if finding.hint else ""
        lines.append(f"{place}: {rule} {visible(finding.message)}{hint}")
    lines.append(summary(report, style))
    return "\n".join(lines) + "\n"


def summary(report: Report, style: Style) -> str:
    """Return the last line: how many findings of what weight, in how many files of how many."""
    parts = []
    for severity in Severity:
        count = report.count(severity)
        if count:
            text = f"{count} {severity.value}{'s' if count != 1 else ''}"
            parts.append(style.severity(severity, text))
    files = f"{report.files} file{'s' if report.files != 1 else ''}"
    if not parts:
        return style.good("no findings") + f" in {files}"
    *most, last = parts
    counted = f"{', '.join(most)} and {last}" if most else last
    return f"{counted} in {report.files_with()} of {files}"
