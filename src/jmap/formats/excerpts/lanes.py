"""The lanes at the left of a picture: one for each place of several lines.

A lane opens at the place's first line, runs down beside all that is shown of it, and closes under its last
character.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jmap.formats.excerpts.block import Placed
from jmap.formats.excerpts.labels import Mark, Paint, Part, rows_under
from jmap.records import frozen


@frozen
class Lane:
    """The lane of a place, its column counted from 0 at the left, its sign and its colour."""

    place: Placed
    column: int
    sign: str
    paint: Paint


def columns(places: Iterable[Placed]) -> list[tuple[Placed, int]]:
    """Return the places of several lines, each with a column that no other takes meanwhile."""
    found: list[tuple[Placed, int]] = []
    until: list[int] = []
    tall = [place for place in places if place.last > place.first]
    for place in sorted(tall, key=lambda each: (each.first, -each.last)):
        free = [column for column, last in enumerate(until) if last < place.first]
        column = free[0] if free else len(until)
        until[column : column + 1] = [place.last]
        found.append((place, column))
    return found


def running(lanes: Iterable[Lane]) -> list[Part]:
    """Return the parts of a row that open lanes run through."""
    return sorted(((lane.column, "|", lane.paint) for lane in lanes), key=_column)


def starting(lanes: Iterable[Lane], open_: Iterable[Lane]) -> list[Part]:
    """Return the parts left of a line at whose first word lanes begin."""
    corners = [(lane.column, "/", lane.paint) for lane in lanes]
    return sorted([*running(open_), *corners], key=_column)


def opening(lane: Lane, cell: int, open_: Sequence[Lane]) -> list[Part]:
    """Return the row that leads from a lane to the sign under a line, at a cell of the row."""
    line = "_" * (cell - lane.column - 1)
    return [*_left_of(lane, open_), (lane.column + 1, line + lane.sign, lane.paint)]


def closing(lane: Lane, cell: int, open_: Sequence[Lane], room: int) -> list[list[Part]]:
    """Return the rows that lead from a lane to the sign under its last character, with its words.

    `open_` are the lanes that go on, `room` how many cells a row may have; 0 stands for no end.
    """
    mark = Mark(cell, cell + 1, lane.sign, lane.place.words, lane.paint)
    (sign, *words), *rows = rows_under([mark], room)
    line = "|" + "_" * (cell - lane.column - 1) + sign[1]
    first = [*_left_of(lane, open_), (lane.column, line, lane.paint), *words]
    return [first, *([*running(open_), *row] for row in rows)]


def _left_of(lane: Lane, open_: Iterable[Lane]) -> list[Part]:
    return running(each for each in open_ if each.column < lane.column)


def _column(part: Part) -> int:
    return part[0]
