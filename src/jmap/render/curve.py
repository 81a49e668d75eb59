"""The drawn emotion curve: a monotone cubic through the points, cut into exact pieces per column.

Slopes are those of Fritsch and Carlson, "Monotone Piecewise Cubic Interpolation", SIAM Journal on
Numerical Analysis 17 (1980), so that the curve never passes beyond its points. Between two points it
is one cubic, which a Bezier curve draws without loss; it is cut where a column ends and where it
crosses neutral.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from jmap.records import frozen

Point: TypeAlias = tuple[float, float]
"""A place on the curve: columns from the left, and the value from -2 to 2."""

_BISECTIONS = 40
_NOTHING = 1e-9


@frozen
class Piece:
    """A cubic Bezier curve within one column: x from 0 to 1, y from -2 to 2, all on one side of 0."""

    start: Point
    first: Point
    second: Point
    end: Point

    @property
    def side(self) -> int:
        """Return 1 above neutral, -1 below, 0 on it."""
        middle = self.start[1] + self.end[1]
        return (middle > 0) - (middle < 0)


def slopes(points: Sequence[Point]) -> list[float]:
    """Return the slope at each point; points have rising x."""
    if len(points) < 2:
        return [0.0] * len(points)
    steps = [(right[1] - left[1]) / (right[0] - left[0]) for left, right in pairwise(points)]
    steps = [step if abs(step) > _NOTHING else 0.0 for step in steps]
    found = [
        steps[0],
        *((left + right) / 2 for left, right in pairwise(steps)),
        steps[-1],
    ]
    for index, step in enumerate(steps):
        before = steps[index - 1] if index else step
        if step == 0 or before * step <= 0:
            found[index] = 0.0
        if step == 0:
            found[index + 1] = 0.0
    for index, step in enumerate(steps):
        if step == 0:
            continue
        a, b = found[index] / step, found[index + 1] / step
        length = (a * a + b * b) ** 0.5
        if length > 3:
            found[index] = 3 * a / length * step
            found[index + 1] = 3 * b / length * step
    return found


def columns(points: Sequence[Point], count: int) -> list[tuple[Piece, ...]]:
    """Return the pieces of the curve in each of `count` columns.

    The curve goes on level to the edges of the first and last column that has a point.
    """
    found: list[list[Piece]] = [[] for _ in range(count)]
    for curve in _curves(points, count):
        for column, part in _cut_at_columns(curve):
            if 0 <= column < count:
                found[column].extend(_cut_at_neutral(part))
    return [tuple(pieces) for pieces in found]


def between_edges(points: Sequence[Point], edges: Sequence[float]) -> list[tuple[Piece, ...]]:
    """Return the pieces of the curve between each two of the edges of columns, x as that of the points.

    The curve goes on level to the edges of the first and last column that has a point.
    """
    found: list[list[Piece]] = [[] for _ in edges[1:]]
    if not points:
        return [()] * len(found)
    first, last = points[0], points[-1]
    left = max(edge for edge in edges if edge <= first[0])
    right = min(edge for edge in edges if edge >= last[0])
    curves = [_line((left, first[1]), first)] if left < first[0] else []
    curves += _between(points)
    if last[0] < right:
        curves.append(_line(last, (right, last[1])))
    for piece in curves:
        rest = piece
        for column, edge in enumerate(edges[1:]):
            if rest.start[0] >= edge - _NOTHING:
                continue
            if rest.end[0] <= edge + _NOTHING:
                found[column].extend(_cut_at_neutral(rest))
                break
            share = (edge - rest.start[0]) / (rest.end[0] - rest.start[0])
            head, rest = _split(rest, share)
            found[column].extend(_cut_at_neutral(head))
    return [tuple(pieces) for pieces in found]


def value_at(points: Sequence[Point], x: float) -> float:
    """Return the value of the curve at x; level beyond its ends. Raises ValueError without points."""
    if not points:
        raise ValueError("a curve without points has no value")
    if x <= points[0][0]:
        return points[0][1]
    for piece in _between(points):
        if x <= piece.end[0]:
            share = (x - piece.start[0]) / (piece.end[0] - piece.start[0])
            return _at(piece, share)[1]
    return points[-1][1]


def _curves(points: Sequence[Point], count: int) -> Iterator[Piece]:
    if not points:
        return
    first, last = points[0], points[-1]
    left, right = float(int(first[0])), min(float(int(last[0]) + 1), float(count))
    if left < first[0]:
        yield _line((left, first[1]), first)
    yield from _between(points)
    if last[0] < right:
        yield _line(last, (right, last[1]))


def _between(points: Sequence[Point]) -> Iterator[Piece]:
    slope = slopes(points)
    for index, (left, right) in enumerate(pairwise(points)):
        third = (right[0] - left[0]) / 3
        yield Piece(
            left,
            (left[0] + third, left[1] + slope[index] * third),
            (right[0] - third, right[1] - slope[index + 1] * third),
            right,
        )


def _line(left: Point, right: Point) -> Piece:
    third = (right[0] - left[0]) / 3
    return Piece(left, (left[0] + third, left[1]), (right[0] - third, right[1]), right)


def _cut_at_columns(piece: Piece) -> Iterator[tuple[int, Piece]]:
    """Yield the parts of a piece in each column it runs through, with x from 0 to 1 there."""
    column = int(piece.start[0] + _NOTHING)
    while piece.end[0] > column + 1 + _NOTHING:
        # x runs evenly along these curves, so the share of x is the curve's own parameter.
        head, piece = _split(piece, (column + 1 - piece.start[0]) / (piece.end[0] - piece.start[0]))
        yield column, _moved(head, column)
        column += 1
    yield column, _moved(piece, column)


def _cut_at_neutral(piece: Piece) -> Iterator[Piece]:
    """Yield the parts of a piece above and below 0; it rises or falls throughout."""
    low, high = piece.start[1], piece.end[1]
    if low * high >= 0:
        yield piece
        return
    left, right = 0.0, 1.0
    for _ in range(_BISECTIONS):
        middle = (left + right) / 2
        if (_at(piece, middle)[1] > 0) == (low > 0):
            left = middle
        else:
            right = middle
    head, tail = _split(piece, (left + right) / 2)
    yield head
    yield tail


def _moved(piece: Piece, column: int) -> Piece:
    def move(point: Point) -> Point:
        return (min(max(point[0] - column, 0.0), 1.0), point[1])

    return Piece(move(piece.start), move(piece.first), move(piece.second), move(piece.end))


def _split(piece: Piece, share: float) -> tuple[Piece, Piece]:
    """Return the two parts of a piece, by de Casteljau's construction."""
    ab = _between_two(piece.start, piece.first, share)
    bc = _between_two(piece.first, piece.second, share)
    cd = _between_two(piece.second, piece.end, share)
    abc, bcd = _between_two(ab, bc, share), _between_two(bc, cd, share)
    middle = _between_two(abc, bcd, share)
    return Piece(piece.start, ab, abc, middle), Piece(middle, bcd, cd, piece.end)


def _at(piece: Piece, share: float) -> Point:
    return _split(piece, share)[0].end


def _between_two(left: Point, right: Point, share: float) -> Point:
    return (left[0] + (right[0] - left[0]) * share, left[1] + (right[1] - left[1]) * share)
