"""The default: each finding with the lines it speaks of, and a caret under what is meant."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.findings.finding import Finding, Report, Spot
from jmap.formats.concise import summary
from jmap.formats.excerpts.block import Block, blocks
from jmap.formats.excerpts.picture import Picture, Room, room
from jmap.formats.style import Style
from jmap.formats.width import visible, wrapped

_LEAST = 20
"""The narrowest terminal that a message is wrapped to."""


def render(report: Report, style: Style) -> str:
    """Return an excerpt for each finding, and the summary."""
    lines: list[str] = []
    rooms: dict[int, Room] = {}
    for finding in report.findings:
        gutter = len(str(max(map(_last_line, (finding.spot, *finding.related)))))
        size = rooms.get(gutter) or rooms.setdefault(gutter, room(style, gutter))
        lines.extend(_finding(finding, size, style))
        lines.append("")
    return "\n".join([*lines, summary(report, style) + "\n"])


def _finding(finding: Finding, size: Room, style: Style) -> Iterator[str]:
    yield from _head(finding, style)
    first, *others = blocks(finding, size.limit, narrow=size.row > 0)
    bar = style.faint(" " * size.gutter + " |")
    yield _where(finding.spot, "-->", size.gutter, style)
    if finding.spot.lines:
        yield bar
    yield from _below(first, size, finding, style)
    for block in others:
        yield bar
        yield _where(block[0].spot, ":::", size.gutter, style)
        yield from _below(block, size, finding, style)


def _head(finding: Finding, style: Style) -> Iterator[str]:
    """Yield the line that says what is wrong; more than one where a terminal is narrower than it."""
    kind = f"{finding.severity.value}[{finding.rule}]"
    message = visible(finding.message)
    first, *others = wrapped(f"{kind} {finding.name}: {message}", style.width and max(style.width, _LEAST), 2)
    head = style.severity(finding.severity, kind.replace(finding.rule, style.rule(finding.rule)))
    words = first.removeprefix(kind).lstrip()
    yield f"{head} {style.bold(words)}" if words else head
    for line in others:
        yield f"  {style.bold(line.lstrip())}"


def _where(spot: Spot, arrow: str, gutter: int, style: Style) -> str:
    place = f"{visible(spot.file)}:{spot.span.line}:{spot.span.column}"
    return f"{style.faint(' ' * gutter + arrow)} {place}"


def _below(block: Block, size: Room, finding: Finding, style: Style) -> Iterator[str]:
    """Yield what stands below a place: its lines, or only the words where the file gives none."""
    if block[0].spot.lines:
        yield from Picture(block, size, finding.severity, style).rows()
        return
    for place in block:
        sign = " " * size.gutter + " = "
        words = wrapped(place.words, size.row)
        for number, line in enumerate(words if place.words else []):
            yield f"{style.faint(sign.rstrip())} {line}" if not number else " " * len(sign) + line


def _last_line(spot: Spot) -> int:
    """Return the number of the last line of a place that is shown."""
    if spot.further:
        return spot.further[-1][0]
    return spot.span.line + max(len(spot.lines) - 1, 0)
