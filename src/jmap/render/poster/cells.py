"""The cells of a poster: what the view says of each, as blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from jmap.records import frozen
from jmap.render.cells import (
    BadgesCell,
    Cell,
    ChancesCell,
    ChipsCell,
    Line,
    LinesCell,
    OwnerCell,
    PainsCell,
    SaidCell,
)
from jmap.render.markdown import plain
from jmap.render.poster.badges import badges, chip_of
from jmap.render.poster.blocks import (
    Block,
    Chip,
    Fitted,
    beside,
    boxed,
    chips,
    columns,
    drawn,
    prose,
    stack,
)
from jmap.render.poster.flow import on_one_line
from jmap.render.poster.gauges import gauges
from jmap.render.poster.paper import Paper
from jmap.render.poster.styles import BODY, HINT, NUMBER, QUOTE, SECOND, SMALL, STRONG
from jmap.render.poster.touchpoints import cards
from jmap.render.words import Words

_DOTS: Final = 5
_SAID: Final = 2


@frozen
class Told:
    """What cells are told in: our words, and the initials of the personas in their order."""

    words: Words
    initials: tuple[str, ...]


Make: TypeAlias = Callable[[Any, Told], Block]


def cell_block(cell: Cell, told: Told) -> Block:
    """Return what a cell holds. Raises KeyError for the emotion, which is no cell here but a band."""
    return _MAKERS[cell.KIND](cell, told)


def _lines(cell: LinesCell, told: Told) -> Block:
    return columns([_line(each, told) for each in cell.lines], 5.0)


def _line(line: Line, told: Told) -> Block:
    text = prose(plain(line.text), BODY)
    if line.mark:
        hint = [prose(line.hint, HINT)] if line.hint else []
        return beside(_mark(line.mark, line.word), 15.0, stack([text, *hint], 1.0))
    if line.personas:
        names = " ".join(told.initials[each] for each in line.personas)
        wide = on_one_line(names, SMALL) + 10.0
        return beside(_pill(names, wide), wide, text, 6.0)
    return beside(_dot(), 6.0, text, 6.0)


def _said(cell: SaidCell, told: Told) -> Block:
    return columns([block for each in cell.said for block in _saying(each, told)], 9.0)


def _saying(each: Any, told: Told) -> Iterator[Block]:
    start, end = told.words.quotes
    parts = [prose(f"{start}{plain(each.text)}{end}", QUOTE if each.spoken else BODY)]
    who = each.who
    if each.spoken:
        who = (
            told.words("{who}, word for word", who=told.words.theirs(each.who))
            if each.who
            else told.words("a customer, word for word")
        )
    elif not who and each.personas:
        who = " · ".join(told.initials[place] for place in each.personas)
    if who:
        parts.append(prose(who, HINT))
    yield _ruled(stack(parts, 1.0))


def _ruled(block: Block) -> Block:
    """Return a block with an upright bar before it, as high as it is."""

    def fit(wide: float) -> Fitted:
        fitted = block(wide - 11.0)

        def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
            yield paper.rect("quote", x, y + 1.0, 3.0, fitted.height - 2.0, 1.5)
            yield from fitted.draw(paper, x + 11.0, y)

        return Fitted(fitted.height, draw)

    return fit


def _pains(cell: PainsCell, told: Told) -> Block:
    every = []
    for pain in cell.pains:
        parts = [prose(plain(pain.text), BODY)]
        if pain.severity is not None:
            parts.append(beside(_dots(pain.severity), _DOTS * 10.0, prose(pain.hint, HINT), 4.0))
        elif pain.hint:
            parts.append(prose(pain.hint, HINT))
        text = stack(parts, 2.0)
        if pain.personas:
            names = " ".join(told.initials[each] for each in pain.personas)
            wide = on_one_line(names, SMALL) + 10.0
            text = beside(_pill(names, wide), wide, text, 6.0)
        every.append(text)
    return columns(every, 9.0)


def _chances(cell: ChancesCell, told: Told) -> Block:  # noqa: ARG001 - every maker has this signature
    every = []
    for each in cell.chances:
        wide = on_one_line(each.number, NUMBER) + 12.0
        parts = [prose(each.name, BODY)]
        if each.hint:
            parts.append(prose(each.hint, HINT))
        sign = chips([Chip(each.number, "soft", "accent")], NUMBER)(wide)
        every.append(beside(sign, wide, stack([*parts, *badges(each.badges, 3)], 2.0)))
    return columns(every, 9.0)


def _owner(cell: OwnerCell, told: Told) -> Block:
    name = prose(cell.owner, STRONG) if cell.owner else prose(told.words("none|owner"), BODY, "none")
    if not cell.others:
        return name
    others = told.words.language.comma.join(told.words.theirs(each) for each in cell.others)
    return stack([name, prose(told.words("with {teams}", teams=others), HINT)], 1.0)


def _chips(cell: ChipsCell, told: Told) -> Block:
    every = []
    for line in cell.lines:
        parts = [prose(plain(line.text), SECOND, "ink")]
        if line.hint:
            parts.append(prose(line.hint, HINT))
        if line.notes:
            parts.append(prose(_notes(line.notes, told.words), HINT))
        every.append(boxed(stack(parts, 1.0), "chip", across=9.0, down=5.0, corner=6.0))
    return columns(every, 6.0, 10.0)


def _notes(notes: Sequence[tuple[str, str]], words: Words) -> str:
    arrow = " ← " if words.content_right_to_left else " → "
    return "".join(
        f"{word}{words.language.colon}{plain(text)}" if word else f"{arrow}{plain(text)}"
        for word, text in notes
    )


def _badges(cell: BadgesCell, told: Told) -> Block:  # noqa: ARG001 - every maker has this signature
    first = [
        beside(
            chips([chip_of(each)])(on_one_line(each.number, SMALL) + 26.0),
            on_one_line(each.number, SMALL) + 25.0,
            prose(each.message.replace("`", ""), SECOND),
        )
        for each in cell.badges[:_SAID]
    ]
    return stack([columns(first, 6.0), *badges(cell.badges[_SAID:], 12)], 8.0)


def _mark(mark: str, word: str) -> Fitted:
    def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
        yield paper.rect(word, x, y + 1.5, 15, 15, 4)
        yield from paper.text(STRONG, x + 7.5, y, (mark,), at="middle", classes=_TONE[word])

    return drawn(18.0, draw)


def _pill(text: str, wide: float) -> Fitted:
    def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
        yield paper.rect("soft", x, y + 1, wide, 16, 8)
        yield from paper.text(SMALL, x + wide / 2, y + 1.6, (text,), at="middle", classes="accent")

    return drawn(18.0, draw)


def _dot() -> Fitted:
    return drawn(0.0, lambda paper, x, y: iter((paper.circle("dot", x + 3, y + BODY.line / 2, 2.2),)))


def _dots(level: int) -> Fitted:
    def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
        for step in range(_DOTS):
            name = "hurts" if step < level else "bears"
            yield paper.circle(name, x + 4 + step * 10, y + HINT.line / 2, 3.3)

    return drawn(HINT.line, draw)


_TONE: Final = {"driver": "ok", "risk": "near"}

_MAKERS: Final[Mapping[str, Make]] = {
    "lines": _lines,
    "cards": lambda cell, told: cards(cell, told.words),
    "said": _said,
    "pains": _pains,
    "chances": _chances,
    "gauges": lambda cell, _told: gauges(cell),
    "owner": _owner,
    "chips": _chips,
    "badges": _badges,
}
"""Makes the block of each kind of cell."""
