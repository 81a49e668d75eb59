"""Blocks: what takes a width and then knows its height. Cells are made of these and of nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, TypeAlias

from jmap.records import frozen
from jmap.render.poster.flow import broken, on_one_line, paragraph
from jmap.render.poster.paper import Paper
from jmap.render.poster.styles import SMALL, Type
from jmap.render.svg_text import number as n

Draw: TypeAlias = Callable[[Paper, float, float], Iterator[str]]
"""Yields markup for a place: start and top, in pixels of the sheet."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A block at a width: how high it is, and how it is drawn."""

    height: float
    draw: Draw


Block: TypeAlias = Callable[[float], Fitted]
"""Fits itself to a width in pixels."""

_LEAST: Final = 190.0
_CHIP: Final = 18.0
_SIGN: Final = 9.0


def nothing(high: float = 0.0) -> Block:
    """Return empty space."""
    return lambda _: Fitted(high, lambda _paper, _x, _y: iter(()))


def prose(text: str, style: Type, classes: str = "") -> Block:
    """Return a text that flows."""
    measured = paragraph(text)

    def fit(wide: float) -> Fitted:
        lines = broken(measured, style, wide)
        return Fitted(
            len(lines) * style.line, lambda paper, x, y: paper.text(style, x, y, lines, classes=classes)
        )

    return fit


def stack(blocks: Iterable[Block], gap: float = 0.0) -> Block:
    """Return blocks below each other."""
    every = list(blocks)

    def fit(wide: float) -> Fitted:
        return _stacked([each(wide) for each in every], gap)

    return fit


