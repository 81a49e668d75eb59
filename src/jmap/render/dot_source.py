"""The lifecycle as DOT: sizes and ways only. Not a word of the map goes into it.

Text is measured and drawn by us, so that any script fits its box and no text can act on the engine.
Names of nodes are our own, and every attribute is one of `ALLOWED`.
"""

from __future__ import annotations

from typing import Final

from graphviz import Digraph

from jmap.render.boxes import Box, Boxes
from jmap.render.graph import Graph

ALLOWED: Final = frozenset(
    {"rankdir", "nodesep", "ranksep", "splines", "shape", "fixedsize", "label", "width", "height"}
    | {"weight", "style", "rank", "arrowsize", "headport", "tailport"}
)
"""Attributes that may be written."""

_INCH: Final = 72.0
_PLAIN: Final = 46.0


def node_name(place: int) -> str:
    """Return the name of a stage in the DOT source."""
    return f"n{place}"


def exit_name(place: int) -> str:
    """Return the name of an exit in the DOT source."""
    return f"x{place}"


def dot_source(graph: Graph, boxes: Boxes) -> str:
    """Return the DOT source of a graph: stages in one straight line, exits at their stage.

    Ways that are not to the next stage are left out: they run above the line, where dot cannot be
    told to keep them.
    """
    dot = Digraph("lifecycle")
    dot.attr("graph", rankdir="LR", nodesep="0.42", ranksep=_inches(_PLAIN / 2), splines="line")
    dot.attr("node", shape="box", fixedsize="true", label="")
    dot.attr("edge", arrowsize="0.7")
    for place, box in enumerate(boxes.nodes):
        dot.node(node_name(place), **_size(box))
    for place, (exit_, box) in enumerate(zip(graph.exits, boxes.exits, strict=True)):
        dot.node(exit_name(place), **_size(box))
        with dot.subgraph() as same:
            same.attr(rank="same")
            same.node(node_name(exit_.stage))
            same.node(exit_name(place))
    labels = {
        (arrow.start, arrow.end): box
        for arrow, box in zip(graph.arrows, boxes.labels, strict=True)
        if arrow.kind == "next"
    }
    for place in range(len(graph.nodes) - 1):
        ends = (place, place + 1)
        names = (node_name(place), node_name(place + 1))
        room = labels.get(ends)
        if room is None:
            dot.edge(*names, weight="20", style="invis")
        else:
            dot.edge(*names, weight="20", headport="w", tailport="e", label=_room(room))
    for place, exit_ in enumerate(graph.exits):
        dot.edge(node_name(exit_.stage), exit_name(place), weight="8")
    return str(dot.source)


def _size(box: Box) -> dict[str, str]:
    return {"width": _inches(box.width), "height": _inches(box.height)}


def _inches(pixels: float) -> str:
    return f"{pixels / _INCH:.4f}"


def _room(box: Box) -> str:
    """Return an empty label as large as the text that we draw there."""
    wide, high = round(box.width) + 10, max(round(box.height), 8)
    table = (
        f'<table border="0" cellborder="0" cellpadding="0" cellspacing="0" fixedsize="true" width="{wide}"'
    )
    return f'<{table} height="{high}"><tr><td></td></tr></table>>'
