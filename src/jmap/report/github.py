"""Annotations for a workflow on GitHub, and the verdict as its last line."""

from __future__ import annotations

from jmap.audit.quarterly import Quarterly
from jmap.formats import github
from jmap.formats.sinks.workflow import line
from jmap.formats.style import Style


def render(quarterly: Quarterly, style: Style) -> str:
    """Return an annotation for each finding, and the verdict."""
    return github.render(quarterly.audit.everything(), style) + line(quarterly.verdict) + "\n"
