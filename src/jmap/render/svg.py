"""The lifecycle as SVG: for a page, coloured by its style, and standing alone with a style of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jmap.records import frozen
from jmap.render.boxes import LABEL, LEADING, Box, Boxes, TextLine, measured
from jmap.render.dot_source import dot_source
from jmap.render.engine import MOST_NODES, Engine, EngineError, lay_out
from jmap.render.graph import Graph
from jmap.render.layout import Arc, Layout, Placed, Straight, layout, mirrored
from jmap.render.svg_text import classes_prefixed, style_prefixed, text
from jmap.render.svg_text import number as n
from jmap.render.text_width import runs_right_to_left, wrap
from jmap.render.tokens import standalone_style
from jmap.render.words import Words, term
from jmap.themes.theme import PLAIN, Theme

MARGIN: Final = 10.0
_TONES: Final = 6
_CORNER: Final = 12.0
_NOTE_GAP: Final = 22.0
_NARROWEST: Final = 260.0
_ID: Final = ' id="'


@frozen
class Picture:
    """A lifecycle that is drawn: its size in pixels, and its parts without the element around them."""

    width: float
    height: float
    body: str

    @property
    def classes(self) -> str:
        """Return the classes of the element around it."""
        return "life wide" if self.width > 1700 else "life mid" if self.width > 900 else "life"

    def prefixed(self, prefix: str) -> Picture:
        """Return the picture with a prefix before its ids, of a picture that has none yet."""
        return Picture(self.width, self.height, self.body.replace(_ID, f"{_ID}{prefix}"))


def lifecycle_picture(graph: Graph, engine: Engine, prefix: str = "") -> Picture:
    """Return the lifecycle of a map; ids start with the prefix.

    Raises EngineError where it cannot be laid out.
    """
    if not graph.nodes:
        raise EngineError("the map has no stages")
    if len(graph.nodes) + len(graph.exits) > MOST_NODES:
        raise EngineError(f"the lifecycle has more than {MOST_NODES} boxes")
    boxes = measured(graph)
    placed = layout(graph, boxes, lay_out(engine, dot_source(graph, boxes)))
    if graph.words.content_right_to_left:
        placed = mirrored(placed, max(placed.width, _NARROWEST))
    notes = list(_notes(graph, placed))
    parts = [
        f'<g transform="translate({n(MARGIN)} {n(MARGIN)})">',
        *(_arc(each, graph, prefix) for each in reversed(placed.arcs)),
        *filter(None, (_arc_label(each, boxes.labels[each.arrow], graph) for each in placed.arcs)),
        *(_line(each, boxes.labels[each.arrow], graph, prefix) for each in placed.line),
        *(_node(graph, place, boxes, placed, prefix) for place in range(len(graph.nodes))),
        *(_exit(graph, place, boxes, placed, prefix) for place in range(len(graph.exits))),
        *_bars(notes, placed, graph.words),
        "</g>",
    ]
    return Picture(
        max(placed.width, _NARROWEST) + 2 * MARGIN,
        placed.height + sum(_NOTE_GAP / 2 + 24 * len(lines) for _, lines in notes) + 2 * MARGIN,
        "\n".join(parts),
    )


def lifecycle_svg(picture: Picture, graph: Graph, title: str, prefix: str, theme: Theme = PLAIN) -> str:
    """Return a lifecycle as an SVG file; its ids and classes start with the prefix of the picture."""
    content, ours = graph.words.content, _ours(graph, "xml:lang")
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{text(content)}" class="{picture.classes}"',
        f'role="img" aria-labelledby="{prefix}title {prefix}desc" {_size(picture)}>',
        f'<title id="{prefix}title">{text(title)}</title>',
        f'<desc id="{prefix}desc"{ours}>{text(graph.summary)}</desc>',
        f"<style>{style_prefixed(standalone_style(theme), prefix)}</style>",
        f'<rect class="bg" width="{n(picture.width)}" height="{n(picture.height)}"/>',
        f"{picture.body}</svg>",
    ]
    return classes_prefixed("\n".join(parts), prefix) + "\n"


def lifecycle_figure(graph: Graph, engine: Engine, title: str, prefix: str = "life-") -> str:
    """Return the lifecycle as an SVG element for a page; ids start with the prefix.

    Raises EngineError where it cannot be laid out.
    """
    picture, ours = lifecycle_picture(graph, engine, prefix), _ours(graph, "lang")
    parts = [
        f'<svg class="{picture.classes}" role="img"',
        f'aria-labelledby="{prefix}title {prefix}desc" {_size(picture)}>',
        f'<title id="{prefix}title"{ours}>{text(title)}</title>',
        f'<desc id="{prefix}desc"{ours}>{text(graph.summary)}</desc>',
        f"{picture.body}</svg>",
    ]
    return "\n".join(parts) + "\n"


def _size(picture: Picture) -> str:
    wide, high = n(picture.width), n(picture.height)
    return f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'


def _ours(graph: Graph, attribute: str) -> str:
    return f' {attribute}="{text(graph.words.tag)}"' if graph.words.mixed else ""


def _node(graph: Graph, place: int, boxes: Boxes, placed: Layout, lead: str) -> str:
    spot, node = placed.nodes[place], graph.nodes[place]
    tone = place % _TONES + 1
    lines = _lines(boxes.nodes[place], spot, 13, graph.words)
    return (
        f'<g class="stage s{tone}" id="{text(lead + "n-" + node.id)}">{_title(node.name, boxes.nodes[place])}'
        f'<rect x="{n(spot.x)}" y="{n(spot.y)}" width="{n(spot.width)}" height="{n(spot.height)}" rx="10"/>'
        f"{lines}</g>"
    )


def _exit(graph: Graph, place: int, boxes: Boxes, placed: Layout, lead: str) -> str:
    spot, box = placed.exits[place], boxes.exits[place]
    above, stage = placed.nodes[graph.exits[place].stage], graph.nodes[graph.exits[place].stage].id
    foot = above.y + above.height
    words = graph.words.language.semicolon.join(graph.exits[place].labels)
    x = above.middle
    return (
        f'<g class="exit" id="{text(f"{lead}x-{stage}")}">{_title(words, box)}'
        f'<path class="way" d="M{n(x)} {n(foot)}V{n(spot.y - 7)}"/>{_head(x, spot.y - 1, "down")}'
        f'<rect x="{n(spot.x)}" y="{n(spot.y)}" width="{n(spot.width)}" height="{n(spot.height)}" rx="8"/>'
        f"{_lines(box, spot, 25, graph.words, eject=True)}</g>"
    )


def _line(straight: Straight, box: Box, graph: Graph, lead: str) -> str:
    middle = (straight.x1 + straight.x2) / 2
    top = straight.y - 6 - box.height
    turn, way = (1, "right") if straight.x2 > straight.x1 else (-1, "left")
    start, end = straight.x1 + 2 * turn, straight.x2 - 8 * turn
    return (
        f'<g class="fwd" id="{_edge(graph, straight.arrow, lead)}">'
        f'<path class="way" d="M{n(start)} {n(straight.y)}H{n(end)}"/>'
        f"{_head(straight.x2 - 2 * turn, straight.y, way)}{_centred(box, middle, top, graph.words)}</g>"
    )


def _arc(arc: Arc, graph: Graph, lead: str) -> str:
    kind = graph.arrows[arc.arrow].kind
    turn = 1 if arc.x2 > arc.x1 else -1
    corner = min(_CORNER, abs(arc.x2 - arc.x1) / 2)
    path = (
        f"M{n(arc.x1)} {n(arc.foot - 1)}V{n(arc.y + corner)}"
        f"Q{n(arc.x1)} {n(arc.y)} {n(arc.x1 + turn * corner)} {n(arc.y)}"
        f"H{n(arc.x2 - turn * corner)}Q{n(arc.x2)} {n(arc.y)} {n(arc.x2)} {n(arc.y + corner)}"
        f"V{n(arc.foot - 8)}"
    )
    id_, head = _edge(graph, arc.arrow, lead), _head(arc.x2, arc.foot - 2, "down")
    return f'<g class="{kind}" id="{id_}"><path class="way" d="{path}"/>{head}</g>'


def _edge(graph: Graph, arrow: int, lead: str) -> str:
    """Return the id of a way: both its stages, between them a sign that no id has."""
    way = graph.arrows[arrow]
    return text(f"{lead}e-{graph.nodes[way.start].id}.{graph.nodes[way.end].id}")


def _arc_label(arc: Arc, box: Box, graph: Graph) -> str:
    """Return the words on an arc; they come after all arcs, so that none crosses them."""
    if not box.lines:
        return ""
    middle, top = (arc.x1 + arc.x2) / 2, arc.y - box.height / 2
    if box.width > abs(arc.x1 - arc.x2) - 4 * _CORNER:
        # A label as long as its way would hide it, and stands above it.
        top = arc.y - box.height - 1
    room = (
        f'<rect class="ground" x="{n(middle - box.width / 2 - 3)}" y="{n(top)}" '
        f'width="{n(box.width + 6)}" height="{n(box.height)}"/>'
    )
    return f'<g class="{graph.arrows[arc.arrow].kind}">{room}{_centred(box, middle, top, graph.words)}</g>'


def _head(x: float, y: float, way: str) -> str:
    if way == "down":
        return f'<path class="head" d="M{n(x)} {n(y)}l-3.5 -8h7z"/>'
    return f'<path class="head" d="M{n(x)} {n(y)}l{-8 if way == "right" else 8} -3.5v7z"/>'


def _lines(box: Box, spot: Placed, inset: float, words: Words, *, eject: bool = False) -> str:
    """Return the lines of a box, as one block in the middle of its height, at the side they start from."""
    parts = []
    turned = words.content_right_to_left
    x = spot.x + spot.width - inset if turned else spot.x + inset
    at = spot.y + (spot.height - sum(line.size * LEADING for line in box.lines)) / 2
    for line in box.lines:
        at += line.size * LEADING
        base = at - line.size * 0.34
        if eject and line.style == "x":
            left = x + 5 if turned else x - 14
            parts.append(
                f'<path class="eject" d="M{n(left)} {n(base - 3)}l4.5 -5.5 4.5 5.5zm0 1.5h9v1.5h-9z"/>'
            )
        parts.append(_text(line, x, base, words, centred=False))
    return "".join(parts)


def _centred(box: Box, middle: float, top: float, words: Words) -> str:
    parts = []
    for index, line in enumerate(box.lines):
        base = top + (index + 1) * line.size * LEADING - line.size * 0.3
        parts.append(_text(line, middle, base, words))
    return "".join(parts)


def _text(line: TextLine, x: float, y: float, words: Words, *, centred: bool = True) -> str:
    way = ""
    if words.content_right_to_left:
        # Each line runs in its own direction, and one that is not centred stands at the right.
        way = ' direction="rtl"'
        if not runs_right_to_left(line.text):
            way = ' direction="ltr"' if centred else ' direction="ltr" text-anchor="end"'
    style = f' class="{line.style}"' if line.style else ""
    return f'<text{style} x="{n(x)}" y="{n(y)}"{way}>{text(line.text)}</text>'


def _title(words: str, box: Box) -> str:
    """Return a title with the whole text where the box holds it cut."""
    cut = any(line.text.endswith("…") for line in box.lines)
    return f"<title>{text(words)}</title>" if cut else ""


def _notes(graph: Graph, placed: Layout) -> Iterator[tuple[str, list[str]]]:
    """Yield what holds in every stage: ways of leaving, and when a customer has gone quiet."""
    for style, opening, labels in (
        ("any", term("Leaving from any stage: {ways}"), graph.anywhere),
        ("quiet", term("Dormant: {ways}"), graph.dormant),
    ):
        if labels:
            words = graph.words(opening, ways=" · ".join(labels))
            yield style, wrap(words, LABEL, max(placed.width, _NARROWEST) - 40, 4)


def _bars(notes: list[tuple[str, list[str]]], placed: Layout, words: Words) -> Iterator[str]:
    y = placed.height
    for style, lines in notes:
        y += _NOTE_GAP / 2
        high = 24 * len(lines)
        spot = Placed(0.0, y, max(placed.width, _NARROWEST), high)
        rows = "".join(
            _text(TextLine(line, "", LABEL), spot.width / 2, y + 16 + 24 * index * 0.75, words)
            for index, line in enumerate(lines)
        )
        yield (
            f'<g class="{style}"><rect x="0" y="{n(y)}" width="{n(spot.width)}" height="{n(high)}" rx="8"/>'
            f"{rows}</g>"
        )
        y += high
