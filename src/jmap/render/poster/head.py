"""The head of a poster: what map it is, for whom, and its figures."""

from __future__ import annotations

from collections.abc import Iterator
from math import pi
from typing import Final

from jmap.render.header import Header, ScoreShown
from jmap.render.markdown import plain
from jmap.render.poster.blocks import Block, Chip, Fitted, chips, drawn, prose, stack
from jmap.render.poster.flow import on_one_line
from jmap.render.poster.paper import Paper
from jmap.render.poster.styles import EYEBROW, FACT, FIGURE, LEDE, SECOND, STRONG, TITLE
from jmap.render.words import Words

_RADIUS: Final = 46.0
_RING: Final = 2 * _RADIUS + 10
_FIGURE: Final = 178.0
_APART: Final = 28.0


def head(header: Header, words: Words) -> Block:
    """Return title and sentence at the start, score and figures at the end, or below where it is narrow."""
    title = stack(list(_title(header, words)), 8.0)
    figures = list(_figures(header, words))
    taken = sum(wide for wide, _ in figures) + _APART * len(figures)

    def fit(wide: float) -> Fitted:
        room = wide - taken
        beside = room > 0.42 * wide
        first = title(min(room, 1500.0) if beside else wide)
        fitted = [(own, block(own)) for own, block in figures]
        high = max(each.height for _, each in fitted)

        def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
            yield from first.draw(paper, x, y)
            left = x + (room + _APART if beside else 0.0)
            top = y if beside else y + first.height + 16.0
            for own, each in fitted:
                yield from each.draw(paper, left, top + (high - each.height) / 2)
                left += own + _APART

        return Fitted(max(first.height, high) if beside else first.height + 16.0 + high, draw)

    return fit


def _title(header: Header, words: Words) -> Iterator[Block]:
    tags = [Chip(words("Draft"), "warningchip", "near")] if header.draft else []
    if header.archived:
        tags.append(Chip(words("Archived"), "chip"))
    if header.stale:
        tags.append(Chip(f"▲ {header.reviewed}", "warningchip", "near"))
    yield prose(" · ".join(header.facts), EYEBROW)
    yield prose(header.title, TITLE)
    if header.lede:
        yield prose(plain(header.lede), LEDE)
    facts = [
        (words("Goal"), plain(header.goal)),
        (words("Owner"), header.owner),
        (words("Changes"), header.as_is),
    ]
    for label, text in facts:
        if text:
            yield prose(words("{name}: {text}", name=label, text=words.theirs(text)), FACT)
    if tags:
        yield chips(tags)


def _figures(header: Header, words: Words) -> Iterator[tuple[float, Block]]:
    """Yield the figures, each with the width it takes."""
    if header.score is not None:
        yield _RING, _ring(header.score)
        facts = [prose(words("audit score"), STRONG)]
        if header.score.grade:
            facts.insert(0, prose(header.score.grade, FIGURE))
        if header.score.sentence:
            facts.append(prose(header.score.sentence, SECOND))
        yield _FIGURE, stack(facts, 2.0)
    on_target = words("{part} of {whole}", part=header.on_target, whole=header.measured)
    name = words("metrics\non target")
    yield _wide(on_target, name), stack([prose(on_target, FIGURE), prose(name, STRONG)], 2.0)
    name = words("findings", count=header.findings)
    counts = [
        Chip(str(amount), f"{severity}chip", severity, severity) for severity, amount in header.severities
    ]
    parts = [prose(words.number(header.findings), FIGURE), prose(name, STRONG)]
    if counts:
        parts.append(chips(counts))
    yield max(_wide(str(header.findings), name), 56.0 * len(counts)), stack(parts, 4.0)


def _wide(figure: str, name: str) -> float:
    longest = max((on_one_line(word, STRONG) for word in name.split("\n")), default=0.0)
    return max(on_one_line(figure, FIGURE), longest, 110.0) + 4.0


def _ring(score: ScoreShown) -> Block:
    """Return the score as a ring that fills from its top."""
    around = 2 * pi * _RADIUS

    def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
        middle = x + _RING / 2
        yield paper.circle("track1", middle, y + _RING / 2, _RADIUS)
        if score.share > 0.004:
            shapes = (
                f'<circle class="arc" r="{_RADIUS:g}" transform="rotate(-90)" '
                f'stroke-dasharray="{score.share * around:.1f} {around:.1f}"/>'
            )
            left = paper.x(middle)
            yield f'<g transform="translate({left:.1f} {y + _RING / 2:.1f})">{shapes}</g>'
        top = y + _RING / 2 - FIGURE.line / 2
        yield from paper.text(FIGURE, middle, top, (score.whole,), at="middle")

    return lambda _: drawn(_RING, draw)
