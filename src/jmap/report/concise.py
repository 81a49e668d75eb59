"""The findings of the maps audited, a line for each."""

from __future__ import annotations

from jmap.audit.quarterly import Quarterly
from jmap.formats import concise
from jmap.formats.style import Style


def render(quarterly: Quarterly, style: Style) -> str:
    """Return a line for each finding of a quality rule."""
    return concise.render(quarterly.audit.report, style)
