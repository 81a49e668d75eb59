"""Metrics on a poster: actual and status, a bar against the target, the line of the past."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.render.cells import Gauge, GaugesCell
from jmap.render.poster.badges import badges
from jmap.render.poster.blocks import Block, Fitted, columns, prose, stack
from jmap.render.poster.flow import on_one_line
from jmap.render.poster.paper import Paper
from jmap.render.poster.styles import ACTUAL, HINT, LABEL

_BAR = 9.0
_SPARK = 34.0
_APART = 8.0


def gauges(cell: GaugesCell) -> Block:
    """Return the metrics of a stage."""
    return columns([_gauge(each) for each in cell.gauges], 16.0, 22.0, 150.0)


def _gauge(gauge: Gauge) -> Block:
    parts: list[Block] = [prose(gauge.name, LABEL), _figure(gauge)]
    if gauge.bar is not None and gauge.tick is not None:
        parts.append(_bar(gauge.bar, gauge.tick, gauge.level))
    parts.append(prose(gauge.target, HINT))
    if gauge.spark:
        parts.append(_spark(gauge))
    if gauge.hint:
        parts.append(prose(gauge.hint, HINT))
    return stack([*parts, *badges(gauge.badges, 3)], 3.0)


def _figure(gauge: Gauge) -> Block:
    """Return the actual, and the status behind it, or below it where there is no room."""
    status = f"{gauge.glyph} {gauge.status}"
    actual, status_words = prose(gauge.actual, ACTUAL), prose(status, LABEL, gauge.level)

    def fit(wide: float) -> Fitted:
        room = wide - on_one_line(gauge.actual, ACTUAL) - _APART
        if on_one_line(status, LABEL) > room:
            return stack([actual, status_words])(wide)
        number, word = actual(wide), status_words(room)

        def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
            yield from number.draw(paper, x, y)
            yield from word.draw(paper, x + wide - room, y + ACTUAL.base - LABEL.base)

        return Fitted(number.height, draw)

    return fit


def _bar(full: float, tick: float, level: str) -> Block:
    def fit(wide: float) -> Fitted:
        def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
            yield paper.rect("track", x, y + 3.0, wide, _BAR, 1.5)
            yield paper.rect(f"full {level}", x, y + 3.0, max(full * wide, 1.0), _BAR, 1.5)
            yield paper.rect("tick", x + min(tick * wide, wide - 2.0), y, 2.0, _BAR + 6.0)

        return Fitted(_BAR + 7.0, draw)

    return fit


def _spark(gauge: Gauge) -> Block:
    def fit(wide: float) -> Fitted:
        def height(share: float) -> float:
            return _SPARK - 4.0 - share * (_SPARK - 8.0)

        def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
            line = [(x + at * wide, y + height(share)) for at, share in gauge.spark]
            foot = y + _SPARK
            yield paper.line("under", (line[0][0], foot), *line, (line[-1][0], foot), closed=True)
            if gauge.spark_target is not None:
                level = y + height(gauge.spark_target)
                yield paper.line("goal", (x, level), (x + wide, level))
            yield paper.line("spark", *line)
            yield paper.circle("tick", *line[-1], 2.6)

        return Fitted(_SPARK, draw)

    return fit
