"""Touchpoints on a poster: cards with the sign and the name of the channel."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.render.cells import Card, CardsCell
from jmap.render.icons import PATHS
from jmap.render.poster.badges import badges
from jmap.render.poster.blocks import Block, Fitted, beside, boxed, columns, drawn, prose, stack
from jmap.render.poster.paper import Paper
from jmap.render.poster.styles import BODY, HINT, STRONG
from jmap.render.words import Words

_ICON = 16.0
STAR = "M7 .6L8.9 5l4.7.4-3.6 3.1 1.1 4.6L7 10.6l-4.1 2.5L4 8.5.4 5.4 5.1 5z"
"""A moment of truth, in a square of 14."""


def cards(cell: CardsCell, words: Words) -> Block:
    """Return the touchpoints of a stage."""
    return columns([_card(each, words) for each in cell.cards], 7.0, 10.0)


def icon(name: str, size: float = _ICON) -> Fitted:
    """Return the sign of a channel."""

    def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
        yield paper.drawing(x, y + 1.0, size, 16.0, PATHS[name], "icon")

    return drawn(size, draw)


def star() -> Fitted:
    """Return the sign of a moment of truth."""

    def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
        yield paper.drawing(x, y + 1.5, 14.0, 14.0, f'<path d="{STAR}"/>', "star")

    return drawn(15.0, draw)


def _card(card: Card, words: Words) -> Block:
    name = prose(card.title, BODY if card.archived else STRONG)
    comma = words.language.comma
    facts = [comma.join(card.channels) if card.channels else words("no channel")]
    if card.archived:
        facts.append(words("archived"))
    elif card.optional:
        facts.append(words("optional"))
    parts = [
        _starred(name) if card.moment_of_truth else name,
        prose(" · ".join(facts), HINT),
        *badges(card.badges, 3),
    ]
    body = beside(icon(card.icon), _ICON, stack(parts, 2.0), 8.0)
    return boxed(body, "card old" if card.archived else "card", across=9.0, down=7.0)


def _starred(name: Block) -> Block:
    """Return a name with the star of a moment of truth after it."""

    def fit(wide: float) -> Fitted:
        fitted = name(wide - 18.0)

        def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
            yield from fitted.draw(paper, x, y)
            yield from star().draw(paper, x + wide - 14.0, y)

        return Fitted(fitted.height, draw)

    return fit
