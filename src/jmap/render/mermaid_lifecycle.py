"""The ways through a map as Mermaid's `flowchart`: stages in a line, loops dotted, exits as boxes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jmap.render.graph import Arrow, Graph, Node
from jmap.render.mermaid_text import DESCRIPTION, label
from jmap.render.words import Words, apart

_ARROWS: Final = {"next": "-->", "past": "-->", "loop": "-.->"}
_CLASSES: Final = (
    "classDef stage fill:#ffffff,stroke:#5d677c,color:#151a26",
    "classDef start fill:#e8ecfc,stroke:#2d47c6,stroke-width:2px,color:#151a26",
    "classDef exit fill:#fbe9e7,stroke:#a3192b,stroke-dasharray:5 3,color:#151a26",
    "classDef quiet fill:#eef0f5,stroke:#5d677c,stroke-dasharray:2 3,color:#151a26",
)


def lifecycle_diagram(graph: Graph, title: str) -> Iterator[str]:
    """Yield the lines of the diagram."""
    words = graph.words
    yield f"flowchart {'RL' if words.content_right_to_left else 'LR'}"
    yield f"  accTitle: {label(title)}"
    yield f"  accDescr: {label(graph.summary, DESCRIPTION)}"
    for node in graph.nodes:
        yield f"  s{node.number}{_box(node)}:::{'start' if node.start else 'stage'}"
    for arrow in graph.arrows:
        yield f"  s{arrow.start + 1} {_ARROWS[arrow.kind]}{_said(arrow, words)} s{arrow.end + 1}"
    yield from _exits(graph)
    used = {"stage", "start", *_extra_classes(graph)}
    yield from (f"  {line}" for line in _CLASSES if line.split()[1] in used)


def _box(node: Node) -> str:
    lines = [f"{node.number} · {apart(node.name)}", *node.facts]
    text = "<br/>".join(label(line) for line in lines)
    return f'(["{text}"])' if node.end else f'["{text}"]'


def _said(arrow: Arrow, words: Words) -> str:
    text = " · ".join(apart(part) for part in (arrow.label, arrow.target, arrow.seen) if part)
    if not text and arrow.kind == "loop":
        text = words("back")
    return f'|"{label(text)}"|' if text else ""


def _exits(graph: Graph) -> Iterator[str]:
    """Yield the boxes of exits: of single stages, of any stage, and of customers gone quiet."""
    words = graph.words
    for each in graph.exits:
        number = each.stage + 1
        for index, text in enumerate(each.labels, 1):
            name = f"x{number}_{index}"
            yield f'  {name}(["{label(text)}"]):::exit'
            yield f'  s{number} -.->|"{label(words("⏏ exit"))}"| {name}'
    if graph.anywhere or graph.dormant:
        yield f'  any["{label(words("Any stage"))}"]:::stage'
    for kind, mark, texts in (
        ("exit", words("⏏ exit"), graph.anywhere),
        ("quiet", words("◌ dormant"), graph.dormant),
    ):
        for index, text in enumerate(texts, 1):
            yield f'  {kind}{index}(["{label(text)}"]):::{kind}'
            yield f'  any -.->|"{label(mark)}"| {kind}{index}'


def _extra_classes(graph: Graph) -> Iterator[str]:
    if graph.has_exits:
        yield "exit"
    if graph.dormant:
        yield "quiet"
