"""Lines, items and tables for a terminal: every text made visible, laid out within its width."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from jmap.audit.where import Where
from jmap.formats.style import Style
from jmap.formats.width import cells, cut, visible, wrapped
from jmap.records import frozen

Paint: TypeAlias = Callable[[str], str]

_PIPED: Final = 100
_MOST: Final = 120
_LEAST: Final = 60
_NARROWEST: Final = 16
"""A name in a table is cut to no fewer cells than these."""
_EASY: Final = 28
"""It is cut to no fewer than these to make room for places behind the rows."""
_GAP: Final = 2


@frozen
class Cell:
    """A cell of a table. `paint` colours it, `right` sets it right; only a name that `gives` is cut."""

    text: str
    paint: Paint | None = None
    right: bool = False
    gives: bool = False


@frozen
class Row:
    """A row of a table, with the place that it speaks of, shown behind it or below.

    `notes` are further cells, which go below with the place where they do not fit.
    """

    cells: tuple[Cell, ...]
    place: str = ""
    notes: tuple[Cell, ...] = ()


def room(style: Style) -> int:
    """Return how many cells a line may have: the terminal's, within reason; a page's in a pipe."""
    return max(_LEAST, min(style.width or _PIPED, _MOST))


def place(where: Where) -> str:
    """Return a place as editors and terminals open it."""
    return f"{where.file}:{where.line}"


def paragraph(
    text: str, style: Style, indent: int = 0, hanging: int = 0, paint: Paint | None = None
) -> Iterator[str]:
    """Yield a text in lines, all indented, those after the first by `hanging` more."""
    for line in wrapped(visible(text), room(style) - indent, hanging):
        stripped = line.lstrip(" ")
        before = " " * (indent + len(line) - len(stripped))
        yield before + (paint(stripped) if paint is not None else stripped)


def labelled(label: str, text: str, style: Style, indent: int = 2, column: int = 14) -> Iterator[str]:
    """Yield a text behind its label, its further lines below the first."""
    shown = visible(label)
    pad = max(column - cells(shown), 1)
    if cells(shown) >= column:
        pad = 2
    first, *others = wrapped(visible(text), room(style) - indent - max(column, cells(shown) + pad)) or [""]
    before = style.faint(shown) if shown else ""
    yield f"{' ' * indent}{before}{' ' * pad}{first}"
    for line in others:
        yield " " * (indent + max(column, cells(shown) + pad)) + line.lstrip(" ")


def item(
    text: str, where: str, style: Style, indent: int = 4, hanging: int = 2, paint: Paint | None = None
) -> Iterator[str]:
    """Yield a text in lines with its place behind the last where there is room, else on a line of its own."""
    lines = wrapped(visible(text), room(style) - indent, hanging)
    shown = visible(where)
    last = cells(lines[-1])
    if paint is not None:
        lines = [paint(line) for line in lines]
    if not shown:
        yield from (" " * indent + line for line in lines)
        return
    if indent + last + _GAP + cells(shown) <= room(style):
        lines[-1] += " " * _GAP + style.faint(shown)
    else:
        lines.append(" " * hanging + style.faint(shown))
    yield from (" " * indent + line for line in lines)


def table(rows: Sequence[Row], style: Style, indent: int = 4, easy: int = _EASY) -> Iterator[str]:
    """Yield rows as aligned columns; names that give are cut where the terminal is narrow.

    Places are never cut: where they do not fit behind the rows, names cut to no fewer cells than are `easy`
    to do without, each has a line of its own.
    """
    for lines in row_lines(rows, style, indent, easy):
        yield from lines


def row_lines(rows: Sequence[Row], style: Style, indent: int = 4, easy: int = _EASY) -> list[list[str]]:
    """Return the lines of each row of a table."""
    if not rows:
        return []
    place_width = max(cells(visible(row.place)) for row in rows)
    left = room(style) - indent
    every = [(*row.cells, *row.notes) for row in rows]
    layout = _layout(every, left - _GAP - place_width, easy) if place_width else None
    if layout is not None:
        return [_one_line(each, row, layout, indent, style) for each, row in zip(every, rows, strict=True)]
    layout = _layout(every, left, _NARROWEST)
    if layout is not None or not any(row.notes for row in rows):
        widths = layout or _narrow(every, left)
        return [
            [f"{' ' * indent}{_laid(each, widths)}".rstrip(), *_below((), row, indent, style)]
            for each, row in zip(every, rows, strict=True)
        ]
    own = [row.cells for row in rows]
    widths = _layout(own, left, _NARROWEST) or _narrow(own, left)
    return [
        [f"{' ' * indent}{_laid(row.cells, widths)}".rstrip(), *_below(row.notes, row, indent, style)]
        for row in rows
    ]


def _one_line(every: tuple[Cell, ...], row: Row, widths: list[int], indent: int, style: Style) -> list[str]:
    laid = " " * indent + _laid(every, widths)
    shown = visible(row.place)
    return [f"{laid}{' ' * _GAP}{style.faint(shown)}" if shown else laid.rstrip()]


def _below(notes: tuple[Cell, ...], row: Row, indent: int, style: Style) -> list[str]:
    """Return the notes of a row and its place, together where there is room."""
    before = " " * (indent + 2)
    told = [cell for cell in notes if cell.text]
    shown = visible(row.place)
    wide = sum(cells(visible(cell.text)) + _GAP for cell in told)
    left = room(style) - len(before)
    if wide - _GAP > left:
        lines = [line for cell in told for line in wrapped(visible(cell.text), left)]
        return [before + line for line in (*lines, *([style.faint(shown)] if shown else []))]
    words = (" " * _GAP).join(_painted(cell, visible(cell.text)) for cell in told)
    if words and shown and wide + cells(shown) <= left:
        return [f"{before}{words}{' ' * _GAP}{style.faint(shown)}"]
    return [before + part for part in (words, style.faint(shown) if shown else "") if part]


def _layout(rows: Sequence[tuple[Cell, ...]], left: int, narrowest: int) -> list[int] | None:
    """Return the widths of columns that fit, or None where names would have to be narrower than is fair."""
    widths = _widths(rows)
    gives = [any(row[index].gives for row in rows) for index in range(len(widths))]
    least = [min(width, narrowest) if give else width for width, give in zip(widths, gives, strict=True)]
    gaps = _GAP * (sum(1 for width in widths if width) - 1)
    if sum(least) + gaps > left:
        return None
    _shrink(widths, least, left - gaps)
    return widths


def _narrow(rows: Sequence[tuple[Cell, ...]], left: int) -> list[int]:
    """Return widths for a terminal that is too narrow for the columns: each gives, the widest most."""
    widths = _widths(rows)
    _shrink(widths, [min(width, 3) for width in widths], left - _GAP * (len(widths) - 1))
    return widths


def _widths(rows: Sequence[tuple[Cell, ...]]) -> list[int]:
    return [max(cells(visible(row[index].text)) for row in rows) for index in range(len(rows[0]))]


def _shrink(widths: list[int], least: list[int], left: int) -> None:
    """Make the widest of the columns that give narrower until all fit, or none can give more."""
    while sum(widths) > left:
        index = max(range(len(widths)), key=lambda each: widths[each] - least[each])
        if widths[index] <= least[index]:
            return
        widths[index] -= 1


def _laid(row: tuple[Cell, ...], widths: list[int]) -> str:
    parts = []
    for cell, width in zip(row, widths, strict=True):
        if not width:
            continue
        shown = cut(visible(cell.text), width)
        pad = " " * (width - cells(shown))
        painted = _painted(cell, shown)
        parts.append(pad + painted if cell.right else painted + pad)
    return (" " * _GAP).join(parts)


def _painted(cell: Cell, text: str) -> str:
    return cell.paint(text) if cell.paint is not None and text else text


def blank_between(parts: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of parts that have any, with an empty line between two."""
    first = True
    for part in parts:
        if not part:
            continue
        if not first:
            yield ""
        first = False
        yield from part
