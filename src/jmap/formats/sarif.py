"""SARIF 2.1.0, which code scanning services and editors read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from jmap import __version__
from jmap.faults import On, Span
from jmap.findings.finding import Accepted, Finding, Remembered, Report, Spot
from jmap.formats.sarif_limits import Weighed, within_limits
from jmap.formats.sarif_rules import LEVELS, descriptor, level
from jmap.formats.sinks import sarif as sink
from jmap.formats.sinks.json_text import dump
from jmap.formats.style import Style
from jmap.formats.words import accepted_counts, told
from jmap.project import REPOSITORY

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT: Final = "jmap/v1"
ROOT: Final = "%SRCROOT%"
"""What paths are relative to: the name that services know for the top of the repository."""

_MOST_RELATED = 100
_KINDS = {On.KEY: "property", On.VALUE: "value"}


def render(report: Report, style: Style) -> str:
    """Return the report as one run, within the limits that GitHub sets to uploads.

    With `style.open_only` without what is accepted or gone: GitHub would show that as open alerts.
    """
    left_out: list[str] = []
    if style.open_only:
        report, left_out = _open_only(report)
    codes = _codes(report)
    results = list(_results(report, {code: index for index, code in enumerate(codes)}, style))
    rules = [descriptor(code) for code in codes]
    kept, cut = within_limits(results, rules)
    run = _run(rules, kept, [*left_out, *cut], style)
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _open_only(report: Report) -> tuple[Report, list[str]]:
    """Return a report without what is accepted or gone, and what to say of that."""
    gone = f"{len(report.absent)} gone" if report.absent else ""
    parts = [part for part in (accepted_counts(report), gone) if part]
    notices = [f"{', '.join(parts)}: left out, as code scanning would show them as open"] if parts else []
    return replace(report, accepted=(), absent=() if report.absent is not None else None), notices


def _run(
    rules: list[dict[str, Any]], results: list[dict[str, Any]], notices: list[str], style: Style
) -> dict[str, Any]:
    top = "the top of the repository" if style.prefix else "the workspace"
    return {
        "tool": {
            "driver": {
                "name": "jmap",
                "version": __version__,
                "informationUri": REPOSITORY,
                "rules": rules,
            }
        },
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "warning", "message": {"text": notice}} for notice in notices
                ],
            }
        ],
        "originalUriBaseIds": {ROOT: {"description": {"text": top}}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }


def _codes(report: Report) -> list[str]:
    found = {each.rule for each in (*report.findings, *report.accepted)}
    return sorted(found.union(report.rules, (entry.rule for entry in report.absent or ())))


def _results(report: Report, index: Mapping[str, int], style: Style) -> Iterator[Weighed]:
    """Yield results with their weights: the open first, then those accepted, then those gone."""
    for finding in report.findings:
        yield Weighed((0, finding.severity.rank), _result(finding, report, index, style))
    for finding in report.accepted:
        yield Weighed((1, finding.severity.rank), _result(finding, report, index, style))
    for entry in report.absent or ():
        yield Weighed((2, 0), _gone(entry, report, index, style))


def _result(finding: Finding, report: Report, index: Mapping[str, int], style: Style) -> dict[str, Any]:
    related = finding.related[:_MOST_RELATED]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": LEVELS[finding.severity],
        "message": {"text": sink.message(told(finding))},
        "locations": [_location(finding, style)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _physical(spot, style),
                "message": {"text": sink.message(spot.label or "see also")},
            }
            for number, spot in enumerate(related, 1)
        ]
    baselined = finding.accepted is not None and finding.accepted.how == "baselined"
    result |= _states(report, "unchanged" if baselined else "new", finding.accepted)
    map_ = {"map": finding.map} if finding.map else {}
    return result | {"properties": {**map_, "path": list(finding.route)}}


def _gone(entry: Remembered, report: Report, index: Mapping[str, int], style: Style) -> dict[str, Any]:
    """Return the result of a baseline's entry that this run did not meet again."""
    # GitHub refuses a place without a line, and a baseline keeps none.
    place = {"artifactLocation": _artifact(entry.file, style), "region": {"startLine": 1}}
    return {
        "ruleId": entry.rule,
        "ruleIndex": index[entry.rule],
        "level": level(entry.rule),
        "message": {"text": sink.message(entry.message)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {FINGERPRINT: entry.fingerprint},
        **_states(report, "absent", None),
        "properties": {"since": entry.since},
    }


def _states(report: Report, baseline: str, accepted: Accepted | None) -> dict[str, Any]:
    """Return what SARIF asks of all results of a run, or of none: state and suppressions."""
    states: dict[str, Any] = {}
    if report.absent is not None or report.baselined:
        states["baselineState"] = baseline
    if report.accepted:
        states["suppressions"] = [_suppression(accepted)] if accepted is not None else []
    return states


def _suppression(accepted: Accepted) -> dict[str, Any]:
    suppression: dict[str, Any] = {
        "kind": "inSource" if accepted.how == "suppressed" else "external",
        "status": "accepted",
    }
    if accepted.reason:
        suppression["justification"] = sink.message(accepted.reason)
    dates = {"since": accepted.since, "until": accepted.until}
    if said := {key: date for key, date in dates.items() if date}:
        suppression["properties"] = said
    return suppression


def _location(finding: Finding, style: Style) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": _physical(finding.spot, style)}
    if finding.route:
        location["logicalLocations"] = [
            {
                "name": str(finding.route[-1]),
                "fullyQualifiedName": sink.pointer(finding.route),
                "kind": _KINDS[finding.on],
            }
        ]
    return location


def _physical(spot: Spot, style: Style) -> dict[str, Any]:
    return {"artifactLocation": _artifact(spot.file, style), "region": _region(spot.span)}


def _artifact(file: str, style: Style) -> dict[str, Any]:
    return {"uri": sink.uri(style.in_repository(file)), "uriBaseId": ROOT}


def _region(span: Span) -> dict[str, Any]:
    region = {"startLine": span.line, "startColumn": span.column}
    if (span.end_line, span.end_column) > (span.line, span.column):
        region |= {"endLine": span.end_line, "endColumn": span.end_column}
    return region
