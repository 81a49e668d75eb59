"""A drawing of rows: a name at the left, bars, intervals and marks on one scale, a figure at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Final, Literal, TypeAlias

from jmap.records import frozen
from jmap.render.text_width import width, wrap

WIDTH: Final = 680.0
RIGHT: Final = 168.0
"""Room for the figure at the right."""
_SIZE: Final = 12.0
_LEADING: Final = 15.0
_ROW: Final = 30.0
_AXIS: Final = 22.0

Scale: TypeAlias = Callable[[float], float]
Shape: TypeAlias = Literal["dot", "ring", "tick"]


@frozen
class Bar:
    """A bar from one value to another; `tone` is its class, `text` stands in it where there is room."""

    start: float
    end: float
    tone: str
    text: str = ""


@frozen
class Interval:
    """A 95 % interval; the `second` of a row stands below the first, `few` is as that of a row."""

    low: float
    high: float
    second: bool = False
    few: bool = False


@frozen
class Mark:
    """A value as a shape; the `second` of a row stands below the first, `few` is as that of a row."""

    at: float
    shape: Shape
    second: bool = False
    few: bool = False


@frozen
class Row:
    """A row as it is measured; its figure may have several lines.

    `few` is one that rests on too few cases to be judged; a figure that has a `*` in a line says so itself.
    """

    name: str
    figure: str
    bars: tuple[Bar, ...] = ()
    intervals: tuple[Interval, ...] = ()
    marks: tuple[Mark, ...] = ()
    few: bool = False


@frozen
class Placed:
    """A row in pixels: lines of text with their y; bars as (x, width, tone, text).

    Intervals are (x, x, y, few), marks (x, y, shape, few). `lang` is the language of its
    name, where that is not the page's.
    """

    few: bool
    name: tuple[tuple[float, str], ...]
    figure: tuple[tuple[float, str], ...]
    bars: tuple[tuple[float, float, str, str], ...]
    intervals: tuple[tuple[float, float, float, bool], ...]
    marks: tuple[tuple[float, float, str, bool], ...]
    top: float
    middle: float
    lang: str = ""


@frozen
class Chart:
    """A drawing of `WIDTH` by `height`. `words` say it to those who do not see it; `key` explains it."""

    height: float
    left: float
    right: float
    rows: tuple[Placed, ...]
    ticks: tuple[tuple[float, str], ...]
    zero: float | None
    words: str
    title: str
    key: tuple[tuple[str, str], ...] = field(default=())


def chart(
    title: str,
    rows: Sequence[Row],
    scale: tuple[float, float],
    ticks: Sequence[tuple[float, str]] = (),
    key: tuple[tuple[str, str], ...] = (),
    left: float = 190.0,
    right: float = RIGHT,
    zero: bool = False,
) -> Chart | None:
    """Return the drawing of rows on a scale, None without rows."""
    if not rows:
        return None
    low, high = scale
    room = WIDTH - right - left
    size = (high - low) or 1.0

    def x(value: float) -> float:
        return left + (min(max(value, low), high) - low) / size * room

    placed, top = [], 4.0
    for row in rows:
        one = _placed(row, top, left, right, x)
        placed.append(one)
        top = one.top
    words = "; ".join(f"{row.name}: {row.figure}".replace("\n", ", ") for row in rows)
    return Chart(
        top + (_AXIS if ticks else 4),
        left,
        WIDTH - right,
        tuple(placed),
        tuple((x(at), text) for at, text in ticks),
        x(0) if zero else None,
        f"{title}. {words}.",
        title,
        key,
    )


def _placed(row: Row, top: float, left: float, right: float, x: Scale) -> Placed:
    name = wrap(row.name, _SIZE, left - 14, 3)
    said = row.figure + ("*" if row.few and "*" not in row.figure else "")
    figure = [line for part in said.split("\n") for line in wrap(part, _SIZE, right - 12, 3)]
    high = max(_ROW, max(len(name), len(figure)) * _LEADING + 8)
    middle = top + high / 2
    bars = []
    for bar in row.bars:
        start, end = x(bar.start), x(bar.end)
        fits = width(bar.text, 11) + 6 <= end - start
        bars.append((start, max(end - start, 0.0), bar.tone, bar.text if fits else ""))
    two = any(mark.second for mark in row.marks)
    return Placed(
        row.few,
        _lines(name, middle),
        _lines(figure, middle),
        tuple(bars),
        tuple(
            (x(each.low), x(each.high), _y(middle, two, second=each.second), each.few)
            for each in row.intervals
        ),
        tuple((x(each.at), _y(middle, two, second=each.second), each.shape, each.few) for each in row.marks),
        top + high,
        middle,
    )


def _y(middle: float, two: bool, *, second: bool) -> float:
    return middle + (6.0 if second else -6.0) if two else middle


def _lines(lines: list[str], middle: float) -> tuple[tuple[float, str], ...]:
    first = middle + 4 - (len(lines) - 1) * _LEADING / 2
    return tuple((first + place * _LEADING, line) for place, line in enumerate(lines))
