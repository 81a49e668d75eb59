"""The emotion of a whole map as one band: curve, faces, and labels that hide nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from jmap.records import frozen
from jmap.render.cells import EmotionCell, Marker
from jmap.render.curve import Piece, between_edges
from jmap.render.poster.labels import Label, labelled
from jmap.render.poster.paper import Paper, Point
from jmap.render.poster.styles import HINT, LABEL
from jmap.render.shapes import mouth
from jmap.render.svg_text import number as n

_ROOM: Final = 52.0
"""Room above +2 and below −2 for labels, in pixels."""

_NEAR: Final = 0.01
_VALUES: Final = {"p2": 2, "p1": 1, "n0": 0, "m1": -1, "m2": -2}


@frozen
class Band:
    """Where the band lies: the edges of its columns, top, height, and the personas it shows."""

    edges: tuple[float, ...]
    y: float
    height: float
    person: int | None
    behind: int | None

    def level(self, value: float) -> float:
        """Return how far down a feeling from -2 to 2 lies."""
        return self.y + self.height / 2 - value * (self.height / 2 - _ROOM) / 2

    def at(self, point: Point) -> Point:
        """Return the place of a point of the curve."""
        return (point[0], self.level(point[1]))


def emotion_band(cells: Sequence[EmotionCell | None], band: Band, paper: Paper, empty: str) -> Iterator[str]:
    """Yield the band: areas, lines of the feelings, the other persona's curve, the curve, its points."""
    markers = [_markers(cell, band.person) for cell in cells]
    mine = _pieces(markers, band)
    known = [piece for pieces, found in zip(mine, markers, strict=True) if found for piece in pieces]
    for _, run in groupby(_runs(known), key=lambda each: each[0]):
        yield _area([piece for _, piece in run], band, paper)
    left, right = band.edges[0], band.edges[-1]
    for value in (2, -2):
        yield paper.line("grid", (left, band.level(value)), (right, band.level(value)))
    yield paper.line("zero", (left, band.level(0)), (right, band.level(0)))
    for edge in band.edges[1:-1]:
        yield paper.line("grid", (edge, band.y), (edge, band.y + band.height))
    theirs: list[tuple[Piece, ...]] = []
    if band.behind is not None:
        theirs = _pieces([_markers(cell, band.behind) for cell in cells], band)
        yield from _paths("ghost", [piece for pieces in theirs for piece in pieces], band, paper)
    guessed = [piece for pieces, found in zip(mine, markers, strict=True) if not found for piece in pieces]
    yield from _paths("guess", guessed, band, paper)
    yield from _paths("curve", known, band, paper)
    for (start, end), found in zip(pairwise(band.edges), markers, strict=True):
        if not found:
            top = band.y + band.height - 24.0
            yield from paper.text(HINT, (start + end) / 2, top, (empty,), at="middle")
    lines = [[piece for pieces in each for piece in pieces] for each in (mine, theirs)]
    yield from _points(markers, lines, band, paper)


def _points(
    markers: Sequence[tuple[Marker, ...]], curves: Sequence[Sequence[Piece]], band: Band, paper: Paper
) -> Iterator[str]:
    every = [marker for found in markers for marker in found]
    places = [band.at(point) for point in _places(markers, band)]
    closest = min((right[0] - left[0] for left, right in pairwise(places)), default=99.0)
    radius = 11.0 if closest > 26.0 else 8.0 if closest > 14.0 else 5.0
    lines = [[band.at(point) for piece in pieces for point in _sampled(piece)] for pieces in curves]
    bounds = (band.edges[0], band.y, band.edges[-1], band.y + band.height)
    found = labelled(every, places, radius, lines, bounds)
    for label in found:
        if label is not None and label.veiled:
            yield paper.rect("veil", label.left, label.top, label.wide, label.height, 4)
    for marker, place, label in zip(every, places, found, strict=True):
        yield from paper.group(
            [*_face(marker, place, radius, paper), *(_label(label, paper) if label is not None else ())],
            title=f"{marker.title}: {marker.sign}, {marker.word}",
        )


