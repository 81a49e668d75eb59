"""Where the parts of a lifecycle lie: boxes and the main line by Graphviz, loops and leaps by us above it."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from typing import Any, Final, TypeAlias

from jmap.records import frozen
from jmap.render.boxes import LABEL, LEADING, Boxes
from jmap.render.dot_source import exit_name, node_name
from jmap.render.engine import EngineError
from jmap.render.graph import Graph

Point: TypeAlias = tuple[float, float]

_LEVEL: Final = 30.0
_FIRST_LEVEL: Final = 40.0
_LINE: Final = LABEL * LEADING
"""A label of one line has room between two levels; a higher one moves them apart."""
_PORT: Final = 18.0
_EXIT_GAP: Final = 34.0
_AIR: Final = 14.0


@frozen
class Placed:
    """A box by its left upper corner, in pixels from the left upper corner of the picture."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Return the x of its middle."""
        return self.x + self.width / 2


@frozen
class Arc:
    """A way that runs above the line: up at `x1`, along at `y`, down at `x2` to `foot`."""

    arrow: int
    x1: float
    x2: float
    y: float
    foot: float


@frozen
class Straight:
    """A way on the main line, and where its label stands."""

    arrow: int
    x1: float
    x2: float
    y: float


@frozen
class Layout:
    """The places of everything in a picture of the size given."""

    width: float
    height: float
    nodes: tuple[Placed, ...]
    exits: tuple[Placed, ...]
    line: tuple[Straight, ...]
    arcs: tuple[Arc, ...]


def layout(graph: Graph, boxes: Boxes, answer: str) -> Layout:
    """Return the layout that Graphviz's JSON and our arcs make. Raises EngineError where it lacks a box."""
    centres = _centres(answer)
    try:
        middles = [centres[node_name(place)] for place in range(len(graph.nodes))]
        below = [centres[exit_name(place)] for place in range(len(graph.exits))]
    except KeyError:
        raise EngineError("Graphviz left out a part of the lifecycle") from None
    left = min(
        x - box.width / 2
        for (x, _), box in zip([*middles, *below], [*boxes.nodes, *boxes.exits], strict=True)
    )
    high = boxes.nodes[0].height
    spots = [
        Placed(_px(x - left - box.width / 2), 0.0, box.width, high)
        for (x, _), box in zip(middles, boxes.nodes, strict=True)
    ]
    arcs = _arcs(graph, boxes, spots)
    top = max((-arc.y for arc in arcs), default=0.0) + (18.0 if arcs else 0.0)
    nodes = tuple(Placed(spot.x, top, spot.width, high) for spot in spots)
    exits = tuple(
        Placed(_px(x - left - box.width / 2), top + high + _EXIT_GAP, box.width, box.height)
        for (x, _), box in zip(below, boxes.exits, strict=True)
    )
    line = tuple(
        Straight(place, _right(nodes[arrow.start]), nodes[arrow.end].x, top + high / 2)
        for place, arrow in enumerate(graph.arrows)
        if arrow.kind == "next"
    )
    raised = tuple(Arc(arc.arrow, arc.x1, arc.x2, top + arc.y, top) for arc in arcs)
    every = (*nodes, *exits)
    labelled = [
        (arc.x1 + arc.x2) / 2 + boxes.labels[arc.arrow].width / 2 + 4
        for arc in raised
        if boxes.labels[arc.arrow].lines
    ]
    return Layout(
        math.ceil(max([_right(box) for box in every] + labelled)),
        math.ceil(max(box.y + box.height for box in every)),
        nodes,
        exits,
        line,
        raised,
    )


def mirrored(spots: Layout, wide: float) -> Layout:
    """Return a layout that runs from right to left in a picture so wide."""

    def turned(box: Placed) -> Placed:
        return Placed(_px(wide - _right(box)), box.y, box.width, box.height)

    return Layout(
        wide,
        spots.height,
        tuple(turned(box) for box in spots.nodes),
        tuple(turned(box) for box in spots.exits),
        tuple(Straight(each.arrow, _px(wide - each.x1), _px(wide - each.x2), each.y) for each in spots.line),
        tuple(
            Arc(each.arrow, _px(wide - each.x1), _px(wide - each.x2), each.y, each.foot)
            for each in spots.arcs
        ),
    )


def _right(box: Placed) -> float:
    return box.x + box.width


def _px(value: float) -> float:
    return round(value, 1)


def _centres(answer: str) -> dict[str, Point]:
    """Return the middle of each box in Graphviz's answer, by its name."""
    try:
        data: dict[str, Any] = json.loads(answer)
        found = {}
        for item in data.get("objects", ()):
            if "pos" in item and "width" in item:
                x, y = item["pos"].split(",")
                found[str(item["name"])] = (float(x), float(y))
    except (ValueError, TypeError, AttributeError):
        raise EngineError("Graphviz answered with something that is no layout") from None
    return found


def _arcs(graph: Graph, boxes: Boxes, nodes: list[Placed]) -> list[Arc]:
    """Return the arcs above the line, `y` counted from the top of the boxes, so negative.

    Short ones lie below long ones; two at one height never meet.
    """
    bent = [place for place, arrow in enumerate(graph.arrows) if arrow.kind != "next"]
    ports = _ports(graph, bent, nodes)
    tallest = max((boxes.labels[each].height for each in bent), default=0.0)
    step = _LEVEL + max(tallest - _LINE, 0.0)
    taken: list[list[tuple[float, float]]] = []
    arcs = []
    for place in sorted(bent, key=lambda each: (abs(ports[each][0] - ports[each][1]), each)):
        x1, x2 = ports[place]
        label = boxes.labels[place]
        middle, half = (x1 + x2) / 2, max(abs(x1 - x2), label.width) / 2 + _AIR
        reach = (middle - half, middle + half)
        level = 0
        while level < len(taken) and any(reach[0] < end and start < reach[1] for start, end in taken[level]):
            level += 1
        if level == len(taken):
            taken.append([])
        taken[level].append(reach)
        arcs.append(Arc(place, x1, x2, -(_FIRST_LEVEL + level * step), 0.0))
    return arcs


def _ports(graph: Graph, bent: list[int], nodes: list[Placed]) -> dict[int, tuple[float, float]]:
    """Return the x at which each arc leaves and arrives: those to the left stand left, nested ones inside."""
    ends: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for place in bent:
        ends[graph.arrows[place].start].append((place, True))
        ends[graph.arrows[place].end].append((place, False))

    def order(node: int, end: tuple[int, bool]) -> tuple[int, float, int, bool]:
        arrow = graph.arrows[end[0]]
        other = arrow.end if end[1] else arrow.start
        distance = abs(other - node)
        if other == node:
            return (1, 0.0, end[0], end[1])
        return (0, distance, end[0], end[1]) if other < node else (2, -distance, end[0], end[1])

    found: dict[tuple[int, bool], float] = {}
    for node, here in ends.items():
        here.sort(key=lambda end, node=node: order(node, end))  # type: ignore[misc]
        room = nodes[node].width - 2 * _PORT
        step = min(_PORT, room / max(len(here) - 1, 1))
        start = nodes[node].middle - step * (len(here) - 1) / 2
        for index, end in enumerate(here):
            found[end] = _px(start + index * step)
    return {place: (found[place, True], found[place, False]) for place in bent}
