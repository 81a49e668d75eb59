"""The lifecycle of a map as an SVG file."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.render.drawing import Drawing, Output
from jmap.render.engine import EngineError
from jmap.render.svg import lifecycle_svg


def draw(drawing: Drawing) -> Iterator[Output]:
    """Yield the lifecycle, where there is an engine to lay it out."""
    view = drawing.view
    if drawing.engine is None:
        return
    try:
        yield Output(".svg", lifecycle_svg(view.graph, drawing.engine, view.header.title))
    except EngineError as error:
        yield Output("", "", (f"no SVG of `{view.id}`: {error}",))
