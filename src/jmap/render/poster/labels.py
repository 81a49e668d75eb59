"""Labels of the emotion band: value and name of each point where they hide nothing, else the value alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import Final, TypeAlias

from jmap.records import frozen
from jmap.render.cells import Marker
from jmap.render.poster.flow import broken, on_one_line, paragraph
from jmap.render.poster.paper import Point
from jmap.render.poster.styles import HINT, LABEL

Bounds: TypeAlias = tuple[float, float, float, float]
"""Start, top, end and foot."""

_GAP: Final = 4.0
_WIDTHS: Final = (150.0, 104.0)
_MOST: Final = 3
_REACH: Final = 180.0


@frozen
class Label:
    """A label: its left edge, top, size, and lines; `veiled` where the curve runs behind it."""

    left: float
    top: float
    wide: float
    height: float
    value: str
    name: tuple[str, ...]
    veiled: bool

    @property
    def middle(self) -> float:
        """Return the x of its middle."""
        return self.left + self.wide / 2

    @property
    def bounds(self) -> Bounds:
        """Return its box."""
        return (self.left, self.top, self.left + self.wide, self.top + self.height)


def labelled(
    markers: Sequence[Marker],
    places: Sequence[Point],
    radius: float,
    curves: Sequence[Sequence[Point]],
    bounds: Bounds,
) -> list[Label | None]:
    """Return the label of each marker, or None where there is no room.

    Labels keep off the curves, given by points close to each other, the first before the others. The
    strongest feelings are labelled first: where room is short, theirs are the labels to keep.
    """
    faces = [(x - radius - 1, y - radius - 1, x + radius + 1, y + radius + 1) for x, y in places]
    taken: list[Bounds] = list(faces)
    found: dict[int, Label] = {}
    order = sorted(
        range(len(markers)),
        key=lambda each: (-markers[each].moment_of_truth, -abs(markers[each].value), each),
    )
    for named in (True, False):
        for index in order:
            if index in found:
                continue
            x = places[index][0]
            others = [
                box
                for other, box in enumerate(taken)
                if other != index and box[0] < x + _REACH and x - _REACH < box[2]
            ]
            ways = _ways(markers[index], places[index], radius, named=named)
            fitting = [
                each
                for each in ways
                if _inside(each, bounds) and not any(_meet(each.bounds, box) for box in others)
            ]
            free = [each for each in fitting if not any(_crossed(each.bounds, curve) for curve in curves)]
            clear = free or [each for each in fitting if not _crossed(each.bounds, curves[0])]
            if named and not clear:
                continue
            chosen = next(iter(clear or fitting), None)
            if chosen is not None:
                veiled = not free
                found[index] = Label(
                    chosen.left, chosen.top, chosen.wide, chosen.height, chosen.value, chosen.name, veiled
                )
                taken.append(chosen.bounds)
    return [found.get(index) for index in range(len(markers))]


def _ways(marker: Marker, place: Point, radius: float, *, named: bool) -> Iterator[Label]:
    """Yield labels above and below a marker, the side that its feeling points to first."""
    value = f"{marker.sign} ★" if marker.moment_of_truth else marker.sign
    x, y = place
    for most in _WIDTHS if named else _WIDTHS[:1]:
        name = (
            tuple(each.rstrip(" ") for each in broken(paragraph(marker.title), HINT, most)) if named else ()
        )
        if len(name) > _MOST:
            continue
        wide = max([on_one_line(value, LABEL), *(on_one_line(line, HINT) for line in name)]) + 4.0
        high = LABEL.line + len(name) * HINT.line
        tops = [y - radius - _GAP - high, y + radius + _GAP]
        for top in tops if marker.value >= 0 else reversed(tops):
            for shift in (0.0, 0.3, -0.3, 0.5, -0.5):
                yield Label(x - wide / 2 + shift * wide, top, wide, high, value, name, veiled=False)


def _inside(label: Label, bounds: Bounds) -> bool:
    left, top, right, foot = label.bounds
    return left >= bounds[0] + 2 and right <= bounds[2] - 2 and top >= bounds[1] + 2 and foot <= bounds[3] - 2


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _crossed(box: Bounds, curve: Sequence[Point]) -> bool:
    """Tell whether the curve, given by points close to each other from the left, runs through a box."""
    start = max(bisect_left(curve, (box[0], -inf)) - 1, 0)
    end = bisect_right(curve, (box[2], inf)) + 1
    return any(
        max(one[1], other[1]) >= box[1] - 2 and min(one[1], other[1]) <= box[3] + 2
        for one, other in pairwise(curve[start:end])
    )
