"""Paths of the small drawings of a page: curve, areas, faces, lines of history."""

from __future__ import annotations

from collections.abc import Sequence

from jmap.render.curve import Piece, Point
from jmap.render.emotion_band import HEIGHT, height_of
from jmap.render.svg_text import number as n

_SPARK = 26.0
_EDGE = 1e-6


def curve_path(pieces: Sequence[Piece]) -> str:
    """Return the path of a curve in a column of 100 by the height of the band.

    It is closed along neutral, so that it can be filled; its upright edges lie outside the column where
    the curve reaches the column's edges.
    """
    if not pieces:
        return ""
    first, last = pieces[0].start, pieces[-1].end
    middle = n(HEIGHT / 2)
    left = "-9" if first[0] <= _EDGE else n(first[0] * 100)
    right = "H109" if last[0] >= 1 - _EDGE else ""
    curve = "".join(_bend(piece) for piece in pieces)
    return f"M{left} {middle}V{n(height_of(first[1]))}H{n(first[0] * 100)}{curve}{right}V{middle}"


def mouth(value: float, small: bool = False) -> str:
    """Return the mouth of a face that feels so."""
    scale = 0.66 if small else 1.0
    ends, lift = (2.2 - value * 0.45) * scale, (2.2 + value * 1.75) * scale
    wide = 3.4 * scale
    return f"M{-wide:.1f} {ends:.1f}Q0 {lift:.1f} {wide:.1f} {ends:.1f}"


def spark_path(points: Sequence[Point]) -> str:
    """Return the line of a history with the area below it; its other edges lie outside the picture."""
    line = " ".join(f"{x * 100:.0f} {spark_y(y)}" for x, y in points)
    return f"M-9 40V{spark_y(points[0][1])}L{line}H109V40"


def spark_y(share: float) -> str:
    """Return the height of a share of the history's range."""
    return n(_SPARK - 3 - share * (_SPARK - 6))


def _bend(piece: Piece) -> str:
    """Return the rest of a piece, relative to its start; a level one as a line."""
    if piece.start[1] == piece.first[1] == piece.second[1] == piece.end[1]:
        return f"H{n(piece.end[0] * 100)}"
    x, y = _rounded(piece.start)
    steps = []
    for point in (piece.first, piece.second, piece.end):
        px, py = _rounded(point)
        steps.append(f"{_short(px - x)} {_short(py - y)}")
    return f"c{' '.join(steps)}".replace(" -", "-")


def _rounded(point: Point) -> Point:
    """Return a place as the path gives it, so that relative steps do not drift."""
    return (round(point[0] * 100, 1), round(height_of(point[1]), 1))


def _short(value: float) -> str:
    shown = n(value)
    return shown.replace("0.", ".", 1) if shown.startswith(("0.", "-0.")) else shown


def _at(point: Point) -> str:
    return f"{n(point[0] * 100)} {n(height_of(point[1]))}"
