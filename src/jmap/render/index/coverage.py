"""Who is looked at where, over all maps: stages by segment, and by persona, with how each feels there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from jmap.audit.columns import Column, columns_of
from jmap.audit.coverage import Kind, Person, known, looks, of_today
from jmap.audit.seen import Tally
from jmap.records import frozen
from jmap.render.index.row import IndexRow
from jmap.render.wording import feeling, tone
from jmap.render.words import term

MOST_STAGES = 12
"""Columns of a grid; of more stages, those that most maps look at."""
MOST_ROWS = 8
"""Rows of a grid; those past these are folded."""
MOST_FOLDED = 60
"""Rows that are folded, and stages that are only listed; there is no more than their number of the rest."""
_MOST_MAPS = 3

_BY: Final[Mapping[Kind, str]] = {"segment": term("Segment"), "persona": term("Persona")}


@frozen
class MapLink:
    """The way to a map: its title, the language of that, and the address of its page or of a part of it."""

    title: str
    lang: str
    href: str


@frozen
class Cell:
    """How many touchpoints of how many maps cover a stage for someone, and how it feels; a gap where none do.

    `value` is None where no feeling is known; `word` is one of our words, `tone` a class. `links` lead to
    those maps that have most touchpoints here; there are `more` maps.
    """

    gap: bool
    touchpoints: int
    maps: int
    value: float | None
    word: str
    tone: str
    links: tuple[MapLink, ...]
    more: int


@frozen
class GridRow:
    """A segment or a persona: its name and the language of that, with a cell for each stage."""

    name: str
    lang: str
    cells: tuple[Cell, ...]


@frozen
class Grid:
    """Stages by segment or by persona; `by` is one of our words. `more` rows are neither shown nor folded."""

    kind: str
    by: str
    gaps: int
    rows: tuple[GridRow, ...]
    folded: tuple[GridRow, ...]
    more: int


@frozen
class OtherStage:
    """A stage that has no column: what covers it, and for each grid how many of its rows nobody looks at."""

    name: str
    lang: str
    cell: Cell
    gaps: tuple[tuple[str, int, int], ...]


@frozen
class Coverage:
    """The grids and their columns, and the stages without a column; `more` of those are not listed.

    `left_out` counts maps of what shall be, which say nothing of how it is; it is 0 where all are such.
    """

    stages: tuple[Column, ...]
    grids: tuple[Grid, ...]
    others: tuple[OtherStage, ...]
    more: int
    left_out: int


def coverage(rows: Sequence[IndexRow]) -> Coverage | None:
    """Return who is looked at where, or None where no map names a segment or persona."""
    today = of_today(rows)
    found = columns_of(today)
    people = {kind: known(today, kind) for kind in _BY}
    segments = [id_ for id_, _, _ in people["segment"]]
    everyone = _Sums()
    sums = {kind: _Sums() for kind in _BY}
    for row in today:
        detail = row.path in found.detailed
        everyone.add(row, detail, looks(row, found, None))
        for kind, each in sums.items():
            each.add(row, detail, looks(row, found, kind, segments))
    looked = sorted(found.columns, key=lambda column: -everyone.maps("", column.id))
    wide = {column.id for column in looked[:MOST_STAGES]}
    stages = tuple(column for column in found.columns if column.id in wide)
    others = [column for column in found.columns if column.id not in wide]
    grids = tuple(_grid(kind, people[kind], stages, sums[kind]) for kind in sums if people[kind])
    if not grids or not stages:
        return None
    listed = tuple(
        OtherStage(
            column.name,
            column.lang,
            everyone.cell("", column.id),
            tuple(
                (_BY[kind], sum(not sums[kind].maps(id_, column.id) for id_, _, _ in every), len(every))
                for kind, every in people.items()
                if every
            ),
        )
        for column in others[:MOST_FOLDED]
    )
    return Coverage(stages, grids, listed, len(others) - len(listed), len(rows) - len(today))


class _Sums:
    """What maps say of each stage for each segment or persona; '' stands for everyone."""

    def __init__(self) -> None:
        self._tallies: dict[tuple[str, str], Tally] = {}
        self._maps: dict[tuple[str, str], int] = {}
        self._links: dict[tuple[str, str], list[tuple[int, MapLink]]] = {}

    def add(self, row: IndexRow, detail: bool, found: Mapping[tuple[str, str], Tally]) -> None:
        for key, tally in found.items():
            so_far = self._tallies.get(key)
            self._tallies[key] = tally if so_far is None else so_far.plus(tally)
            self._maps[key] = self._maps.get(key, 0) + 1
            href = row.href if detail else f"{row.href}#st-{key[1]}"
            links = self._links.setdefault(key, [])
            links.append((-tally.touchpoints, MapLink(row.title, row.lang, href)))
            links.sort(key=lambda each: each[0])
            del links[_MOST_MAPS:]

    def maps(self, who: str, stage: str) -> int:
        return self._maps.get((who, stage), 0)

    def cell(self, who: str, stage: str) -> Cell:
        key = who, stage
        tally, maps = self._tallies.get(key), self._maps.get(key, 0)
        if tally is None:
            return Cell(True, 0, 0, None, "", "gap", (), 0)
        # As it is shown, so that one value has one word.
        value = float(f"{tally.total / tally.felt:.1f}") if tally.felt else None
        links = tuple(link for _, link in self._links[key])
        said = (feeling(value), tone(value)) if value is not None else ("", "no")
        return Cell(False, tally.touchpoints, maps, value, *said, links, maps - len(links))


def _grid(kind: Kind, every: Sequence[Person], stages: Sequence[Column], sums: _Sums) -> Grid:
    rows = tuple(
        GridRow(name, lang, tuple(sums.cell(id_, stage.id) for stage in stages))
        for id_, name, lang in every[: MOST_ROWS + MOST_FOLDED]
    )
    gaps = sum(not sums.maps(id_, stage.id) for id_, _, _ in every for stage in stages)
    return Grid(kind, _BY[kind], gaps, rows[:MOST_ROWS], rows[MOST_ROWS:], len(every) - len(rows))
