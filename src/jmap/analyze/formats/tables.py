"""Plain tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from jmap.formats.style import Style
from jmap.formats.width import cells, visible, wrapped
from jmap.records import frozen

PIPED: Final = 120
"""So wide tables are where there is no terminal."""

_GAP: Final = "  "
_NAME: Final = (16, 24)
"""Cells for the first column: no fewer in one line, no more where there are several."""
_LEAST: Final = 18
"""No text is made narrower than its longest word, or than this where that is longer."""


@frozen
class Table:
    """Rows of texts under heads: `left` columns are texts, all others figures; `faint` rows are greyed."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: frozenset[int] = frozenset((0,))
    faint: frozenset[int] = frozenset()


def lines(table: Table, style: Style, indent: str) -> Iterator[str]:
    """Yield the lines of a table, its columns as wide as they have to be.

    Where the terminal has no room for it texts are wrapped, down to so many cells; where that is not enough
    the columns after the first stand in several lines, in the head and in every row alike.
    """
    rows = [table.heads, *(tuple(visible(text) for text in row) for row in table.rows)]
    widths = [max(cells(row[column]) for row in rows) for column in range(len(table.heads))]
    room = (style.width or PIPED) - cells(indent)
    texts = {column: [row[column] for row in rows] for column in table.left}
    widths, bands = _laid(widths, {column: _least(texts[column]) for column in texts}, room)
    for number, row in enumerate(rows):
        faint = number == 0 or number - 1 in table.faint
        for line in _lines(row, widths, bands, table.left):
            text = (indent + line).rstrip()
            if text:
                yield style.faint(text) if faint else text


def fitted(line: str, width: int) -> Iterator[str]:
    """Yield a sentence in lines that the terminal has room for; one with colours stays as it is."""
    if not width or "\x1b" in line or cells(line) <= width:
        yield line
        return
    text = line.lstrip(" ")
    indent = line[: len(line) - len(text)]
    yield from (indent + part for part in wrapped(text, width - len(indent), 2))


def fitting(table: Table, style: Style, indent: str) -> Table:
    """Return a table without the last of its columns, as many as the terminal has no room for."""
    rows = (table.heads, *table.rows)
    room = (style.width or PIPED) - cells(indent)
    held = 0
    for column in range(len(table.heads)):
        room -= max(cells(visible(row[column])) for row in rows) + (len(_GAP) if column else 0)
        if room < 0:
            break
        held += 1
    return Table(table.heads[:held], tuple(row[:held] for row in table.rows), table.left, table.faint)


def _laid(widths: list[int], least: dict[int, int], room: int) -> tuple[list[int], list[list[int]]]:
    """Return how wide columns are to be, and which of them stand in which line after the first."""
    narrowed = list(widths)
    _narrow(narrowed, {**least, 0: max(least.get(0, 0), _NAME[0])} if 0 in least else least, room)
    bands = _bands(narrowed, room)
    if len(bands) == 1:
        return narrowed, bands
    capped = [min(each, _NAME[1]) if column in least else each for column, each in enumerate(widths)]
    tried = []
    for name in range(min(widths[0], _NAME[1]), min(widths[0], _NAME[0]) - 1, -1):
        capped[0] = name
        tried.append((len(_bands(capped, room)), -name))
    capped[0] = -min(tried)[1]
    bands = _bands(capped, room)
    _align(capped, bands, room)
    return capped, bands


def _least(texts: list[str]) -> int:
    """Return how many cells a column of texts needs at least: those of its longest word, up to a limit."""
    return min(_LEAST, max(cells(word) for text in texts for word in text.split(" ")))


def _narrow(widths: list[int], least: dict[int, int], room: int) -> None:
    """Take cells away from the widest texts until all columns have room, as far as they can spare them."""
    while sum(widths) + len(_GAP) * (len(widths) - 1) > room:
        spare = [column for column, needed in least.items() if widths[column] > needed]
        if not spare:
            return
        widths[max(spare, key=lambda column: (widths[column], -column))] -= 1


def _align(widths: list[int], bands: list[list[int]], room: int) -> None:
    """Make columns that stand below each other as wide as the widest of them, where there is room."""
    depth = max(len(band) for band in bands)
    grid = [max(widths[band[n]] for band in bands if n < len(band)) for n in range(depth)]
    if widths[0] + sum(grid) + len(_GAP) * depth <= room:
        for band in bands:
            for n, column in enumerate(band):
                widths[column] = grid[n]


def _bands(widths: list[int], room: int) -> list[list[int]]:
    """Return the columns after the first in lines that have room beside it."""
    bands: list[list[int]] = [[]]
    left = room - widths[0]
    for column in range(1, len(widths)):
        needed = widths[column] + len(_GAP)
        if bands[-1] and needed > left:
            bands.append([])
            left = room - widths[0]
        bands[-1].append(column)
        left -= needed
    return bands


def _lines(
    row: Sequence[str], widths: list[int], bands: list[list[int]], texts: frozenset[int]
) -> Iterator[str]:
    """Yield the lines of a row: the first column at the left, the others beside it, line by line."""
    beside: list[str] = []
    for band in bands:
        parts = {
            column: wrapped(row[column], widths[column]) if column in texts else [row[column]]
            for column in band
        }
        depth = max((len(each) for each in parts.values()), default=0)
        beside.extend(
            "".join(
                _GAP + _padded(each[n] if n < len(each) else "", widths[column], left=column in texts)
                for column, each in parts.items()
            )
            for n in range(depth)
        )
    first = wrapped(row[0], widths[0]) if 0 in texts else [row[0]]
    for name, rest in zip_longest(first, beside, fillvalue=""):
        yield _padded(name, widths[0], left=0 in texts) + rest


def _padded(text: str, width: int, *, left: bool) -> str:
    room = " " * (width - cells(text))
    return text + room if left else room + text


def cut(items: Sequence[str], most: int) -> str:
    """Return a path as a line, cut past so many steps."""
    shown = " > ".join(items[:most])
    return f"{shown} > ... {len(items) - most} more" if len(items) > most else shown
