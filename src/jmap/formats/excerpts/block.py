"""Which places of a finding stand in one picture.

Places of one file that the eye can hold together do, in the order of their lines. Others have a picture of
their own below, which says where it is: one that far away is a place to go to.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from jmap.findings.finding import Finding, Spot
from jmap.formats.excerpts.labels import LEAST
from jmap.formats.excerpts.line import draw
from jmap.formats.width import cells, visible
from jmap.records import frozen

NEAR: Final = 10
"""The most lines from one place to the next in one picture."""


@frozen
class Placed:
    """A place with the words beside it. Its lines go from `first` to `last`, each counted from 1.

    `start` is the character that it begins at in its first line, `end` the one behind it in its last
    line, both from 0. `primary` is True for the place of the finding itself.
    """

    spot: Spot
    words: str
    primary: bool
    first: int
    last: int
    start: int
    end: int


Block = list[Placed]


def blocks(finding: Finding, limit: int, *, narrow: bool) -> list[Block]:
    """Return the places of a finding in blocks, each for one picture: that of the finding first.

    `limit` is how many cells of a line are in sight, `narrow` whether words have to be in them too.
    """
    primary = placed(finding.spot, finding.hint, primary=True)
    if not finding.related:
        return [[primary]]
    places = [primary, *(placed(spot, spot.label, primary=False) for spot in finding.related)]
    order = {id(place): index for index, place in enumerate(places)}
    files: dict[str, Block] = {}
    for place in places:
        files.setdefault(place.spot.file, []).append(place)
    found = [block for same in files.values() for block in _near(same, limit, narrow=narrow)]
    return sorted(found, key=lambda block: min(order[id(place)] for place in block))


def placed(spot: Spot, words: str, *, primary: bool) -> Placed:
    """Return a place with the part of it that its lines show."""
    span = spot.span
    known = {number for number, _ in spot.further}
    last, end = span.end_line, span.end_column - 1
    if last > span.line and end <= 0:
        # What ends before the first character of a line ends with the line above.
        last, end = last - 1, -1
    if last not in known and last >= span.line + len(spot.lines):
        last, end = span.line + max(len(spot.lines), 1) - 1, -1
    if end < 0:
        end = len(spot.lines[last - span.line]) if last - span.line < len(spot.lines) else 0
    return Placed(spot, visible(words), primary, span.line, last, span.column - 1, end)


def in_sight(block: Iterable[Placed]) -> dict[int, tuple[int, int]]:
    """Return, by line, which characters of it have to be in sight: from one, and up to another."""
    found: dict[int, tuple[int, int]] = {}
    for place in block:
        _see(place, found)
    return found


def _see(place: Placed, found: dict[int, tuple[int, int]]) -> None:
    found[place.first] = _joined(found.get(place.first), place.start)
    if place.last > place.first:
        found[place.last] = _joined(found.get(place.last), max(place.end - 1, 0))


def _joined(stretch: tuple[int, int] | None, at: int) -> tuple[int, int]:
    low, high = stretch or (at, at + 1)
    return min(low, at), max(high, at + 1)


def _near(places: Block, limit: int, *, narrow: bool) -> list[Block]:
    """Return places of one file in blocks, in the order of their lines."""
    found: list[Block] = []
    seen: dict[int, tuple[int, int]] = {}
    last = 0
    for place in sorted(places, key=lambda each: (each.first, each.start)):
        shared = seen.get(place.first)
        if (
            found
            and place.spot.lines
            and found[-1][-1].spot.lines
            and place.first - last <= NEAR
            and (shared is None or _fits(place, shared, limit, narrow=narrow))
        ):
            found[-1].append(place)
        else:
            found.append([place])
            seen = {}
            last = 0
        _see(place, seen)
        last = max(last, place.last)
    return found


def _fits(place: Placed, shared: tuple[int, int], limit: int, *, narrow: bool) -> bool:
    """Tell whether a place is in sight together with others that have to be on its first line."""
    start, stop = _joined(shared, place.start)
    if stop - start > 2 * limit:
        return False
    line = draw(place.spot.lines[0], limit, start, stop)
    if start < line.first or stop > line.first + len(line.starts):
        return False
    if not narrow:
        return True
    # Words stand beside the last place, or hang below it as they do below the first.
    begin, end = line.cells_of(place.start, place.end)
    least = limit - LEAST
    return line.cells_of(start, stop)[0] <= least and (begin <= least or end + cells(place.words) <= limit)
