"""A map as a table of its touchpoints, for spreadsheets and programs."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.formats.sinks.csv import MARK, line
from jmap.render.csv_columns import COLUMNS, rows
from jmap.render.drawing import Drawing, Output

SUFFIXES = (".csv",)


def draw(drawing: Drawing) -> Iterator[Output]:
    """Yield the table: a line with the names of the columns, then one for each touchpoint."""
    lines = [line(column.name for column in COLUMNS)]
    lines.extend(line(column.get(row) for column in COLUMNS) for row in rows(drawing))
    yield Output(".csv", f"{MARK}{''.join(lines)}")
