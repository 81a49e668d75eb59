"""Findings for programs that read line by line: one finding a line, as in `json`, and nothing else."""

from __future__ import annotations

from jmap.findings.finding import Report
from jmap.formats.json import finding_data
from jmap.formats.sinks.json_text import dump
from jmap.formats.style import Style


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - every format has this signature
    """Return a line of JSON for each finding; nothing where there is none."""
    return "".join(dump(finding_data(finding), indent=None) for finding in report.findings)
