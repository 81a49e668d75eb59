"""The grid of a poster: stages in columns, lanes in rows, zones at their side, the emotion across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final, cast

from jmap.records import frozen
from jmap.render.cells import EmotionCell
from jmap.render.lanes import LaneShown
from jmap.render.markdown import plain
from jmap.render.poster.band import Band, emotion_band
from jmap.render.poster.blocks import Block, Fitted, nothing, prose, stack
from jmap.render.poster.cells import Told, cell_block
from jmap.render.poster.flow import on_one_line
from jmap.render.poster.paper import Paper
from jmap.render.poster.styles import BODY, HINT, KICKER, LABEL, LANE, STAGE, ZONE
from jmap.render.svg_text import number as n
from jmap.render.view import MapView, StageHead

ZONE_WIDE: Final = 30.0
LANE_WIDE: Final = 166.0
_ACROSS: Final = 13.0
_DOWN: Final = 12.0
_POINT: Final = 13.0
_BAND: Final = 290.0
_MEASURE: Final = 230.0
_LIGHTEST: Final = 0.6
_HEAVIEST: Final = 1.8
COLUMN: Final = 180.0
"""The narrowest column in pixels."""


@frozen
class Row:
    """A lane: its name and cells as blocks."""

    shown: LaneShown
    name: Block
    cells: tuple[Block, ...]


@frozen
class Laid:
    """A row at a width: its top and height, its cells, and what is drawn in them."""

    row: Row
    top: float
    height: float
    name: Fitted
    cells: tuple[Fitted, ...]


@frozen
class Grid:
    """The parts of a grid, ready to be fitted to widths."""

    view: MapView
    told: Told
    heads: tuple[tuple[Block, Block], ...]
    rows: tuple[Row, ...]
    shares: tuple[float, ...]

    @property
    def stages(self) -> int:
        """Return the number of columns."""
        return len(self.heads)

    @property
    def curved(self) -> bool:
        """Tell whether it has the lane of the emotion."""
        return any(row.shown.lane.id == "emotion" for row in self.rows)


def grid_of(view: MapView) -> Grid:
    """Return the grid of a map."""
    told = Told(view.words, tuple(each.initials for each in view.people))
    heads = tuple((_named(stage, view), _about(stage)) for stage in view.stages)
    rows = tuple(_row(shown, told) for shown in view.lanes)
    return Grid(view, told, heads, rows, _shares(rows, len(heads)))


def _shares(rows: Sequence[Row], stages: int) -> tuple[float, ...]:
    """Return what share of the room each column gets: more where it holds more, within bounds."""
    every = [row.cells for row in rows if row.shown.lane.id != "emotion"]
    masses = [sum(cells[stage](_MEASURE).height for cells in every) for stage in range(stages)]
    mean = sum(masses) / max(stages, 1) or 1.0
    weights = [min(max(mass / mean, _LIGHTEST), _HEAVIEST) for mass in masses]
    return tuple(weight / sum(weights) for weight in weights)


def _edges(grid: Grid, wide: float) -> tuple[float, ...]:
    """Return the edges of the columns, from the start of the grid."""
    start = ZONE_WIDE + LANE_WIDE
    room = max(wide - start - COLUMN * grid.stages, 0.0)
    least = (wide - start - room) / max(grid.stages, 1)
    return tuple(accumulate((round(least + room * share, 1) for share in grid.shares), initial=start))


def fitted_grid(grid: Grid, wide: float, air: float = 0.0, swell: float = 0.0) -> Fitted:
    """Return the grid at a width; `air` is added to each row, `swell` to the emotion, both in pixels."""
    edges = _edges(grid, wide)
    widths = [end - start for start, end in pairwise(edges)]
    names = [name(own - 2 * _POINT - 12.0) for (name, _), own in zip(grid.heads, widths, strict=True)]
    abouts = [about(own - 2 * _ACROSS) for (_, about), own in zip(grid.heads, widths, strict=True)]
    chevron = max((each.height for each in names), default=0.0) + 18.0
    head = chevron + max((each.height for each in abouts), default=0.0)
    head += 22.0 if any(each.height for each in abouts) else 8.0
    laid: list[Laid] = []
    top = head
    for index, row in enumerate(grid.rows):
        each = _laid(row, widths, top, air, swell, _short(grid, index, laid, top))
        laid.append(each)
        top += each.height

    def draw(paper: Paper, x: float, y: float) -> Iterator[str]:
        for each in laid:
            lane = each.row.shown.lane
            parts = _lane(grid, each, edges, paper, x, y)
            yield from paper.group(parts, title=grid.view.words(lane.label), id_=f"l-{lane.id}")
        yield from _zones(grid, laid, paper, x, y)
        for index, stage in enumerate(grid.view.stages):
            left = x + edges[index]
            head_parts = [
                *_head(paper, stage, left, y, widths[index], chevron, first=index == 0),
                *names[index].draw(paper, left + _POINT + 10.0, y + 9.0),
                *abouts[index].draw(paper, left + _ACROSS, y + chevron + 9.0),
            ]
            yield from paper.group(head_parts, title=stage.name, id_=f"s-{stage.id}")
        yield paper.rect("frame", x, y + head, wide, top - head, 0)

    return Fitted(top, draw)


def _named(stage: StageHead, view: MapView) -> Block:
    words = view.words
    kicker = words("ARCHIVED") if stage.archived else words("STAGE {number}", number=stage.number)
    return stack([prose(kicker, KICKER), prose(stage.name, STAGE)], 0.0)


def _about(stage: StageHead) -> Block:
    parts = [prose(plain(stage.goal), BODY)] if stage.goal else []
    if stage.duration:
        parts.append(prose(stage.duration, HINT))
    return stack(parts, 2.0)


def _row(shown: LaneShown, told: Told) -> Row:
    lane, words = shown.lane, told.words
    name = [prose(words(lane.label), LANE)]
    if lane.hint:
        name.append(prose(words(lane.hint), HINT))
    cells = tuple(
        prose(words(lane.empty), BODY, "none")
        if cell is None
        else nothing()
        if cell.KIND == "emotion"
        else cell_block(cell, told)
        for cell in shown.cells
    )
    return Row(shown, stack(name, 2.0), cells)


def _laid(row: Row, widths: Sequence[float], top: float, air: float, swell: float, least: float) -> Laid:
    name = row.name(LANE_WIDE - 2 * _ACROSS)
    if row.shown.lane.id == "emotion":
        return Laid(row, top, max(_BAND + swell, least), name, ())
    cells = tuple(each(own - 2 * _ACROSS) for each, own in zip(row.cells, widths, strict=True))
    high = max([name.height, *(each.height for each in cells)]) + 2 * _DOWN + air
    if row.shown.line:
        high += 12.0
    return Laid(row, top, max(high, least), name, cells)


def _short(grid: Grid, index: int, laid: Sequence[Laid], top: float) -> float:
    """Return how high the last row of a zone has to be at least, so that the zone's name fits beside it."""
    last = index + 1 == len(grid.rows) or grid.rows[index + 1].shown.zone
    if not last:
        return 0.0
    first = next((each for each in reversed(laid) if each.row.shown.zone), None)
    own = grid.rows[index].shown.zone
    name = own or (first.row.shown.zone if first is not None else "")
    begun = top if own or first is None else first.top
    return on_one_line(grid.view.words(name), ZONE) + 24.0 - (top - begun) if name else 0.0


