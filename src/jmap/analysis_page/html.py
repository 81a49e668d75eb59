"""An analysis as a page: one file, no request, useful without script."""

from __future__ import annotations

from jmap.analysis_page.view import analysis_view
from jmap.analyze.analysis import Analysis
from jmap.formats.style import Style
from jmap.render.engine import Engine, EngineError, find_engine
from jmap.render.html import report_page
from jmap.render.words import words_for


def render(analysis: Analysis, style: Style) -> str:
    """Return the analysis as HTML. Where Graphviz is not found the flow is a table alone."""
    view = analysis_view(analysis, style, _engine())
    return report_page("analysis", f"Analysis: {view.title}", words_for("en"), view=view)


def _engine() -> Engine | None:
    try:
        return find_engine()
    except EngineError:
        return None
