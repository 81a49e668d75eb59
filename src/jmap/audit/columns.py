"""Which stages the grids of coverage have as columns, in which order, and where each map counts.

Stages of several maps are one column where they share an id. A map that details a stage of another counts
for that stage, and brings no columns of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from jmap.audit.seen import Seen
from jmap.records import frozen


@frozen
class Column:
    """A stage that maps share: its id, the name that most of them give it, and that name's language."""

    id: str
    name: str
    lang: str


@frozen
class Columns:
    """All columns in order; `detailed` has, by path, the columns for which a map of details counts."""

    columns: tuple[Column, ...]
    detailed: Mapping[str, tuple[str, ...]]


def columns_of(rows: Sequence[Seen]) -> Columns:
    """Return the columns of some maps."""
    detailed = _detailed(rows)
    tops = [row for row in rows if row.path not in detailed]
    tops.sort(key=lambda row: (not row.lifecycle, -len(row.stages), row.path))
    names: dict[str, Counter[tuple[str, str]]] = {}
    for row in tops:
        for stage in row.stages:
            names.setdefault(stage.id, Counter())[stage.name, row.lang] += 1
    order = _merged([[stage.id for stage in row.stages] for row in tops])
    return Columns(tuple(Column(id_, *names[id_].most_common(1)[0][0]) for id_ in order), detailed)


def _detailed(rows: Sequence[Seen]) -> dict[str, tuple[str, ...]]:
    """Return, for each map that details others, the stages of theirs that it counts for, at any depth."""
    paths = {row.path for row in rows}
    parents: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        for lead in row.details:
            if lead.path in paths and lead.path != row.path:
                parents.setdefault(lead.path, []).append((row.path, lead.stage))
    found = {}
    for path in parents:
        stages: dict[str, None] = {}
        open_, seen = [path], {path}
        while open_:
            for parent, stage in parents[open_.pop()]:
                if parent not in parents:
                    stages[stage] = None
                elif parent not in seen:
                    seen.add(parent)
                    open_.append(parent)
        # Maps that detail each other in a ring have no top, and stand for themselves.
        if stages:
            found[path] = tuple(stages)
    return found


def _merged(lists: Sequence[Sequence[str]]) -> list[str]:
    """Return all items of some lists once, in an order that keeps each list's where they agree.

    A new item stands after the one before it in its own list, or else before the first that is known; what
    knows none of the others stands last.
    """
    end = ""
    after: dict[str, str] = {end: end}
    before: dict[str, str] = {end: end}
    for each in lists:
        place = before[next((item for item in each if item in after), end)]
        for item in each:
            if item not in after:
                after[item], before[item] = after[place], place
                before[after[place]] = after[place] = item
            place = item
    order, item = [], after[end]
    while item != end:
        order.append(item)
        item = after[item]
    return order
