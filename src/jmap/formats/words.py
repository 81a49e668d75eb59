"""Words that several formats share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from jmap.faults import Severity
from jmap.findings.finding import Accepted, Finding, Report
from jmap.formats.style import Style


def told(finding: Finding) -> str:
    """Return what a finding says in one sentence: the message, and the hint in brackets."""
    return f"{finding.message} ({finding.hint})" if finding.hint else finding.message


def why(accepted: Accepted) -> str:
    """Return why a finding is not held against the run, such as `suppressed until 2027-01-31: new CRM`."""
    since = f" since {accepted.since}" if accepted.since else ""
    until = f" until {accepted.until}" if accepted.until else ""
    reason = f": {accepted.reason}" if accepted.reason else ""
    return f"{accepted.how}{since}{until}{reason}"


def counts(findings: Iterable[Finding], style: Style) -> str:
    """Return how many findings there are of each severity, such as `1 error and 2 warnings`."""
    found: Counter[Severity] = Counter()
    for finding in findings:
        found[finding.severity] += finding.counts
    parts = [
        style.severity(severity, f"{found[severity]} {severity.value}{'s' if found[severity] != 1 else ''}")
        for severity in Severity
        if found[severity]
    ]
    *most, last = parts or [""]
    return f"{', '.join(most)} and {last}" if most else last


def accepted_counts(report: Report) -> str:
    """Return how many findings are suppressed and baselined, or nothing where there are none."""
    pairs = ((report.suppressed, "suppressed"), (report.baselined, "baselined"))
    return ", ".join(f"{count} {how}" for count, how in pairs if count)


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many characters, cut with an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
