"""Findings for programs; the shape is versioned."""

from __future__ import annotations

from typing import Any

from jmap.faults import Severity
from jmap.findings.finding import Finding, Report, Spot
from jmap.formats.sinks.json_text import dump
from jmap.formats.style import Style

VERSION = 1


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - every format has this signature
    """Return the report as JSON text."""
    return dump(document(report))


def document(report: Report) -> dict[str, Any]:
    """Return the report as plain data."""
    summary = {
        "files": report.files,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "infos": report.count(Severity.INFO),
        "suppressed": report.suppressed,
        "baselined": report.baselined,
    }
    findings = [finding_data(finding) for finding in report.findings]
    cut = [_cut(finding) for finding in report.findings if finding.more]
    told = {"version": VERSION, "summary": summary, "findings": findings}
    return {**told, "truncated": cut} if cut else told


def _cut(finding: Finding) -> dict[str, Any]:
    """Return what was counted only, for whoever adds up findings."""
    return {
        "file": finding.spot.file,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "more": finding.more,
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """Return one finding as plain data."""
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        **_place(finding.spot),
        "path": list(finding.route),
        "fingerprint": finding.fingerprint,
        "related": [{**_place(spot), "message": spot.label} for spot in finding.related],
    }


def _place(spot: Spot) -> dict[str, Any]:
    span = spot.span
    return {
        "file": spot.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
