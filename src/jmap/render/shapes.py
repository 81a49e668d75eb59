"""Paths of the small drawings of a page: curve, areas, faces, lines of history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jmap.render.curve import Piece, Point
from jmap.render.emotion_band import HEIGHT, height_of
from jmap.render.svg_text import number as n

_SPARK = 26.0


def line_path(pieces: Iterable[Piece]) -> str:
    """Return the path of a curve in a column of 100 by the height of the band."""
    parts: list[str] = []
    for piece in pieces:
        if not parts:
            parts.append(f"M{_at(piece.start)}")
        parts.append(_bend(piece))
    return "".join(parts)


def fill_path(pieces: Iterable[Piece], side: int) -> str:
    """Return the areas between curve and neutral, above it (1) or below (-1)."""
    parts: list[str] = []
    middle = n(HEIGHT / 2)
    last: Piece | None = None
    for piece in pieces:
        if piece.side != side:
            continue
        if last is None or abs(last.end[0] - piece.start[0]) > 1e-6:
            if last is not None:
                parts.append(f"L{n(last.end[0] * 100)} {middle}Z")
            parts.append(f"M{n(piece.start[0] * 100)} {middle}L{_at(piece.start)}")
        parts.append(_bend(piece))
        last = piece
    if last is not None:
        parts.append(f"L{n(last.end[0] * 100)} {middle}Z")
    return "".join(parts)


def mouth(value: float, small: bool = False) -> str:
    """Return the mouth of a face that feels so."""
    scale = 0.66 if small else 1.0
    ends, lift = (2.2 - value * 0.45) * scale, (2.2 + value * 1.75) * scale
    wide = 3.4 * scale
    return f"M{-wide:.1f} {ends:.1f}Q0 {lift:.1f} {wide:.1f} {ends:.1f}"


def spark_path(points: Sequence[Point], area: bool = False) -> str:
    """Return the line of a history, or the area below it."""
    line = "L".join(f"{n(x * 100)} {spark_y(y)}" for x, y in points)
    return f"M0 {n(_SPARK)}L{line}L100 {n(_SPARK)}Z" if area else f"M{line}"


def spark_y(share: float) -> str:
    """Return the height of a share of the history's range."""
    return n(_SPARK - 3 - share * (_SPARK - 6))


def _bend(piece: Piece) -> str:
    if piece.start[1] == piece.first[1] == piece.second[1] == piece.end[1]:
        return f"H{n(piece.end[0] * 100)}"
    return f"C{_at(piece.first)} {_at(piece.second)} {_at(piece.end)}"


def _at(point: Point) -> str:
    return f"{n(point[0] * 100)} {n(height_of(point[1]))}"
