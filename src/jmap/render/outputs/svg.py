"""A map as SVG files: the poster of all of it, and its lifecycle alone."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.render.drawing import Drawing, Output
from jmap.render.engine import EngineError
from jmap.render.poster.poster import poster_svg
from jmap.render.svg import Picture, lifecycle_picture, lifecycle_svg
from jmap.render.svg_text import prefix_of

SUFFIXES = (".svg", ".lifecycle.svg")


def draw(drawing: Drawing) -> Iterator[Output]:
    """Yield the poster, then the lifecycle, where there is an engine to lay it out."""
    view, theme = drawing.view, drawing.look.theme
    poster, alone = prefix_of(view.id, "poster"), prefix_of(view.id, "lifecycle")
    picture: Picture | None = None
    notes: tuple[str, ...] = ()
    if drawing.engine is not None:
        try:
            picture = lifecycle_picture(view.graph, drawing.engine)
        except EngineError as error:
            notes = (f"no lifecycle of `{view.id}`: {error}",)
    ours = picture.prefixed(poster) if picture is not None else None
    yield Output(".svg", poster_svg(view, ours, drawing.as_of, poster, drawing.size, theme), notes)
    if picture is not None:
        title = view.header.title
        yield Output(
            ".lifecycle.svg",
            lifecycle_svg(picture.prefixed(alone), view.graph, title, alone, theme),
        )
