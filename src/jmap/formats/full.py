"""The default: each finding with the lines it speaks of, and a caret under what is meant."""

from __future__ import annotations

from jmap.faults import Span
from jmap.findings.finding import Finding, Report, Spot
from jmap.formats.concise import summary
from jmap.formats.style import Style
from jmap.formats.width import cells, visible

_LONGEST_LINE = 160
_LEAD = 60


def render(report: Report, style: Style) -> str:
    """Return an excerpt for each finding, and the summary."""
    blocks = [_finding(finding, style) for finding in report.findings]
    return "\n".join([*blocks, summary(report, style) + "\n"])


def _finding(finding: Finding, style: Style) -> str:
    spots = (finding.spot, *finding.related)
    gutter = max(len(str(spot.span.line + max(len(spot.lines) - 1, 0))) for spot in spots)
    head = style.severity(finding.severity, f"{finding.severity.value}[{finding.rule}]")
    lines = [f"{head} {style.bold(f'{finding.name}: {visible(finding.message)}')}"]
    lines.extend(_spot(finding.spot, "-->", "^", finding.hint, gutter, finding, style))
    bar = style.faint(" " * gutter + " |")
    for spot in finding.related:
        lines.append(bar)
        lines.extend(_spot(spot, ":::", "-", spot.label, gutter, finding, style))
    return "\n".join(lines) + "\n"


def _spot(
    spot: Spot, arrow: str, mark: str, note: str, gutter: int, finding: Finding, style: Style
) -> list[str]:
    span = spot.span
    place = f"{visible(spot.file)}:{span.line}:{span.column}"
    lines = [f"{style.faint(' ' * gutter + arrow)} {place}"]
    bar = style.faint(" " * gutter + " |")
    if not spot.lines:
        note = visible(note)
        return [*lines, f"{style.faint(' ' * gutter + ' =')} {note}"] if note else lines
    if mark == "^":
        lines.append(bar)
    text, column, end = _window(spot.lines[0], span.column - 1, _end(span, spot.lines[0]))
    number = style.faint(f"{span.line:>{gutter}} |")
    shown = visible(text)
    lines.append(f"{number} {shown}" if shown else number)
    before = cells(visible(text[:column]))
    carets = mark * max(1, cells(visible(text[column:end])))
    marked = style.severity(finding.severity, carets) if mark == "^" else style.faint(carets)
    lines.append(f"{bar} {' ' * before}{marked}{' ' + visible(note) if note else ''}")
    return lines


def _window(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return the part of a line around a stretch of it, and the stretch within that part.

    A long line is cut on both sides, so that what is meant stays in sight and the output stays small.
    """
    if len(text) <= _LONGEST_LINE:
        return text, start, end
    first = max(0, start - _LEAD)
    last = min(len(text), first + _LONGEST_LINE)
    before, after = "…" * (first > 0), "…" * (last < len(text))
    shift = len(before) - first
    return before + text[first:last] + after, start + shift, min(end, last) + shift


def _end(span: Span, text: str) -> int:
    return span.end_column - 1 if span.end_line == span.line else len(text)
