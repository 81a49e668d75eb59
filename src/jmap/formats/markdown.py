"""Markdown for a comment on a pull request, or the summary of a CI step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from jmap.faults import Severity
from jmap.findings.finding import Finding, Report, Spot
from jmap.formats.concise import summary
from jmap.formats.sinks.markdown import code, html_code, prose
from jmap.formats.style import Style
from jmap.formats.words import accepted_counts, counts, shortened, why
from jmap.project import rule_page
from jmap.rules import registry

_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️", None: "✅"}
_OPEN = 20
_LONGEST = 400
_RESERVE = 2_000
_MOST_RELATED = 5


def render(report: Report, style: Style) -> str:
    """Return the report as Markdown in at most `style.room` bytes, the least grave findings cut first.

    Where there is hardly any room it is the verdict alone, of a few hundred bytes.
    """
    head = [f"### {_SIGNS[report.worst()]} jmap: {summary(report, Style())}", ""]
    room = style.room - _RESERVE - _size(head)
    findings, room = _that_fit(report.findings, room, style)
    accepted, _ = _that_fit(report.accepted, room, style)
    lines = [*head, *_files(findings, style), *_accepted(accepted, report, style)]
    left_out = len(report.findings) - len(findings) + len(report.accepted) - len(accepted)
    if left_out:
        lines += [f"{left_out} more, the least grave, have no room here.", ""]
    if report.absent:
        count = len(report.absent)
        gone = "1 entry of the baseline is" if count == 1 else f"{count} entries of the baseline are"
        lines += [f"{gone} not found any more; `jmap baseline prune` takes out what is solved.", ""]
    return "\n".join(lines[:-1]) + "\n"


def _that_fit(findings: Iterable[Finding], room: int, style: Style) -> tuple[list[Finding], int]:
    """Return the gravest findings that there is room for, in the order given, and the room left."""
    given = list(findings)
    order = sorted(range(len(given)), key=lambda index: given[index].severity.rank)
    files: set[str] = set()
    kept = []
    for index in order:
        finding = given[index]
        cost = _size([_row(finding, style)])
        if finding.spot.file not in files:
            cost += _size(_heading(finding.spot.file, [finding], style, open_=True)) + 40
        if cost > room:
            break
        room -= cost
        files.add(finding.spot.file)
        kept.append(index)
    return [given[index] for index in sorted(kept)], room


def _files(findings: list[Finding], style: Style) -> Iterator[str]:
    open_ = len(findings) <= _OPEN
    for file, group in groupby(findings, key=lambda each: each.spot.file):
        found = list(group)
        yield from _heading(file, found, style, open_=open_)
        for finding in found:
            yield _row(finding, style)
        yield from ("", "</details>", "")


def _accepted(findings: list[Finding], report: Report, style: Style) -> Iterator[str]:
    if not findings:
        return
    yield from ("<details>", f"<summary>{accepted_counts(report)}</summary>", "")
    yield from ("| place | rule | finding |", "| --- | --- | --- |")
    for finding in findings:
        yield _row(finding, style)
    yield from ("", "</details>", "")


def _heading(file: str, findings: list[Finding], style: Style, *, open_: bool) -> Iterator[str]:
    yield "<details open>" if open_ else "<details>"
    shown = html_code(shortened(style.in_repository(file), _LONGEST))
    yield f"<summary>{shown}: {counts(findings, Style())}</summary>"
    yield from ("", "| place | rule | finding |", "| --- | --- | --- |")


def _row(finding: Finding, style: Style) -> str:
    span = finding.spot.span
    place = f"{span.line}:{span.column}"
    if finding.accepted is not None:
        place = code(f"{shortened(style.in_repository(finding.spot.file), _LONGEST)}:{place}")
    rule = f"[{prose(finding.rule)}]({rule_page(finding.rule)})"
    if finding.rule not in registry.names():
        rule = prose(finding.rule)
    cells = [prose(shortened(finding.message, _LONGEST))]
    if finding.hint:
        cells.append(prose(shortened(finding.hint, _LONGEST)))
    cells.extend(_related(spot, style) for spot in finding.related[:_MOST_RELATED])
    if len(finding.related) > _MOST_RELATED:
        cells.append(f"and {len(finding.related) - _MOST_RELATED} more places")
    if finding.accepted is not None:
        cells.append(prose(shortened(why(finding.accepted), _LONGEST)))
    return f"| {place} | {finding.severity.value} {rule} | {'<br>'.join(cells)} |"


def _related(spot: Spot, style: Style) -> str:
    place = f"{shortened(style.in_repository(spot.file), _LONGEST)}:{spot.span.line}:{spot.span.column}"
    return f"{code(place)}: {prose(shortened(spot.label or 'see also', _LONGEST))}"


def _size(lines: Iterable[str]) -> int:
    return sum(len(line.encode("utf-8", "surrogatepass")) + 1 for line in lines)
