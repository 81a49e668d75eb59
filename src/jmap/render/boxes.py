"""The boxes and labels of the lifecycle, wrapped and measured before they are laid out."""

from __future__ import annotations

from typing import Final

from jmap.records import frozen
from jmap.render.graph import Arrow, Exit, Graph, Node
from jmap.render.text_width import width, wrap
from jmap.render.words import Words

KICKER, NAME, FACT, LABEL = 10.5, 15.0, 11.5, 11.5
"""Sizes of type in pixels."""

LEADING: Final = 1.28
PADDING: Final = 13.0
_NAME_WIDTH, _FACT_WIDTH, _LABEL_WIDTH, _EXIT_WIDTH = 150.0, 150.0, 92.0, 150.0


@frozen
class TextLine:
    """A line of text in a box: its class says what it is, its size how high it stands."""

    text: str
    style: str
    size: float


@frozen
class Box:
    """Lines of text and the room that they take, in pixels."""

    lines: tuple[TextLine, ...]
    width: float
    height: float


@frozen
class Boxes:
    """The boxes of a graph's nodes, of its exits, and of the labels of its arrows, in their order."""

    nodes: tuple[Box, ...]
    exits: tuple[Box, ...]
    labels: tuple[Box, ...]


def measured(graph: Graph) -> Boxes:
    """Return the boxes of a graph; those of stages are equally high."""
    nodes = [_node(node, graph.words) for node in graph.nodes]
    height = max((box.height for box in nodes), default=0)
    return Boxes(
        tuple(Box(box.lines, box.width, height) for box in nodes),
        tuple(_exit(each) for each in graph.exits),
        tuple(_label(each) for each in graph.arrows),
    )


def _node(node: Node, words: Words) -> Box:
    kicker = [words("STAGE {number}", number=node.number)]
    if node.start and node.number > 1:
        kicker.append(words("ALSO A START"))
    if node.end:
        kicker.append(words("END"))
    lines = [TextLine(" · ".join(kicker), "k", KICKER)]
    lines += [TextLine(line, "n", NAME) for line in wrap(node.name, NAME, _NAME_WIDTH, 3, bold=True)]
    for fact in node.facts:
        lines += [TextLine(line, "f", FACT) for line in wrap(fact, FACT, _FACT_WIDTH, 2)]
    return _box(lines, PADDING, 104.0)


def _exit(exit_: Exit) -> Box:
    lines = []
    for label in exit_.labels:
        wrapped = wrap(label, LABEL, _EXIT_WIDTH - 20, 2)
        lines += [TextLine(line, "x" if index == 0 else "y", LABEL) for index, line in enumerate(wrapped)]
    box = _box(lines, 8.0, 84.0)
    return Box(box.lines, box.width + 18, box.height)


def _label(arrow: Arrow) -> Box:
    if arrow.kind == "next":
        lines = [TextLine(line, "l", LABEL) for line in wrap(arrow.label, LABEL, _LABEL_WIDTH, 3) if line]
        if arrow.target:
            lines.append(TextLine(arrow.target, "t", LABEL))
        lines += [TextLine(line, "l", LABEL) for line in wrap(arrow.seen, LABEL, _LABEL_WIDTH, 2) if line]
    else:
        text = " · ".join(part for part in (arrow.label, arrow.target) if part)
        said = [*wrap(text, LABEL, 260.0, 1), *wrap(arrow.seen, LABEL, 260.0, 1)]
        lines = [TextLine(line, "l", LABEL) for line in said if line]
    return _box(lines, 0.0, 0.0) if lines else Box((), 0.0, 0.0)


def _box(lines: list[TextLine], padding: float, least: float) -> Box:
    widest = max((width(line.text, line.size, bold=line.style in "kn") for line in lines), default=0.0)
    height = sum(line.size * LEADING for line in lines)
    return Box(tuple(lines), max(round(widest + 2 * padding + 2, 1), least), round(height + 2 * padding, 1))
