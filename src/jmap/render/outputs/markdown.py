"""A map as a document in Markdown, and an index of all maps."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.render.drawing import Drawing, Output
from jmap.render.index import IndexView
from jmap.render.look import Look
from jmap.render.markdown_index import index_document
from jmap.render.markdown_page import map_document

SUFFIXES = (".md",)


def draw(drawing: Drawing) -> Iterator[Output]:
    """Yield the document of a map."""
    yield Output(".md", map_document(drawing))


def index(view: IndexView, _: Look) -> Output:
    """Return the document that lists all maps."""
    return Output(".md", index_document(view))
