"""The score over all audits as a drawing, with no line across a change of the ruler."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Final

from jmap.audit.score import shown
from jmap.audit.trend import TrendPoint
from jmap.records import frozen
from jmap.report.page.figures import WORDS

LEFT: Final = 34
RIGHT: Final = 462
TOP: Final = 25
BOTTOM: Final = 145
_IN: Final = 10
_LABEL: Final = 70
_HIGH: Final = 15


@frozen
class Tick:
    """A line across the drawing, or a day below it, with its text."""

    at: float
    text: str


@frozen
class Dot:
    """A score in the drawing; `label` is said beside it, above or below, where there is room."""

    x: float
    y: float
    label: str
    label_y: float


@frozen
class TrendChart:
    """A drawing of 470 by 170. `lines` are the stretches measured alike, each with its area below."""

    scale: tuple[Tick, ...]
    days: tuple[Tick, ...]
    lines: tuple[tuple[str, str], ...]
    dots: tuple[Dot, ...]
    breaks: tuple[Tick, ...]
    gate: Tick | None
    gate_text_y: float
    words: str


def trend_chart(points: Sequence[TrendPoint], gate: float | None) -> TrendChart | None:
    """Return the drawing of a trend, or None with fewer than two scores. `gate` is the least overall one."""
    known = [(each, each.overall) for each in points if each.overall is not None]
    if len(known) < 2:
        return None
    values = [float(value) for _, value in known] + ([gate] if gate is not None else [])
    low, high = floor(min(values) / 10) * 10, ceil(max(values) / 10) * 10
    if high - low < 20:
        low, high = max(0, low - 10), min(100, high + 10)
    step = 10 if high - low <= 50 else 20
    first, last = known[0][0].as_of.toordinal(), known[-1][0].as_of.toordinal()

    def y(value: float) -> float:
        return BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP)

    def x(day: date) -> float:
        return LEFT + _IN + (day.toordinal() - first) / max(last - first, 1) * (RIGHT - LEFT - 2 * _IN)

    places = [(x(each.as_of), y(float(value))) for each, value in known]
    stretches: list[list[tuple[float, float]]] = [[]]
    marks = []
    for index, ((each, _), place) in enumerate(zip(known, places, strict=True)):
        if each.breaks and index:
            marks.append(Tick((places[index - 1][0] + place[0]) / 2, WORDS.day(each.as_of)))
            stretches.append([])
        stretches[-1].append(place)
    line_y = y(gate) if gate is not None else None
    return TrendChart(
        tuple(Tick(y(value), str(value)) for value in range(int(low), int(high) + 1, step)),
        tuple(_days([(place[0], each.as_of) for (each, _), place in zip(known, places, strict=True)])),
        tuple(_path(each) for each in stretches if len(each) > 1),
        tuple(_dots(places, [value for _, value in known], line_y)),
        tuple(marks),
        Tick(line_y, f"gate {gate:g}") if line_y is not None else None,
        line_y - 5 if line_y is not None and line_y - 5 > TOP - _HIGH else (line_y or 0) + 12,
        _words(known, gate),
    )


def _path(places: list[tuple[float, float]]) -> tuple[str, str]:
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    return f"M{line}", f"M{places[0][0]:.1f} {BOTTOM}L{line}V{BOTTOM}Z"


def _dots(places: list[tuple[float, float]], values: list[Fraction], gate: float | None) -> list[Dot]:
    """Return the dots, the first and the last with their figures where the line and the gate leave room."""
    dots = []
    for index, ((x, y), value) in enumerate(zip(places, values, strict=True)):
        told = index in (0, len(places) - 1)
        before = places[index - 1][1] if index else places[min(1, len(places) - 1)][1]
        above = y <= before
        if gate is not None and 0 <= y - gate < 2 * _HIGH and above:
            above = False
        if y + _HIGH > BOTTOM - 2:
            above = True
        dots.append(Dot(x, y, shown(value) if told else "", y - 8 if above else y + 17))
    return dots


def _days(places: list[tuple[float, date]]) -> list[Tick]:
    """Return the days below the drawing that have room: the last, the first, then from left to right."""
    kept: list[tuple[float, date]] = [places[-1]]
    for each in places[:-1]:
        if all(abs(each[0] - other) >= _LABEL for other, _ in kept):
            kept.append(each)
    return [Tick(x, f"{day.day}\u00a0{_month(day)}\u00a0{day.year}") for x, day in sorted(kept)]


def _month(day: date) -> str:
    return WORDS.language.months[day.month - 1][:3]


def _words(known: list[tuple[TrendPoint, Fraction]], gate: float | None) -> str:
    said = [f"{WORDS.day(each.as_of)} {shown(value)}" for each, value in known]
    for index, ((_, _), (after, _)) in enumerate(pairwise(known), 1):
        if after.breaks:
            said[index] = f"with another ruler {said[index]}"
    text = f"Score by audit: {', '.join(said)}."
    return f"{text} Gate at {gate:g}." if gate is not None else text
