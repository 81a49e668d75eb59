"""What of a comparison shows in each column of the grid: what has gone from it, and which lanes differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jmap.records import frozen
from jmap.render.beside_rows import ChangeShown, Pair

_LANES: Final = {
    "actions": ("actions",),
    "thoughts": ("thoughts", "quotes"),
    "needs": ("needs",),
    "pains": ("pains",),
    "gains": ("gains",),
    "signs": ("drivers", "risks"),
    "owner": ("owner",),
    "frontstage": ("frontstage",),
    "backstage": ("backstage",),
    "support": ("support",),
}
"""The keys that fill each lane; touchpoints, emotion and metrics show what changes in other ways."""


@frozen
class Gone:
    """What shows in a column though it is no longer in it.

    `stages` and `touchpoints` are removed; `moved` are touchpoints that lay here, each with the name of the
    stage that it is in now.
    """

    stages: tuple[ChangeShown, ...]
    touchpoints: tuple[ChangeShown, ...]
    moved: tuple[tuple[ChangeShown, str], ...]


def gone_of(
    pair: Pair, rows: Sequence[ChangeShown], order: Sequence[str], columns: Sequence[str]
) -> tuple[Gone, ...]:
    """Return what has gone from each column; `order` are the ids of the stages of both maps.

    Stages that are no more show in the column of the stage that they followed. What the later map keeps as
    archived has its own place in the grid.
    """
    after = pair.after.journey
    found = []
    for column in columns:
        mine = _shown_in(column, order, columns)
        removed = [row for row in rows if row.kind == "removed" and row.stage in mine]
        removed = [row for row in removed if row.id not in getattr(after.file, row.section)]
        moved = [row for row in rows if row.stage != column and _was_in(pair, row) in mine]
        found.append(
            Gone(
                tuple(row for row in removed if row.section == "stages"),
                tuple(row for row in removed if row.section == "touchpoints"),
                tuple((row, after.title_of("stages", row.stage)) for row in moved),
            )
        )
    return tuple(found)


def cells_of(
    pair: Pair, rows: Sequence[ChangeShown], columns: Sequence[str], gone: Sequence[Gone]
) -> dict[str, frozenset[int]]:
    """Return, for each lane, the columns in which it differs from that of the as-is map."""
    left = {each.id: index for index, one in enumerate(gone) for each in one.touchpoints}
    left |= {each.id: index for index, one in enumerate(gone) for each, _ in one.moved}
    found: dict[str, set[int]] = {lane: set() for lane in _LANES}
    for row in rows:
        here = columns.index(row.stage) if row.stage in columns else None
        for lane, keys in _LANES.items():
            differs = any(each.key in keys for each in row.keys)
            if here is not None and (differs or (row.kind != "changed" and _says(pair, row, keys))):
                found[lane].add(here)
            if row.section == "touchpoints" and row.id in left and _said(pair, row, keys):
                found[lane].add(left[row.id])
    return {lane: frozenset(each) for lane, each in found.items() if each}


def _shown_in(column: str, order: Sequence[str], columns: Sequence[str]) -> set[str]:
    """Return the stages that show in a column: its own, and those beside it that have no column."""
    if column not in order:
        return {column}
    first = next(each for each in order if each in columns)
    place = order.index(column)
    later = (index for index in range(place + 1, len(order)) if order[index] in columns)
    return set(order[0 if column == first else place : next(later, len(order))])


def _was_in(pair: Pair, row: ChangeShown) -> str:
    """Return the stage that a touchpoint was in and has left for another, or nothing."""
    if row.section != "touchpoints" or row.kind != "moved":
        return ""
    was = pair.before.journey.file.touchpoints[row.id].stage or ""
    return was if was != row.stage else ""


def _says(pair: Pair, row: ChangeShown, keys: Sequence[str]) -> bool:
    """Tell whether what is there now, or was where it is no more, fills any of some keys."""
    side = pair.before if row.of_as_is else pair.after
    return _fills(getattr(side.journey.file, row.section)[row.id], keys)


def _said(pair: Pair, row: ChangeShown, keys: Sequence[str]) -> bool:
    return _fills(pair.before.journey.file.touchpoints[row.id], keys)


def _fills(holder: object, keys: Sequence[str]) -> bool:
    return any(getattr(holder, key, None) for key in keys)
