"""A map as one SVG that a team hangs on the wall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from typing import Final

from jmap.records import frozen
from jmap.render.language import primary
from jmap.render.poster import styles
from jmap.render.poster.blocks import Block, Fitted, abreast, stack, zoomed
from jmap.render.poster.foot import fixes, lifecycle, source
from jmap.render.poster.grid import COLUMN, LANE_WIDE, ZONE_WIDE, Grid, fitted_grid, grid_of
from jmap.render.poster.head import head
from jmap.render.poster.legend import legend
from jmap.render.poster.paper import Paper
from jmap.render.poster.people import people
from jmap.render.poster.sheet import FIRST, Sheet, Size, sheet_for, width_for
from jmap.render.svg import Picture
from jmap.render.svg_text import classes_prefixed, style_prefixed, text
from jmap.render.svg_text import number as n
from jmap.render.templates import asset
from jmap.render.tokens import light, with_values
from jmap.render.view import MapView
from jmap.themes.theme import PLAIN, Theme

_MARGIN: Final = 52.0
_UPRIGHT: Final = frozenset(("ja", "ko", "zh"))
_GAP: Final = 26.0
_APART: Final = 40.0
_SIDE: Final = 0.27
_LIFE: Final = 1.05
_LEAST_SIDE: Final = 460.0
_WIDEST: Final = 1000.0
_PLAIN: Final = 2400.0
_LARGEST: Final = 1.8
_MOST_AIR: Final = 26.0
_MOST_SWELL: Final = 220.0


@frozen
class Parts:
    """The parts of a poster. With few stages what tells of people and findings stands beside the grid."""

    head: Block
    people: Block | None
    grid: Grid
    life: Block
    fixes: Block | None
    legend: Block
    source: Block
    life_width: float
    beside: bool


def poster_svg(
    view: MapView,
    picture: Picture | None,
    as_of: date,
    prefix: str,
    size: Size = "a3",
    theme: Theme = PLAIN,
) -> str:
    """Return the poster of a map as an SVG file; ids and classes start with the prefix.

    `picture` is the lifecycle, whose ids start with the prefix too; without it the ways are told in words.
    """
    below, beside = _parts(view, picture, as_of)
    least = max(len(view.stages) * COLUMN + ZONE_WIDE + LANE_WIDE, below.life_width) + 2 * _MARGIN
    tall, flat = cache(partial(_height, below)), cache(partial(_height, beside))
    tried = max(least, FIRST)
    sided = size != "content" and flat(tried) < tall(tried)
    parts, high = (beside, flat) if sided else (below, tall)
    wide = width_for(size, high, len(view.stages), least)
    own = high(wide)
    sheet = sheet_for(size, wide, own)
    air, swell = _spread(sheet.height - own, parts.grid)
    paper = Paper(sheet.width, view.words.content_right_to_left, prefix)
    lines = [*_opening(view, sheet, prefix, theme), *_drawn(parts, paper, sheet, air, swell), "</svg>"]
    return classes_prefixed("\n".join(lines), prefix) + "\n"


def _parts(view: MapView, picture: Picture | None, as_of: date) -> tuple[Parts, Parts]:
    """Return the parts below each other, and with some of them beside the grid."""
    behind = view.ghosts[0] if view.ghosts else None
    every = (
        head(view.header, view.words),
        people(view.people, behind, view.words) if view.people else None,
        grid_of(view),
        lifecycle(view.graph, picture),
        fixes(view),
        legend(view),
        source(view, as_of),
        picture.width if picture is not None else 0.0,
    )
    return Parts(*every, beside=False), Parts(*every, beside=True)


def _fitted(parts: Parts, wide: float, air: float = 0.0, swell: float = 0.0) -> list[Fitted]:
    """Return the bands of a poster at a width of the sheet, from its top to its foot."""
    inner = wide - 2 * _MARGIN
    if parts.beside:
        rows = _with_a_side(parts, inner, air, swell)
    else:
        rows = [parts.people(inner)] if parts.people is not None else []
        rows += [fitted_grid(parts.grid, inner, air, swell), *_below(parts, inner)]
    large = min(max(wide / _PLAIN, 1.0), _LARGEST)
    return [zoomed(parts.head, round(large, 1))(inner), *rows, parts.source(inner)]


def _with_a_side(parts: Parts, inner: float, air: float, swell: float) -> list[Fitted]:
    """Return grid and lifecycle with people, findings and legend at their side."""
    side = min(max(inner * _SIDE, 420.0), 680.0)
    own = inner - side - _APART
    held = [each for each in (parts.people, parts.fixes, parts.legend) if each is not None]
    narrow = parts.life_width <= side
    if narrow:
        held.insert(1, parts.life)
    block = stack(held, _GAP)(side)
    under = [] if narrow or parts.life_width > own else [parts.life(own)]
    main = _stretched(parts.grid, own, block.height - sum(each.height + _GAP for each in under), air, swell)
    left = stack([_already(each) for each in (main, *under)], _GAP)(own)
    row = abreast([left, block], [own, side], _APART)
    return [row] if narrow or under else [row, parts.life(inner)]


def _stretched(grid: Grid, wide: float, least: float, air: float, swell: float) -> Fitted:
    """Return the grid, higher where it is lower than what stands beside it."""
    fitted = fitted_grid(grid, wide, air, swell)
    short = least - fitted.height
    if short <= 0:
        return fitted
    more = min(short * 0.5, _MOST_SWELL) if grid.curved else 0.0
    return fitted_grid(
        grid, wide, air + min((short - more) / max(len(grid.rows), 1), _MOST_AIR), swell + more
    )


def _already(fitted: Fitted) -> Block:
    return lambda _: fitted


def _below(parts: Parts, inner: float) -> list[Fitted]:
    """Return lifecycle, findings and legend, as many of them beside each other as there is room for."""
    life = max(parts.life_width, 500.0)
    others = [each for each in (parts.fixes, parts.legend) if each is not None]
    for count in range(len(others), 0, -1):
        side = min(max((inner - life * _LIFE) / count - _APART, 0.0), _WIDEST)
        if side >= _LEAST_SIDE:
            own = inner - (side + _APART) * count
            blocks = [parts.life(own), *(each(side) for each in others[:count])]
            row = abreast(blocks, [own, *[side] * count], _APART)
            return [row, *(each(inner) for each in others[count:])]
    return [parts.life(inner), *(each(inner) for each in others)]


def _height(parts: Parts, wide: float) -> float:
    return _total(_fitted(parts, wide))


def _total(fitted: list[Fitted]) -> float:
    return sum(each.height for each in fitted) + _GAP * (len(fitted) - 1) + 2 * _MARGIN


def _spread(slack: float, grid: Grid) -> tuple[float, float]:
    """Return what of the height left over goes to each row, and to the emotion."""
    slack = max(slack, 0.0)
    swell = min(slack * 0.5, _MOST_SWELL) if grid.curved else 0.0
    return min((slack - swell) / max(len(grid.rows), 1), _MOST_AIR), swell


def _drawn(parts: Parts, paper: Paper, sheet: Sheet, air: float, swell: float) -> Iterator[str]:
    fitted = _fitted(parts, sheet.width, air, swell)
    gap = _GAP + max(sheet.height - _total(fitted), 0.0) / max(len(fitted) - 1, 1)
    y = _MARGIN
    for each in fitted:
        yield from each.draw(paper, _MARGIN, y)
        y += each.height + gap


def _opening(view: MapView, sheet: Sheet, prefix: str, theme: Theme) -> Iterator[str]:
    words = view.words
    ours = f' xml:lang="{text(words.tag)}"' if words.mixed else ""
    what = words(
        "Journey map: lanes in rows, {count} stages in columns. The emotion lane lists one value for each "
        "touchpoint from −2, very negative, to +2, very positive.",
        count=len(view.stages),
    )
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{text(words.content)}" class="poster" role="img" '
        f'aria-labelledby="{prefix}title {prefix}desc" width="{sheet.shown_width}" '
        f'height="{sheet.shown_height}" viewBox="0 0 {n(sheet.width)} {n(sheet.height)}">'
    )
    yield f'<title id="{prefix}title">{text(view.header.title)}</title>'
    yield f'<desc id="{prefix}desc"{ours}>{text(what)}{words.language.space}{text(view.graph.summary)}</desc>'
    slanted = primary(words.content) not in _UPRIGHT and not words.content_right_to_left
    style = f"{styles.style(slanted=slanted, theme=theme)}\n{with_values(asset('graph.css'), light(theme))}"
    yield f"<style>{style_prefixed(style, prefix)}</style>"
    yield f'<rect class="sheet" width="{n(sheet.width)}" height="{n(sheet.height)}"/>'