def _pieces(markers: Sequence[tuple[Marker, ...]], band: Band) -> list[tuple[Piece, ...]]:
    return between_edges(_places(markers, band), band.edges)


def _places(markers: Sequence[tuple[Marker, ...]], band: Band) -> list[Point]:
    """Return the points of a curve: x on the sheet, and the feeling."""
    return [
        (start + marker.x * (end - start), marker.value)
        for (start, end), found in zip(pairwise(band.edges), markers, strict=True)
        for marker in found
    ]


def _markers(cell: EmotionCell | None, person: int | None) -> tuple[Marker, ...]:
    """Return the points of a persona's curve in a column."""
    for curve in cell.curves if cell is not None else ():
        if person is None or not curve.personas or person in curve.personas:
            return curve.markers
    return ()


def _face(marker: Marker, place: Point, radius: float, paper: Paper) -> Iterator[str]:
    value = _VALUES[marker.tone]
    size = radius / 9
    shapes = (
        f'<circle class="face" r="9"/><path class="look" d="M-3 -2.6v.9M3 -2.6v.9"/>'
        f'<path class="look" d="{mouth(value)}"/>'
    )
    x, y = paper.x(place[0]), place[1]
    yield f'<g class="{marker.tone}" transform="translate({n(x)} {n(y)}) scale({size:.2f})">{shapes}</g>'


def _label(label: Label, paper: Paper) -> Iterator[str]:
    yield from paper.text(LABEL, label.middle, label.top, (label.value,), at="middle", classes="ink")
    for index, line in enumerate(label.name):
        top = label.top + LABEL.line + index * HINT.line
        yield from paper.text(HINT, label.middle, top, (line,), at="middle", classes="ink2")


def _runs(pieces: Sequence[Piece]) -> Iterator[tuple[int, Piece]]:
    """Yield pieces off neutral with the number of their run: those that go on from each other on one side."""
    run, last, side = 0, -1.0, 0
    for piece in pieces:
        if piece.side and (piece.side != side or abs(piece.start[0] - last) > _NEAR):
            run += 1
        if piece.side:
            yield run, piece
        last, side = piece.end[0], piece.side


def _area(run: Sequence[Piece], band: Band, paper: Paper) -> str:
    """Return what a run of pieces encloses with neutral, in one piece so that no seam shows."""
    zero, first = band.level(0), run[0]
    start, end = paper.at((first.start[0], zero)), paper.at((run[-1].end[0], zero))
    bends = "".join(_cubic(piece, band, paper) for piece in run)
    way = f"M{start}L{paper.at(band.at(first.start))}{bends}L{end}Z"
    return f'<path class="{"over" if first.side > 0 else "below"}" d="{way}"/>'


def _paths(name: str, pieces: Sequence[Piece], band: Band, paper: Paper) -> Iterator[str]:
    """Yield the lines of pieces, those that go on from each other as one."""
    way, last = "", -1.0
    for piece in pieces:
        if abs(piece.start[0] - last) > _NEAR:
            if way:
                yield f'<path class="{name}" d="{way}"/>'
            way = f"M{paper.at(band.at(piece.start))}"
        way += _cubic(piece, band, paper)
        last = piece.end[0]
    if way:
        yield f'<path class="{name}" d="{way}"/>'


def _cubic(piece: Piece, band: Band, paper: Paper) -> str:
    return "C" + " ".join(paper.at(band.at(point)) for point in (piece.first, piece.second, piece.end))


def _sampled(piece: Piece) -> Iterator[Point]:
    """Yield points along a curve, from its start to its end."""
    for step in range(9):
        t = step / 8
        u = 1 - t
        yield (
            u**3 * piece.start[0]
            + 3 * u * u * t * piece.first[0]
            + 3 * u * t * t * piece.second[0]
            + t**3 * piece.end[0],
            u**3 * piece.start[1]
            + 3 * u * u * t * piece.first[1]
            + 3 * u * t * t * piece.second[1]
            + t**3 * piece.end[1],
        )
