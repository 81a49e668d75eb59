"""The sheet: how wide a poster is laid out, so that it fills a paper of the A series and can be read."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, sqrt
from typing import Final, Literal, TypeAlias, get_args

from jmap.records import frozen
from jmap.render.poster.styles import SMALLEST

Size: TypeAlias = Literal["a3", "content"]
SIZES: Final[tuple[Size, ...]] = get_args(Size)
"""Sizes that a poster can have: a paper from A3 on, or as large as what it shows."""

_PAPERS: Final = ((420, 297), (594, 420), (841, 594), (1189, 841))
_READABLE: Final = 1.95
"""Height of the smallest type in millimetres: five and a half points, for reading at an arm's length."""

_NARROWEST: Final = 1500.0
FIRST: Final = 2600.0
"""The width in pixels that is tried first: that of a map of middling size."""

_COLUMN: Final = 280.0
_STEPS: Final = 4
_SHAPE: Final = sqrt(2)


@frozen
class Sheet:
    """A size in pixels, and how it is words: in millimetres of a paper, or in pixels."""

    width: float
    height: float
    shown_width: str
    shown_height: str


Height: TypeAlias = Callable[[float], float]
"""Gives how high a poster is at a width, in pixels."""


def width_for(size: Size, height: Height, stages: int, least: float) -> float:
    """Return the width at which to lay a poster out that needs at least so much."""
    if size == "content":
        return ceil(max(least, stages * _COLUMN + 280.0, 1100.0))
    return _filling(height, max(least, _NARROWEST))


def sheet_for(size: Size, width: float, height: float) -> Sheet:
    """Return the sheet of a poster laid out so wide and so high.

    A paper is the smallest of A3 to A0 on which the smallest type can be read. What fits none keeps that
    type, and its sheet is as large as it has to be; what is higher than wide papers are keeps their width.
    """
    if size == "content":
        return Sheet(width, ceil(height), f"{width:g}", f"{ceil(height)}")
    high = max(height, ceil(width / _SHAPE))
    fitting = [wide for wide, _ in _PAPERS if wide / width * SMALLEST >= _READABLE]
    paper = fitting[0] if fitting else ceil(_READABLE / SMALLEST * width)
    tall = next((tall for wide, tall in _PAPERS if wide == paper and high <= ceil(width / _SHAPE)), 0)
    return Sheet(width, high, f"{paper}mm", f"{tall or ceil(paper * high / width)}mm")


def _filling(height: Height, least: float) -> float:
    """Return the smallest width found at which a poster is no higher than a paper of that width."""
    low, wide = least, max(least, FIRST)
    high = 0.0
    for _ in range(_STEPS):
        tall = height(wide)
        if tall * _SHAPE <= wide:
            high = wide
            if wide - low < 24.0:
                break
        else:
            low = wide
        # Wider columns hold the same text in fewer lines, so that the area hardly changes.
        guess = sqrt(tall * wide * _SHAPE)
        wide = ceil(min(max(guess, low + 12.0), high - 12.0) if high else max(guess, low + 12.0))
    while not high:
        if height(wide) * _SHAPE <= wide:
            high = wide
        elif wide > 40_000.0:
            break
        else:
            wide = ceil(wide * 1.03)
    return high or wide
