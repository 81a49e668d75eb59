"""The review as a page: one file, no request, useful without script, linked to the pages of the maps."""

from __future__ import annotations

from jmap.audit.quarterly import Quarterly
from jmap.formats.style import Style
from jmap.render.html import report_page
from jmap.report.page import figures, fixing
from jmap.report.page.view import report_view


def render(quarterly: Quarterly, style: Style) -> str:
    """Return the review as HTML."""
    view = report_view(quarterly, style)
    return report_page(
        "audit",
        f"Audit: {view.title[0]}",
        figures.WORDS,
        index_href=view.links.index,
        view=view,
        links=view.links,
        fmt=figures,
        overdue=fixing.overdue,
    )
