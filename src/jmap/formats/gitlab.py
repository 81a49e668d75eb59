"""GitLab's Code Quality report: findings beside the lines of a merge request."""

from __future__ import annotations

import hashlib
from typing import Any

from jmap.faults import Severity
from jmap.findings.finding import Finding, Report
from jmap.formats.sinks.json_text import dump
from jmap.formats.style import Style
from jmap.formats.width import visible
from jmap.formats.words import told

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, style: Style) -> str:
    """Return the report as a JSON array, each entry with a fingerprint of its own."""
    taken: set[str] = set()
    entries = []
    for finding in report.findings:
        fingerprint = _apart(finding.fingerprint, taken)
        taken.add(fingerprint)
        entries.append(_entry(finding, fingerprint, style))
    return dump(entries)


def _entry(finding: Finding, fingerprint: str, style: Style) -> dict[str, Any]:
    span = finding.spot.span
    return {
        "description": visible(told(finding)),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": style.in_repository(finding.spot.file),
            "lines": {"begin": span.line, "end": span.end_line},
            "positions": {
                "begin": {"line": span.line, "column": span.column},
                "end": {"line": span.end_line, "column": span.end_column},
            },
        },
    }


def _apart(fingerprint: str, taken: set[str]) -> str:
    """Return a fingerprint, or where it is taken the next one that follows from it.

    Two slips of one rule on one object share theirs, and GitLab would show only one of them.
    """
    candidate, count = fingerprint, 1
    while candidate in taken:
        count += 1
        candidate = hashlib.sha256(f"{fingerprint} {count}".encode()).hexdigest()[:16]
    return candidate
