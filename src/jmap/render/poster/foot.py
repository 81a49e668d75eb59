"""The foot of a poster: the lifecycle, what to mend first, and where the sheet comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from jmap import __version__
from jmap.render.graph import Graph
from jmap.render.noted import Noted
from jmap.render.poster.badges import chip_of
from jmap.render.poster.blocks import Block, Fitted, beside, boxed, chips, columns, prose, stack
from jmap.render.poster.flow import on_one_line
from jmap.render.poster.paper import Paper
from jmap.render.poster.styles import BODY, FACT, HINT, SECOND, SECTION, SMALL
from jmap.render.svg import Picture
from jmap.render.svg_text import number as n
from jmap.render.view import MapView
from jmap.render.words import Words

_LARGEST: Final = 1.15
_FIXES: Final = 8


def source(view: MapView, as_of: date) -> Block:
    """Return where a poster comes from: the program, the file and its hash, the day."""
    words = view.words
    parts = [
        words("Rendered by jmap {version} from {path}", version=__version__, path=words.theirs(view.path)),
        f"sha256 {view.sha256[:16]}…",
        words("As of {day}", day=words.day(as_of)),
    ]
    return prose(" · ".join(parts), SECOND)


def lifecycle(graph: Graph, picture: Picture | None) -> Block:
    """Return the lifecycle; without its picture the ways in words."""
    words = graph.words
    title = words("Lifecycle") if graph.has_loops else words("Flow")
    if graph.has_loops and graph.has_exits:
        hint = words("Loops return above the line; exits leave below it.")
    elif graph.has_loops:
        hint = words("Loops return above the line.")
    elif graph.has_exits:
        hint = words("Exits leave below the line.")
    else:
        hint = words("From stage to stage.")
    body = _pictured(picture) if picture is not None else columns(list(_ways(graph)), 6.0)
    return stack([prose(title, SECTION), prose(hint, FACT), body], 6.0)


def _pictured(picture: Picture) -> Block:
    def fit(wide: float) -> Fitted:
        scale = min(wide / picture.width, _LARGEST)
        own = picture.width * scale

        def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
            left = paper.x(x + (wide - own) / 2, own)
            yield f'<g class="life" transform="translate({n(left)} {n(y)}) scale({scale:.3f})">'
            yield picture.body
            yield "</g>"

        return Fitted(picture.height * scale, draw)

    return fit


def _ways(graph: Graph) -> Iterator[Block]:
    """Yield the ways as lines of text, where nothing could lay them out."""
    words = graph.words
    ahead = "←" if words.content_right_to_left else "→"
    for arrow in graph.arrows:
        start, end = graph.nodes[arrow.start].name, graph.nodes[arrow.end].name
        facts = " · ".join(each for each in (arrow.label, arrow.target) if each)
        yield stack([prose(f"{start} {ahead} {end}", BODY), prose(facts, HINT)])
    for each in graph.exits:
        facts = words.language.semicolon.join(each.labels)
        yield stack(
            [prose(f"{graph.nodes[each.stage].name} {ahead} {words('out')}", BODY), prose(facts, HINT)]
        )


def fixes(view: MapView) -> Block | None:
    """Return errors, then what gives back the most points, or None where there is no finding."""
    first = sorted(view.findings, key=lambda each: (each.severity != "error", -each.points))[:_FIXES]
    if not first:
        return None
    words = view.words
    rows = [_fix(each, words) for each in first]
    return stack(
        [
            prose(words("Fix first"), SECTION),
            prose(words("Errors first, then what gives back the most points."), FACT),
            boxed(stack(rows, 11.0), "card", across=16.0, down=14.0, corner=11.0),
        ],
        6.0,
    )


def _fix(found: Noted, words: Words) -> Block:
    gain = words("{gain} points", gain=found.gain) if found.gain else ""
    facts: Sequence[str] = [each for each in (found.where, gain, found.rule) if each]
    wide = on_one_line(found.number, SMALL) + 26.0
    text = [prose(found.message.replace("`", ""), BODY), prose(" · ".join(facts), HINT)]
    return beside(chips([chip_of(found.badge)])(wide), wide, stack(text, 1.0))
