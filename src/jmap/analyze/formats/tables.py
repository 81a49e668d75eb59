"""Plain tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jmap.formats.style import Style
from jmap.formats.width import cells, visible
from jmap.records import frozen

_GAP = "  "


@frozen
class Table:
    """Rows of texts under heads: `left` columns are texts, all others figures; `faint` rows are greyed."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: frozenset[int] = frozenset((0,))
    faint: frozenset[int] = frozenset()


def lines(table: Table, style: Style, indent: str) -> Iterator[str]:
    """Yield the lines of a table, its columns as wide as they have to be."""
    rows = [table.heads, *([visible(text) for text in row] for row in table.rows)]
    widths = [max(cells(row[column]) for row in rows) for column in range(len(table.heads))]
    for number, row in enumerate(rows):
        line = indent + _GAP.join(
            _padded(text, widths[column], left=column in table.left) for column, text in enumerate(row)
        )
        text = line.rstrip()
        if not text:
            continue
        yield style.faint(text) if number == 0 or number - 1 in table.faint else text


def _padded(text: str, width: int, *, left: bool) -> str:
    room = " " * (width - cells(text))
    return text + room if left else room + text


def cut(items: Sequence[str], most: int) -> str:
    """Return a path as a line, cut past so many steps."""
    shown = " > ".join(items[:most])
    return f"{shown} > ... {len(items) - most} more" if len(items) > most else shown
