"""The legend of a poster: what its signs, shapes and lines mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jmap.render.cells import CardsCell, EmotionCell
from jmap.render.poster.blocks import (
    Block,
    Chip,
    Entry,
    Fitted,
    beside,
    boxed,
    chips,
    drawn,
    flowing,
    prose,
    stack,
)
from jmap.render.poster.flow import on_one_line
from jmap.render.poster.paper import Paper
from jmap.render.poster.styles import LABEL, SECOND, SMALL, STRONG
from jmap.render.poster.touchpoints import icon, star
from jmap.render.shapes import mouth
from jmap.render.svg_text import number as n
from jmap.render.view import MapView
from jmap.render.wording import sentence
from jmap.render.words import Words

_WIDE: Final = 22.0
_LINE: Final = 34.0
_NAMES: Final = 110.0
_NARROW: Final = 900.0
_FACES: Final = (("p2", 2), ("p1", 1), ("n0", 0), ("m1", -1), ("m2", -2))


def legend(view: MapView) -> Block:
    """Return the legend of what a map's poster shows, a row for each group, or a part where it is narrow."""
    groups = [
        (prose(name, STRONG), flowing(entries, 26.0, 7.0)) for name, entries in _groups(view) if entries
    ]

    def fit(wide: float) -> Fitted:
        if wide < _NARROW:
            return stack([stack(group, 6.0) for group in groups], 14.0)(wide)
        rows = [beside(name(_NAMES), _NAMES, entries, 16.0) for name, entries in groups]
        return stack(rows, 11.0)(wide)

    return boxed(fit, "card", across=20.0, down=16.0, corner=11.0)


def _groups(view: MapView) -> Iterator[tuple[str, list[Entry]]]:
    words = view.words
    lanes = {row.lane.id for row in view.lanes}
    if "emotion" in lanes:
        yield words("Emotion"), [*_feelings(words), *_lines(view)]
    if "touchpoints" in lanes:
        cards = [
            card
            for row in view.lanes
            for cell in row.cells
            if isinstance(cell, CardsCell)
            for card in cell.cards
        ]
        moment = Entry(star(), 16.0, sentence(words("moment of truth")), SECOND, "ink")
        channels = [Entry(icon(each.icon), 16.0, each.name, SECOND, "ink") for each in view.channels]
        yield (
            words("Touchpoints"),
            [*([moment] if any(card.moment_of_truth for card in cards) else []), *channels],
        )
    if len(view.people) > 1:
        yield words("Persona"), list(_people(view))
    if "metrics" in lanes:
        yield words("Metrics"), list(_statuses(words))
    if view.findings:
        yield words("Findings"), list(_severities(words))


def _feelings(words: Words) -> Iterator[Entry]:
    texts = {
        "p2": words("+2 very positive"),
        "p1": words("+1 positive"),
        "n0": words("0 neutral"),
        "m1": words("−1 negative"),
        "m2": words("−2 very negative"),
    }
    for tone, value in _FACES:
        yield Entry(_face(tone, value), _WIDE, texts[tone], SECOND, "ink")


def _lines(view: MapView) -> Iterator[Entry]:
    words = view.words
    if view.people:
        yield Entry(_line("curve"), _LINE, view.people[0].name, SECOND, "ink")
    behind = view.ghosts[0] if view.ghosts else None
    if behind is not None:
        text = words("{name}, for comparison", name=words.theirs(view.people[behind].name))
        yield Entry(_line("ghost"), _LINE, text, SECOND, "ink")
    cells = [cell for row in view.lanes for cell in row.cells if isinstance(cell, EmotionCell)]
    curves = [curve for cell in cells for curve in cell.curves if not curve.personas or 0 in curve.personas]
    if any(curve.guessed for curve in curves):
        yield Entry(_line("guess"), _LINE, words("no data here"), SECOND, "ink")


def _people(view: MapView) -> Iterator[Entry]:
    for each in view.people:
        wide = on_one_line(each.initials, SMALL) + 12.0
        yield Entry(chips([Chip(each.initials, "soft", "accent")])(wide), wide, each.name, SECOND, "ink")


def _statuses(words: Words) -> Iterator[Entry]:
    none = drawn(0.0, lambda _paper, _x, _y: iter(()))
    near = f"{words('▼ near target')} ({words('within 15 %')})"
    texts = (
        *((words("✓ on target"), "ok"), (near, "near")),
        *((words("▼ off target"), "bad"), (words("○ no target or no data"), "none")),
    )
    for text, level in texts:
        yield Entry(none, 0.0, text, LABEL, level)


def _severities(words: Words) -> Iterator[Entry]:
    meanings = {
        "error": words("breaks the journey or its proof"),
        "warning": words("costs customers or trust"),
        "info": words("worth knowing"),
    }
    for name, meaning in meanings.items():
        chip = Chip(sentence(words(name)), f"{name}chip", name, name)
        wide = on_one_line(chip.text, SMALL) + 26.0
        yield Entry(chips([chip])(wide), wide, meaning, SECOND, "ink")


def _face(tone: str, value: int) -> Fitted:
    shapes = (
        f'<circle class="face" r="9"/><path class="look" d="M-3 -2.6v.9M3 -2.6v.9"/>'
        f'<path class="look" d="{mouth(value)}"/>'
    )

    def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
        left = paper.x(x + _WIDE / 2)
        yield f'<g class="{tone}" transform="translate({n(left)} {n(y + 9.5)})">{shapes}</g>'

    return drawn(20.0, draw)


def _line(name: str) -> Fitted:
    def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
        level = y + SECOND.line / 2
        yield paper.line(name, (x, level), (x + _LINE - 4.0, level))

    return drawn(SECOND.line, draw)
