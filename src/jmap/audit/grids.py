"""The grids of coverage in a portfolio: persona by stage and segment by stage, over all maps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from jmap.audit.columns import Columns, columns_of
from jmap.audit.coverage import Kind, known, looks, of_today
from jmap.audit.portfolio import CoverageCell, CoverageGrid, CoverageRow
from jmap.audit.seen import MapSeen

MOST_STAGES: Final = 60
"""Columns of a grid; of more stages, those that most maps look at."""
MOST_ROWS: Final = 200
"""Rows of a grid; of more personas or segments, the first that maps see."""


def grids(maps: Sequence[MapSeen]) -> tuple[CoverageGrid, ...]:
    """Return the grids of some maps, none for personas or segments that no map has.

    Maps of what shall be count only where there are no others.
    """
    today = of_today(sorted(maps, key=lambda each: each.path))
    columns = columns_of(today)
    return tuple(_grids(today, columns, _widest(today, columns)))


def _widest(maps: Sequence[MapSeen], columns: Columns) -> set[str]:
    """Return the ids of the stages that have a column."""
    if len(columns.columns) <= MOST_STAGES:
        return {each.id for each in columns.columns}
    amounts = dict.fromkeys((each.id for each in columns.columns), 0)
    for seen in maps:
        for _, column in looks(seen, columns, None):
            amounts[column] += 1
    return set(sorted(amounts, key=lambda id_: -amounts[id_])[:MOST_STAGES])


def _grids(maps: Sequence[MapSeen], columns: Columns, wide: set[str]) -> Iterator[CoverageGrid]:
    stages = tuple((each.id, each.name) for each in columns.columns if each.id in wide)
    kinds: tuple[Kind, ...] = ("persona", "segment")
    for kind in kinds:
        every = known(maps, kind)
        shown = every[:MOST_ROWS]
        if not shown or not stages:
            continue
        ids = [id_ for id_, _, _ in shown]
        cells = _cells(maps, columns, kind, ids, wide)
        nothing = CoverageCell(0, ())
        rows = tuple(
            CoverageRow(id_, name, tuple(cells.get((id_, stage), nothing) for stage, _ in stages))
            for id_, name, _ in shown
        )
        yield CoverageGrid(kind, stages, rows, len(columns.columns) - len(stages), len(every) - len(shown))


def _cells(
    maps: Sequence[MapSeen], columns: Columns, kind: Kind, people: Sequence[str], wide: set[str]
) -> dict[tuple[str, str], CoverageCell]:
    wanted = set(people)
    amounts: dict[tuple[str, str], int] = {}
    ids: dict[tuple[str, str], list[str]] = {}
    for seen in maps:
        for key, tally in looks(seen, columns, kind, people).items():
            if key[0] in wanted and key[1] in wide:
                amounts[key] = amounts.get(key, 0) + tally.touchpoints
                ids.setdefault(key, []).append(seen.id)
    return {key: CoverageCell(amounts[key], tuple(ids[key])) for key in amounts}
