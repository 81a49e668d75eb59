"""The personas of a poster: who they are, what they want and fear, and whose curve is whose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from jmap.render.header import PersonCard
from jmap.render.markdown import plain
from jmap.render.poster.badges import badges
from jmap.render.poster.blocks import Block, Fitted, abreast, beside, drawn, prose, stack
from jmap.render.poster.flow import on_one_line
from jmap.render.poster.paper import Paper
from jmap.render.poster.styles import FACT, HINT, LABEL, NAME, QUOTE, SECOND
from jmap.render.words import Words

_APART: Final = 16.0
_LEAST: Final = 400.0
_BROAD: Final = 620.0
_RADIUS: Final = 25.0
_SAMPLE: Final = 44.0


def people(cards: Sequence[PersonCard], behind: int | None, words: Words) -> Block:
    """Return the cards of all personas in rows, equally high; `behind` has the dashed curve."""
    blocks = [_card(each, behind, words) for each in cards]

    def fit(wide: float) -> Fitted:
        count = min(max(int((wide + _APART) // (_LEAST + _APART)), 1), len(blocks))
        own = (wide - (count - 1) * _APART) / count
        across, down = 18.0, 15.0
        fitted = [block(own - 2 * across) for block in blocks]
        rows = [range(start, min(start + count, len(blocks))) for start in range(0, len(blocks), count)]
        heights = [max(fitted[index].height for index in row) + 2 * down for row in rows]

        def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
            top = y
            for row, high in zip(rows, heights, strict=True):
                for place, index in enumerate(row):
                    left = x + place * (own + _APART)
                    ground = "who first" if index == 0 else "who"
                    parts = [
                        paper.rect(ground, left, top, own, high, 11),
                        *fitted[index].draw(paper, left + across, top + down),
                    ]
                    yield from paper.group(parts, title=cards[index].name, id_=f"p-{cards[index].id}")
                top += high + _APART

        return Fitted(sum(heights) + _APART * (len(rows) - 1), draw)

    return fit


def _card(card: PersonCard, behind: int | None, words: Words) -> Block:
    facts = [prose(card.name, NAME)]
    facts += [prose(each, FACT) for each in (card.role, card.about) if each]
    if card.place == 0 or card.place == behind:
        curve = words("solid curve") if card.place == 0 else words("dashed curve")
        facts.append(beside(_sample("curve" if card.place == 0 else "ghost"), _SAMPLE, prose(curve, HINT)))
    who = [beside(_face(card.initials), 2 * _RADIUS, stack(facts, 2.0), 15.0)]
    if card.quote:
        start, end = words.quotes
        who.append(prose(f"{start}{plain(card.quote)}{end}", QUOTE))
    told = stack([_told(_rows(card, words)), *badges(card.badges)], 9.0)
    return _arranged(stack(who, 9.0), told)


def _arranged(who: Block, told: Block) -> Block:
    """Return who someone is and what is told of them, beside each other where there is room."""

    def fit(wide: float) -> Fitted:
        if wide < _BROAD:
            return stack([who, told], 9.0)(wide)
        own = (wide - _APART) / 2
        return abreast([who(own), told(own)], [own, own], _APART)

    return fit


def _rows(card: PersonCard, words: Words) -> Iterator[tuple[str, str]]:
    for label, texts in ((words("Wants"), card.wants), (words("Fears"), card.fears)):
        if texts:
            yield label, " · ".join(plain(each) for each in texts)
    yield words("Evidence"), card.evidence


def _told(rows: Iterable[tuple[str, str]]) -> Block:
    """Return what is told of someone: names in one column, texts in the other."""
    every = list(rows)
    wide = min(max(on_one_line(label, LABEL) for label, _ in every), 110.0)
    blocks = [
        beside(prose(label, LABEL, "none")(wide + 1), wide, prose(text, SECOND, "ink"), 11.0)
        for label, text in every
    ]
    return stack(blocks, 2.0)


def _face(initials: str) -> Fitted:
    def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
        yield paper.circle("soft", x + _RADIUS, y + _RADIUS, _RADIUS)
        top = y + _RADIUS - NAME.line / 2
        yield from paper.text(NAME, x + _RADIUS, top, (initials,), at="middle", classes="accent")

    return drawn(2 * _RADIUS, draw)


def _sample(name: str) -> Fitted:
    def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
        level = y + HINT.line / 2
        yield paper.line(name, (x, level), (x + _SAMPLE - 4.0, level))

    return drawn(HINT.line, draw)
