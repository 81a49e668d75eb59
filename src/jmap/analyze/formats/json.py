"""The document of an analysis as JSON: equal input gives equal bytes."""

from __future__ import annotations

from jmap.analyze.analysis import Analysis
from jmap.analyze.document import document
from jmap.formats.sinks.json_text import dump_sorted
from jmap.formats.style import Style


def render(analysis: Analysis, _: Style) -> str:
    """Return the document, keys sorted."""
    return dump_sorted(document(analysis))
