"""The lines of a block with signs and words under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Final

from jmap.faults import Severity
from jmap.formats.excerpts.block import Block, Placed, in_sight
from jmap.formats.excerpts.labels import Mark, Paint, compose, rows_under
from jmap.formats.excerpts.lanes import Lane, closing, columns, opening, running, starting
from jmap.formats.excerpts.line import Line, draw
from jmap.formats.style import Style
from jmap.records import frozen

LIMIT: Final = 160
"""The most cells of a line in sight where no terminal sets another limit."""
_LEAST: Final = 20
"""The fewest cells that a row has; a terminal that is narrower still wraps it itself."""
_SKIPPED: Final = "..."


@frozen
class Room:
    """How wide a picture may be.

    `gutter` is how many figures a line number has. `limit` is how many cells of a line are in sight, `row`
    how many a row may have, both counted right of the gutter; a `row` of 0 has no end.
    """

    gutter: int
    limit: int
    row: int


def room(style: Style, gutter: int) -> Room:
    """Return how wide a picture may be on a terminal, or where there is none."""
    if not style.width:
        return Room(gutter, LIMIT, 0)
    row = max(_LEAST + 2, style.width - gutter - 3)
    # A line that is cut has a sign at both ends.
    return Room(gutter, row - 2, row)


class Picture:
    """Draws a block in the colours of its finding."""

    def __init__(self, block: Block, size: Room, severity: Severity, style: Style) -> None:
        self._block = block
        self._size = size
        self._style = style
        self._primary: Paint = partial(style.severity, severity)
        self._bar = style.faint(" " * size.gutter + " |")
        self._lanes = [
            Lane(place, column, _sign(place), self._paint(place)) for place, column in columns(block)
        ]
        self._width = 2 + max((lane.column for lane in self._lanes), default=-2)
        self._limit = max(size.limit - self._width, _LEAST)
        self._open: list[Lane] = []

    def rows(self) -> Iterator[str]:
        """Yield the rows, without the line that says where they are."""
        place = self._block[0]
        if len(self._block) == 1 and place.first == place.last and not place.spot.further:
            # Nearly all are like this, and there may be many.
            text = place.spot.lines[0]
            line = draw(text, self._limit, place.start, place.start + 1)
            yield from self._line(place.first, text, line)
            yield from self._flat(self._block, line)
            return
        lines = _lines(self._block)
        flat = _flat(self._block)
        seen = in_sight(self._block)
        numbers = sorted(lines)
        for before, number in pairwise([*numbers[:1], *numbers]):
            if number > before + 1:
                lanes = compose(running(self._open))
                yield self._style.faint(_SKIPPED) + (" " * self._size.gutter + lanes if lanes else "")
            start, stop = seen.get(number, (0, 1))
            line = draw(lines[number], self._limit, start, stop)
            yield from self._line(number, lines[number], line)
            yield from self._flat(flat.get(number, ()), line)
            yield from self._turns(number, lines[number], line)

    def _line(self, number: int, text: str, line: Line) -> Iterator[str]:
        """Yield a line, with the lanes that open at its first word."""
        straight = [lane for lane in self._lanes if lane.place.first == number and _leads(lane, text)]
        row = starting(straight, self._open)
        self._open.extend(straight)
        if line.text:
            row.append((self._width, line.text, str))
        head = self._style.faint(f"{number:>{self._size.gutter}} |")
        yield f"{head} {compose(row)}" if row else head

    def _flat(self, places: Sequence[Placed], line: Line) -> Iterator[str]:
        """Yield the signs and words of the places that lie on one line."""
        if not places:
            return
        marks = []
        for place in places:
            start, end = line.cells_of(place.start, place.end)
            marks.append(Mark(start, end, _sign(place), place.words, self._paint(place)))
        room = self._size.row and self._size.row - self._width
        lanes = running(self._open)
        for row in rows_under(marks, room):
            shifted = [(start + self._width, words, paint) for start, words, paint in row]
            yield f"{self._bar} {compose([*lanes, *shifted])}"

    def _turns(self, number: int, text: str, line: Line) -> Iterator[str]:
        """Yield the rows in which lanes open or close under a line."""
        for lane in self._lanes:
            if lane.place.first == number and not _leads(lane, text):
                cell = self._width + line.cells_of(lane.place.start, lane.place.start + 1)[0]
                yield f"{self._bar} {compose(opening(lane, cell, self._open))}"
                self._open.append(lane)
        for lane in self._lanes:
            if lane.place.last == number:
                self._open.remove(lane)
                last = max(lane.place.end - 1, 0)
                cell = self._width + line.cells_of(last, last + 1)[1] - 1
                for row in closing(lane, cell, self._open, self._size.row):
                    yield f"{self._bar} {compose(row)}"

    def _paint(self, place: Placed) -> Paint:
        return self._primary if place.primary else self._style.faint


def _lines(block: Block) -> dict[int, str]:
    """Return the lines of a block by their numbers."""
    found: dict[int, str] = {}
    for place in block:
        found.update(enumerate(place.spot.lines[: place.last - place.first + 1], place.first))
        found.update(place.spot.further)
    return found


def _flat(block: Block) -> dict[int, list[Placed]]:
    """Return the places that lie on one line by its number, that of the finding before the others."""
    found: dict[int, list[Placed]] = {}
    for place in sorted(block, key=lambda each: not each.primary):
        if place.first == place.last:
            found.setdefault(place.first, []).append(place)
    return found


def _leads(lane: Lane, text: str) -> bool:
    """Tell whether a lane's place begins with the first word of its line."""
    return not text[: lane.place.start].strip()


def _sign(place: Placed) -> str:
    return "^" if place.primary else "-"
