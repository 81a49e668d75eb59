"""How small the grid has to be printed to fit one sheet of A3, by the height that its text will take."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Final

from jmap.render.cells import (
    Badge,
    BadgesCell,
    CardsCell,
    Cell,
    ChancesCell,
    ChipsCell,
    EmotionCell,
    GaugesCell,
    LinesCell,
    OwnerCell,
    PainsCell,
    SaidCell,
)
from jmap.render.text_width import width
from jmap.render.view import MapView

LARGEST: Final = 100
SMALLEST: Final = 60
"""The bounds of the zoom, in percent."""

_SHEET: Final = (1519.0, 1054.0)
_LANE: Final = 117.0
_LINE: Final = 14.8
_SIZE: Final = 11.5
_SMALL: Final = 15.0
_BADGE: Final = (52.0, 27.0)
_GAUGE: Final = 98.0
_BAND: Final = 190.0
_SPREAD: Final = 80


def print_fit(view: MapView) -> str:
    """Return the zoom at which the grid should fit one sheet, as large as can be.

    What does not fit at the smallest gets as many sheets as it needs there, at the largest that needs no
    more; a little room is kept, as fonts differ.
    """
    for percent in range(LARGEST, SMALLEST - 1, -2):
        if sheets(view, percent / 100) <= 0.985:
            return f"{percent / 100:g}"
    least = ceil(sheets(view, SMALLEST / 100) * 1.08)
    fitting = (each for each in range(_SPREAD, SMALLEST, -2) if sheets(view, each / 100) * 1.08 <= least)
    return f"{next(fitting, SMALLEST) / 100:g}"


def sheets(view: MapView, zoom: float) -> float:
    """Return how many sheets the head and the grid take at a zoom, by estimate."""
    wide, high = (each / zoom for each in _SHEET)
    room = (wide - _LANE) / max(len(view.stages), 1) - 15
    total = 66.0 + _head(view, wide)
    total += max((_stage(each.name, each.goal, room) for each in view.stages), default=0.0)
    for row in view.lanes:
        name = _text(row.lane.hint, _LANE - 15, _SIZE, _SMALL) + _LINE
        total += max(name, *(_cell(cell, room) if cell is not None else 0.0 for cell in row.cells)) + 9
        total += 20 if row.zone else 0
    return total / high


def _head(view: MapView, wide: float) -> float:
    """Return the height of title and personas."""
    height = _text(view.header.lede, wide * 0.72, 15, 22) + (24 if view.header.goal else 0)
    if not view.people:
        return height + 20
    beside = 1 if len(view.people) == 1 else 3 if len(view.people) % 3 == 0 else 2
    room = wide / beside - 110
    tallest = max(
        46
        + _text(each.role, room, 13, 19)
        + _text(each.about, room, 13, 19)
        + _text(each.quote, room, 14, 20)
        + _text(" ".join((*each.wants, *each.fears, each.evidence)), room, 10.7, 15)
        + _badges(each.badges, room)
        for each in view.people
    )
    return height + (tallest + 8) * ceil(len(view.people) / beside)


def _stage(name: str, goal: str, room: float) -> float:
    return 56 + _text(name, room, 14.7, 18) + _text(goal, room, 12.5, 17)


def _cell(cell: Cell, room: float) -> float:
    match cell:
        case LinesCell():
            return sum(
                _text(each.text, room - 12) + _text(each.hint, room - 20, _SIZE, _SMALL) + 3
                for each in cell.lines
            )
        case CardsCell():
            return sum(
                _text(each.title, room - 56)
                + 9
                + _badges(each.badges, room - 34)
                + (_SMALL if each.optional or each.archived or each.absent else 0)
                for each in cell.cards
            )
        case SaidCell():
            whose = _SMALL * sum(bool(each.who) for each in cell.said)
            return sum(_text(each.text, room, 13.5, 19.2) + 6 for each in cell.said) + whose + 22
        case EmotionCell():
            return _BAND
        case PainsCell():
            return sum(_text(each.text, room) + 2 * _SMALL + 9 for each in cell.pains)
        case ChancesCell():
            return sum(
                _text(each.name, room - 40)
                + _text(each.hint, room - 40, _SIZE, _SMALL)
                + 10
                + _badges(each.badges, room - 40)
                for each in cell.chances
            )
        case GaugesCell():
            full = [each for each in cell.gauges if not each.again]
            beside = 2 if len(cell.gauges) > 1 else 1
            rows = [full[start : start + beside] for start in range(0, len(full), beside)]
            again = ceil((len(cell.gauges) - len(full)) / beside) * 36
            return again + sum(_GAUGE + max(_badges(each.badges, 80) for each in row) for row in rows)
        case OwnerCell():
            return _LINE + _SMALL
        case ChipsCell():
            return sum(
                _text(each.text, room - 16, 12.5, 16.5)
                + _text(each.hint, room - 16, _SIZE, _SMALL)
                + _text(" ".join(text for _, text in each.notes), room - 16, _SIZE, _SMALL)
                + 10
                for each in cell.lines
            )
        case BadgesCell():
            return _badges(cell.badges, room)


def _text(text: str, room: float, size: float = _SIZE, line: float = _LINE) -> float:
    """Return the height of a text in a room; words do not fill lines to their end."""
    return ceil(width(text, size) * 1.06 / max(room, 20)) * line if text else 0.0


def _badges(badges: Iterable[Badge], room: float) -> float:
    count = min(len(tuple(badges)), 4)
    return ceil(count * _BADGE[0] / max(room, _BADGE[0])) * _BADGE[1] if count else 0.0
