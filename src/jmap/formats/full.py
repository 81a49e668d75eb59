"""The default: each finding with the lines it speaks of, and a caret under what is meant."""

from __future__ import annotations

from jmap.faults import Span
from jmap.findings.finding import Finding, Report, Spot
from jmap.formats.concise import summary
from jmap.formats.style import Style
from jmap.formats.width import cells, visible


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
    text = spot.lines[0]
    number = style.faint(f"{span.line:>{gutter}} |")
    shown = visible(text)
    lines.append(f"{number} {shown}" if shown else number)
    before = cells(visible(text[: span.column - 1]))
    carets = mark * max(1, cells(visible(text[span.column - 1 : _end(span, text)])))
    marked = style.severity(finding.severity, carets) if mark == "^" else style.faint(carets)
    lines.append(f"{bar} {' ' * before}{marked}{' ' + visible(note) if note else ''}")
    return lines


def _end(span: Span, text: str) -> int:
    return span.end_column - 1 if span.end_line == span.line else len(text)
