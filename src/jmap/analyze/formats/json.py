"""The document of an analysis as JSON: equal input gives equal bytes."""

from __future__ import annotations

import json

from jmap.analyze.analysis import Analysis
from jmap.analyze.document import document
from jmap.formats.style import Style


def render(analysis: Analysis, _: Style) -> str:
    """Return the document, keys sorted."""
    return (
        json.dumps(document(analysis), indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"
    )
