"""The page of a map, and the index of all: one HTML file each."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.render.drawing import Drawing, Output
from jmap.render.engine import EngineError
from jmap.render.html import index_page, journey_page
from jmap.render.index import IndexView
from jmap.render.look import OURS, Look
from jmap.render.svg import lifecycle_figure

SUFFIXES = (".html",)


def draw(drawing: Drawing) -> Iterator[Output]:
    """Yield the page; without an engine, or where it fails, the lifecycle is a table."""
    view, figure, why = drawing.view, None, ""
    if drawing.engine is not None:
        words = view.words
        try:
            title = words("Ways through {map}", map=words.theirs(view.header.title))
            figure = lifecycle_figure(view.graph, drawing.engine, title)
        except EngineError as error:
            why = str(error)
    page = journey_page(
        view, figure, as_of=drawing.as_of, index_href=drawing.index_href, why=why, look=drawing.look
    )
    yield Output(".html", page)


def index(view: IndexView, look: Look = OURS) -> Output:
    """Return the page that lists all maps."""
    return Output(".html", index_page(view, look))
