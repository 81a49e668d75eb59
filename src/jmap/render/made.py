"""What is known of a map once its files are written, as plain data: for the index, and the next run."""

from __future__ import annotations

from typing import Any

from jmap.findings import stored
from jmap.findings.examine import Examined
from jmap.records import frozen
from jmap.render.index import IndexRow, NotDrawn
from jmap.render.packed import pack, unpack


@frozen
class Made:
    """A map that was drawn, or could not be.

    `examined` has its facts, its errors, and what they and its pages rest on: files read, and paths that
    they mention. `linked` are the maps of the run that it leads to, `futures` those that change it. `files`
    are those that were written, by their path below the site's folder, each with its SHA-256; `changed` of
    them were other than before. `lasting` is False where the next run has to look again.
    """

    examined: Examined
    row: IndexRow | NotDrawn
    linked: tuple[str, ...]
    futures: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    changed: int
    notes: tuple[str, ...]

    @property
    def path(self) -> str:
        """Return the path of the map's file below the root."""
        return self.examined.facts.path

    @property
    def lasting(self) -> bool:
        """Tell whether the same files make the same pages, and nothing is to be said of them again."""
        return self.examined.lasting and not self.examined.findings and isinstance(self.row, IndexRow)


def packed(made: Made) -> list[Any]:
    """Return what is known of a map as lists, texts and numbers."""
    return [
        stored.pack(made.examined),
        isinstance(made.row, IndexRow),
        pack(made.row),
        made.linked,
        made.futures,
        made.files,
        made.changed,
        made.notes,
    ]


def unpacked(data: Any) -> Made:
    """Return what was packed. Raises ValueError, TypeError or KeyError where it was not."""
    examined, drawn, row, linked, futures, files, changed, notes = data
    return Made(
        stored.unpack(examined),
        unpack(IndexRow, row) if drawn else unpack(NotDrawn, row),
        unpack(tuple[str, ...], linked),
        unpack(tuple[str, ...], futures),
        unpack(tuple[tuple[str, str], ...], files),
        unpack(int, changed),
        unpack(tuple[str, ...], notes),
    )
