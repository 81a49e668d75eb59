"""Impact against effort as a drawing whose labels stand beside their dots and never on each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from math import cos, hypot, pi, sin
from statistics import median
from typing import Final

from jmap.records import frozen
from jmap.report.page.figures import number

LEFT: Final = 50.0
RIGHT: Final = 500.0
TOP: Final = 16.0
BOTTOM: Final = 366.0
DOT: Final = 5.0
_IMPACTS: Final = (0.25, 0.5, 1.0, 2.0, 3.0)
_LETTER: Final = 7.0
_LINE: Final = 15.0
_ON_A_LINE: Final = 4
_PAD: Final = 6.0
_APART: Final = 2.0
_STEPS: Final = (1.0, 2.0, 2.5, 5.0)

Box = tuple[float, float, float, float]


@frozen
class Placed:
    """An opportunity to place: its label, its impact and its effort."""

    label: str
    impact: float
    effort: float


@frozen
class Spot:
    """A dot, and the label of all that lie on it: its box, its lines of text, whether a line leads there."""

    x: float
    y: float
    left: float
    top: float
    width: float
    height: float
    lines: tuple[tuple[float, str], ...]
    led: bool

    @property
    def middle(self) -> float:
        """Return where the texts of the label are centred."""
        return self.left + self.width / 2

    @property
    def meets(self) -> tuple[float, float]:
        """Return the point of the label's edge that is nearest to the dot."""
        return (
            min(max(self.x, self.left), self.left + self.width),
            min(max(self.y, self.top), self.top + self.height),
        )


@frozen
class Quadrant:
    """A drawing of 520 by 428. `high` and `mid` are the lines that part it, `effort` where `mid` stands."""

    spots: tuple[Spot, ...]
    efforts: tuple[tuple[float, str], ...]
    impacts: tuple[tuple[float, str], ...]
    high: float
    mid: float
    effort: str
    words: str


def quadrant(every: Sequence[Placed]) -> Quadrant | None:
    """Return the drawing, or None where there is nothing to place.

    Impact has the steps of RICE; the lines part what is 2 or more from the rest, and effort at its median.
    """
    if not every:
        return None
    most = max(each.effort for each in every)
    step = _step(most)
    ticks = [step * count for count in range(int(most / step) + 2) if step * count <= most + step * 0.999]
    reach = max(ticks[-1], most * 1.06)

    def x(effort: float) -> float:
        return LEFT + effort / reach * (RIGHT - LEFT)

    named: dict[tuple[float, float], list[str]] = {}
    for each in every:
        named.setdefault((round(x(each.effort), 1), round(_y(each.impact), 1)), []).append(each.label)
    mid = median(each.effort for each in every)
    said = " ".join(
        f"{each.label}: impact {number(each.impact)}, effort {number(each.effort)}." for each in every
    )
    return Quadrant(
        tuple(_labelled(named)),
        tuple((x(tick), number(tick)) for tick in ticks),
        tuple((_y(impact), number(impact)) for impact in _IMPACTS),
        (_y(1.0) + _y(2.0)) / 2,
        x(mid),
        number(mid),
        said,
    )


def _step(most: float) -> float:
    """Return a round step of which at most six reach as far as the greatest effort."""
    size = 10.0**-3
    while True:
        for each in _STEPS:
            if most <= 6 * each * size:
                return each * size
        size *= 10


def _y(impact: float) -> float:
    row = (BOTTOM - TOP) / len(_IMPACTS)
    place = 0.0
    if impact >= _IMPACTS[-1]:
        place = len(_IMPACTS) - 1
    elif impact > _IMPACTS[0]:
        for index, (low, high) in enumerate(pairwise(_IMPACTS)):
            if low <= impact < high:
                place = index + (impact - low) / (high - low)
    return BOTTOM - (place + 0.5) * row


def _labelled(named: dict[tuple[float, float], list[str]]) -> list[Spot]:
    dots: list[Box] = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in named]
    # Words of the corners keep their room.
    taken: list[Box] = [
        (LEFT, BOTTOM - 22, LEFT + 74, BOTTOM),
        (RIGHT - 52, BOTTOM - 22, RIGHT, BOTTOM),
    ]
    spots = []
    for (x, y), labels in sorted(named.items(), key=lambda each: (each[0][1], each[0][0])):
        rows = [", ".join(labels[at : at + _ON_A_LINE]) for at in range(0, len(labels), _ON_A_LINE)]
        width = max(len(row) for row in rows) * _LETTER + 2 * _PAD
        height = len(rows) * _LINE + 4
        left, top = _room(x, y, width, height, taken, dots)
        taken.append((left, top, left + width, top + height))
        spot = Spot(
            x,
            y,
            left,
            top,
            width,
            height,
            tuple((top + _LINE * (index + 1) - 2, row) for index, row in enumerate(rows)),
            False,
        )
        across, down = spot.meets
        led = hypot(across - x, down - y) > DOT + 6
        spots.append(Spot(x, y, left, top, width, height, spot.lines, led))
    return spots


def _room(
    x: float, y: float, width: float, height: float, taken: list[Box], dots: list[Box]
) -> tuple[float, float]:
    """Return the corner of the nearest place for a label that is free and in the frame."""
    gap = DOT + 3
    near = [
        (x + gap, y - height / 2),
        (x - gap - width, y - height / 2),
        (x - width / 2, y - gap - height),
        (x - width / 2, y + gap),
    ]
    around = [
        (x + cos(turn * pi / 8) * far - width / 2, y + sin(turn * pi / 8) * far * 0.7 - height / 2)
        for far, turn in product((40, 56, 72, 92, 116, 144, 180, 220, 270, 330), range(16))
    ]
    for left, top in (*near, *around):
        box = (left, top, left + width, top + height)
        inside = left >= LEFT + 2 and box[2] <= RIGHT - 2 and top >= TOP + 2 and box[3] <= BOTTOM - 2
        if inside and not any(_meet(box, each) for each in (*taken, *dots)):
            return left, top
    return min(max(near[0][0], LEFT + 2), RIGHT - 2 - width), min(
        max(near[0][1], TOP + 2), BOTTOM - 2 - height
    )


def _meet(one: Box, other: Box) -> bool:
    across = one[0] < other[2] + _APART and other[0] < one[2] + _APART
    return across and one[1] < other[3] + _APART and other[1] < one[3] + _APART
