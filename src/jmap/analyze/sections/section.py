"""A table of an analysis, with its title and what has to be said of it."""

from __future__ import annotations

from jmap.analyze.formats.tables import Table
from jmap.records import frozen


@frozen
class Section:
    """A table under a title. `key` is one of our own words, `notes` are sentences about the table."""

    key: str
    title: str
    table: Table
    notes: tuple[str, ...] = ()


def greyed(rows: list[bool]) -> frozenset[int]:
    """Return the places of the rows that are to be greyed."""
    return frozenset(place for place, few in enumerate(rows) if few)
