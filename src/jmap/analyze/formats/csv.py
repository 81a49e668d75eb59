"""An analysis as one long table for spreadsheets: every figure of the document on a line of its own."""

from __future__ import annotations

from jmap.analyze.analysis import Analysis
from jmap.analyze.document import document
from jmap.analyze.long_table import HEADS, rows
from jmap.formats.sinks.csv import MARK, line
from jmap.formats.style import Style


def render(analysis: Analysis, _: Style) -> str:
    """Return the table: a line with the names of the columns, then one for each figure."""
    return MARK + line(HEADS) + "".join(line(row) for row in rows(document(analysis)))
