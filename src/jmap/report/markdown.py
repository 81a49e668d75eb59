"""The review as Markdown, for a comment on a pull request or the summary of a CI step."""

from __future__ import annotations

from dataclasses import replace

from jmap.audit.quarterly import Quarterly
from jmap.formats import registry
from jmap.formats.sinks.markdown import prose
from jmap.formats.style import Style


def render(quarterly: Quarterly, style: Style) -> str:
    """Return the review as Markdown, in at most `style.room` bytes."""
    told = f"\n{prose(quarterly.verdict)}\n"
    left = replace(style, room=style.room - len(told.encode()))
    return registry.load("markdown")(quarterly.audit.everything(), left) + told
