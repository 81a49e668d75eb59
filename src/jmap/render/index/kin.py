"""How the maps of an index belong together: what changes what, and what details what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jmap.records import frozen
from jmap.render.index.row import IndexRow
from jmap.render.words import term

MOST_OF_A_KIND = 4


@frozen
class Relative:
    """Another map: its title, the language of that, and the address of its page.

    `stage` is the name of the stage that one of the two details, or empty; it is in the language `lang`.
    """

    title: str
    lang: str
    href: str
    stage: str


@frozen
class Kin:
    """Maps that stand to a map as `how` says, one of our words that takes the `maps`; there are `more`."""

    how: str
    maps: tuple[Relative, ...]
    more: int


_CHANGES = term("Changes {maps}")
_CHANGED = term("To-be: {maps}")
_PART_OF = term("Part of {maps}")
_DETAILS = term("In detail: {maps}")


def kin_of(rows: Sequence[IndexRow]) -> Mapping[str, tuple[Kin, ...]]:
    """Return, by path, the maps in the index that belong to each; nothing for those that stand alone."""
    by_path = {row.path: row for row in rows}
    found: dict[str, dict[str, dict[str, Relative]]] = {}

    def note(path: str, how: str, other: IndexRow, stage: str = "", anchor: str = "") -> None:
        relative = Relative(other.title, other.lang, other.href + anchor, stage)
        found.setdefault(path, {}).setdefault(how, {}).setdefault(other.path, relative)

    for row in rows:
        as_is = by_path.get(row.as_is)
        if as_is is not None and as_is is not row:
            note(row.path, _CHANGES, as_is)
            note(as_is.path, _CHANGED, row)
        for lead in row.details:
            detail = by_path.get(lead.path)
            if detail is not None and detail is not row:
                note(lead.path, _PART_OF, row, lead.name, f"#st-{lead.stage}")
                note(row.path, _DETAILS, detail)
    order = (_PART_OF, _CHANGES, _CHANGED, _DETAILS)
    return {path: tuple(_kin(how, each[how]) for how in order if how in each) for path, each in found.items()}


def _kin(how: str, maps: Mapping[str, Relative]) -> Kin:
    every = tuple(maps.values())
    return Kin(how, every[:MOST_OF_A_KIND], max(len(every) - MOST_OF_A_KIND, 0))
