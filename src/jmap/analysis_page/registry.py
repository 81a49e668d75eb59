"""Finds the formats of an analysis: those of texts and data, and the page."""

from __future__ import annotations

from jmap.analyze.formats import registry as texts
from jmap.analyze.formats.registry import Render

PAGE = "html"


def names() -> tuple[str, ...]:
    """Return the names of all formats, the default first."""
    default, *others = texts.names()
    return (default, *sorted([*others, PAGE]))


def load(name: str) -> Render:
    """Return the function that renders an analysis in a format. Raises KeyError where there is none."""
    if name != PAGE:
        return texts.load(name)
    from jmap.analysis_page.html import render  # templates are loaded for the page alone

    return render