def columns(blocks: Sequence[Block], gap: float, apart: float = 16.0, least: float = _LEAST) -> Block:
    """Return blocks in as many columns as there is room for, read downwards, about equally high."""
    if len(blocks) < 2:
        return blocks[0] if blocks else nothing()

    def fit(wide: float) -> Fitted:
        count = min(max(int((wide + apart) // (least + apart)), 1), len(blocks))
        each = (wide - (count - 1) * apart) / count
        fitted = [block(each) for block in blocks]
        parts = [_stacked(part, gap) for part in _shared(fitted, gap, count)]

        def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
            for index, part in enumerate(parts):
                yield from part.draw(paper, x + index * (each + apart), y)

        return Fitted(max((part.height for part in parts), default=0.0), draw)

    return fit


def beside(sign: Fitted, wide: float, block: Block, apart: float = 7.0) -> Block:
    """Return a block with a sign of a width before it."""

    def fit(room: float) -> Fitted:
        fitted = block(room - wide - apart)

        def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
            yield from sign.draw(paper, x, y)
            yield from fitted.draw(paper, x + wide + apart, y)

        return Fitted(max(sign.height, fitted.height), draw)

    return fit


def abreast(fitted: Sequence[Fitted], widths: Sequence[float], apart: float) -> Fitted:
    """Return blocks beside each other, of widths in pixels."""
    starts = list(accumulate((wide + apart for wide in widths), initial=0.0))

    def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
        for each, start in zip(fitted, starts, strict=False):
            yield from each.draw(paper, x + start, y)

    return Fitted(max(each.height for each in fitted), draw)


def zoomed(block: Block, times: float) -> Block:
    """Return a block with all in it so many times larger."""
    if times == 1.0:
        return block

    def fit(wide: float) -> Fitted:
        fitted = block(wide / times)

        def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
            inner = Paper(wide / times, paper.mirrored, paper.prefix)
            yield f'<g transform="translate({n(paper.x(x, wide))} {n(y)}) scale({times:g})">'
            yield from fitted.draw(inner, 0.0, 0.0)
            yield "</g>"

        return Fitted(fitted.height * times, draw)

    return fit


def boxed(block: Block, classes: str, *, across: float, down: float, corner: float = 7.0) -> Block:
    """Return a block on a rectangle."""

    def fit(wide: float) -> Fitted:
        fitted = block(wide - 2 * across)
        high = fitted.height + 2 * down

        def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
            yield paper.rect(classes, x, y, wide, high, corner)
            yield from fitted.draw(paper, x + across, y + down)

        return Fitted(high, draw)

    return fit


def drawn(high: float, draw: Draw) -> Fitted:
    """Return a drawing of a fixed height as a block is drawn."""
    return Fitted(high, draw)


_SLACK: Final = 0.01
"""What widths that were added and taken off again may differ by."""


@frozen
class Chip:
    """A short text on a ground: the classes of both, and the severity whose shape stands before it."""

    text: str
    ground: str
    colour: str = ""
    severity: str = ""


def chips(every: Sequence[Chip], style: Type = SMALL) -> Block:
    """Return chips in rows; one that is wider than a row is broken in lines."""

    def fit(wide: float) -> Fitted:
        placed: list[tuple[Chip, float, float, float, tuple[str, ...]]] = []
        x = y = high = 0.0
        for chip in every:
            lead = 6.0 + (_SIGN + 4.0 if chip.severity else 0.0)
            room = wide - lead - 6.0
            whole = on_one_line(chip.text, style)
            lines = (chip.text,) if whole <= room + _SLACK else broken(paragraph(chip.text), style, room)
            own = min(whole, room) + lead + 6.0
            if x and x + own > wide:
                x, y, high = 0.0, y + high + 4.0, 0.0
            placed.append((chip, x, y, own, lines))
            high = max(high, _CHIP + (len(lines) - 1) * style.line)
            x += own + 4.0

        def draw(paper: Paper, left: float, top: float) -> Iterator[str]:
            for chip, x, y, own, lines in placed:
                tall = _CHIP + (len(lines) - 1) * style.line
                yield paper.rect(chip.ground, left + x, top + y, own, tall, 5)
                lead = 6.0
                if chip.severity:
                    yield severity(paper, chip.severity, left + x + 6.0, top + y + 4.5)
                    lead += _SIGN + 4.0
                inset = (_CHIP - style.line) / 2
                yield from paper.text(style, left + x + lead, top + y + inset, lines, classes=chip.colour)

        return Fitted(y + high, draw)

    return fit


@frozen
class Entry:
    """A sign of a width with a short text after it, as legends have them."""

    sign: Fitted
    wide: float
    text: str
    style: Type
    colour: str = ""

    def block(self) -> Block:
        """Return it as a block."""
        return beside(self.sign, self.wide, prose(self.text, self.style, self.colour))

    @property
    def natural(self) -> float:
        """Return its width on one line."""
        return self.wide + 9.0 + on_one_line(self.text, self.style)


def flowing(entries: Sequence[Entry], across: float, down: float) -> Block:
    """Return entries in rows, as many in each as there is room for."""
    blocks = [each.block() for each in entries]

    def fit(wide: float) -> Fitted:
        placed: list[tuple[Fitted, float, float]] = []
        x = y = high = 0.0
        for entry, block in zip(entries, blocks, strict=True):
            own = min(entry.natural, wide)
            if x and x + own > wide:
                x, y, high = 0.0, y + high + down, 0.0
            fitted = block(own)
            placed.append((fitted, x, y))
            high = max(high, fitted.height)
            x += own + across

        def draw(paper: Paper, left: float, top: float) -> Iterator[str]:
            for fitted, x, y in placed:
                yield from fitted.draw(paper, left + x, top + y)

        return Fitted(y + high, draw)

    return fit


def severity(paper: Paper, name: str, x: float, y: float) -> str:
    """Return the shape of a severity, nine pixels wide: a diamond, a triangle, a circle."""
    shape = {
        "error": '<path d="M4.5 0L9 4.5L4.5 9L0 4.5Z"/>',
        "warning": '<path d="M4.5 .4L9 8.6H0Z"/>',
    }.get(name, '<circle cx="4.5" cy="4.5" r="4.3"/>')
    return paper.drawing(x, y, _SIGN, _SIGN, shape, name)


def _stacked(fitted: Sequence[Fitted], gap: float) -> Fitted:
    seen = [each for each in fitted if each.height]
    tops = list(accumulate((each.height + gap for each in seen), initial=0.0))

    def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
        for each, top in zip(seen, tops, strict=False):
            yield from each.draw(paper, x, y + top)

    return Fitted(tops[-1] - gap if seen else 0.0, draw)


def _shared(fitted: Sequence[Fitted], gap: float, count: int) -> list[list[Fitted]]:
    """Return blocks in their order in so many columns, the highest as low as can be."""
    low = max((each.height for each in fitted), default=0.0)
    high = sum(each.height + gap for each in fitted)
    for _ in range(12):
        middle = (low + high) / 2
        if len(_filled(fitted, gap, middle)) <= count:
            high = middle
        else:
            low = middle
    return _filled(fitted, gap, high)


def _filled(fitted: Sequence[Fitted], gap: float, most: float) -> list[list[Fitted]]:
    found: list[list[Fitted]] = [[]]
    taken = 0.0
    for each in fitted:
        if found[-1] and taken + each.height > most:
            found.append([])
            taken = 0.0
        found[-1].append(each)
        taken += each.height + gap
    return found