def _lane(grid: Grid, laid: Laid, edges: Sequence[float], paper: Paper, x: float, y: float) -> Iterator[str]:
    top, start, end = y + laid.top, x + edges[0], x + edges[-1]
    lane = laid.row.shown.lane
    yield paper.rect("tab", x + ZONE_WIDE, top, LANE_WIDE, laid.height)
    if lane.hidden:
        yield paper.rect("back", start, top, end - start, laid.height)
    drop = _DOWN
    if laid.row.shown.line:
        drop += 12.0
        yield paper.line("sight", (x + ZONE_WIDE, top), (end, top))
        yield from paper.text(LABEL, start + _ACROSS, top + 3.0, (grid.view.words("Line of visibility"),))
    else:
        yield paper.line("rule", (x + ZONE_WIDE, top), (end, top))
    yield from laid.name.draw(paper, x + ZONE_WIDE + _ACROSS, top + drop)
    if lane.id == "emotion":
        yield from _emotion(grid, laid, edges, paper, x, top)
        return
    for index, each in enumerate(laid.cells):
        left = x + edges[index]
        title = f"{grid.view.stages[index].name} · {grid.view.words(lane.label)}"
        yield from paper.group(each.draw(paper, left + _ACROSS, top + drop), title=title)
        if index:
            yield paper.line("rule", (left, top), (left, top + laid.height))


def _emotion(
    grid: Grid, laid: Laid, edges: Sequence[float], paper: Paper, x: float, top: float
) -> Iterator[str]:
    view = grid.view
    person = 0 if view.people else None
    behind = view.ghosts[0] if view.ghosts else None
    band = Band(tuple(x + edge for edge in edges), top, laid.height, person, behind)
    cells = cast("Sequence[EmotionCell | None]", laid.row.shown.cells)
    axis = laid.row.shown.lane.axis
    for word, value in zip(axis, (2, 0, -2), strict=True):
        lines = view.words(word)
        level = band.level(value) - HINT.line / 2
        yield from prose(lines, HINT)(LANE_WIDE - 2 * _ACROSS).draw(paper, x + ZONE_WIDE + _ACROSS, level)
    yield from emotion_band(cells, band, paper, view.words(laid.row.shown.lane.empty))


def _head(
    paper: Paper, stage: StageHead, x: float, y: float, wide: float, high: float, *, first: bool
) -> Iterator[str]:
    """Yield the head of a column: an arrow to the next, in the tone of the stage."""
    notch = 0.0 if first else _POINT
    left, right = x + (0.0 if first else 4.0), x + wide - 1.0
    points = (
        *(
            (left, y),
            (right - _POINT + 4.0, y),
            (right + 4.0, y + high / 2),
            (right - _POINT + 4.0, y + high),
        ),
        *((left, y + high), (left + notch, y + high / 2)),
    )
    yield paper.line("t0" if stage.archived else f"t{stage.tone}", *points, closed=True)


def _zones(grid: Grid, laid: Sequence[Laid], paper: Paper, x: float, y: float) -> Iterator[str]:
    starts = [index for index, each in enumerate(laid) if each.row.shown.zone]
    ends = [*starts[1:], len(laid)] if laid else []
    for start, end in zip(starts, ends, strict=True):
        top = y + laid[start].top
        foot = y + laid[end - 1].top + laid[end - 1].height
        yield paper.rect("soft", x, top, ZONE_WIDE, foot - top)
        yield paper.line("edge", (x, top), (x + ZONE_WIDE + LANE_WIDE, top))
        middle, turn = paper.x(x + ZONE_WIDE / 2), 90 if paper.mirrored else -90
        name = "".join(
            Paper(0.0).text(
                ZONE, 0.0, -ZONE.line / 2, (grid.view.words(laid[start].row.shown.zone),), at="middle"
            )
        )
        yield f'<g transform="translate({n(middle)} {n((top + foot) / 2)}) rotate({turn})">{name}</g>'
