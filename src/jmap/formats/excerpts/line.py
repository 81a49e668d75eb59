"""A line of a file as it is drawn: what is hidden is shown, and a long one is cut on both sides."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from jmap.formats.width import pieces
from jmap.records import frozen

CUT = "…"


@frozen
class Line:
    """A line as it is drawn, and where its characters stand in it.

    Character `first + n` of the file's line is drawn from cell `shift + starts[n]` up to, not including,
    `shift + ends[n]`. Characters of one cluster share their cells.
    """

    text: str
    first: int
    starts: Sequence[int]
    ends: Sequence[int]
    shift: int = 0

    def cells_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the cells of some characters, from and up to; at least one, and none that is cut off.

        `start` and `end` count the characters of the file's line from 0.
        """
        last = len(self.starts)
        if start - self.first >= last:
            # Past the end, where something is missing.
            edge = self.shift + self.ends[-1] if last else 0
            return edge, edge + 1
        begin = self.starts[max(start - self.first, 0)]
        stop = self.ends[max(1, min(end - self.first, last)) - 1] if end > start else begin
        return self.shift + begin, self.shift + max(stop, begin + 1)


def draw(text: str, limit: int, start: int = 0, stop: int = 1) -> Line:
    """Return a line as it is drawn, cut to so many cells around a stretch of it.

    `start` and `stop` count characters from 0: the first that must be in sight, and the one behind the
    last. Three eighths of the room are left before the stretch, fewer where it needs them.
    """
    begin, end = _region(len(text), limit, start)
    near = text[begin:end]
    if near.isascii() and near.isprintable():
        return _ascii(text, limit, start, stop)
    part = _measured(text, begin, end)
    if len(near) == len(text) and part.edges[-1] <= limit:
        return Line("".join(part.shown), 0, part.starts, part.ends)
    at = bisect_right(part.counts, start) - 1
    until = max(at, min(bisect_left(part.counts, stop), len(part.shown)))
    lead = _lead(limit, part.edges[until] - part.edges[at])
    # A piece at either end of what was looked at may be half of one.
    low = max(bisect_left(part.edges, part.edges[at] - lead), 1 if begin else 0)
    high = min(bisect_right(part.edges, part.edges[low] + limit) - 1, len(part.shown) - (end < len(text)))
    first, last = part.counts[low], part.counts[high]
    before, after = CUT * (first > 0), CUT * (last < len(text))
    return Line(
        before + "".join(part.shown[low:high]) + after,
        first,
        part.starts[first - begin : last - begin],
        part.ends[first - begin : last - begin],
        len(before) - part.edges[low],
    )


def _region(size: int, limit: int, start: int) -> tuple[int, int]:
    """Return the part of a line to look at: all of a short one, and of a long one what may be in sight.

    Places that are near each other look at the same part, so that it has to be measured once.
    """
    if size <= 2 * limit:
        return 0, size
    step = 4 * limit
    begin = start - start % step
    return max(0, begin - limit), min(size, begin + step + 2 * limit)


@frozen
class _Part:
    """A part of a line, measured.

    `shown` are its pieces, `edges` and `counts` the cells and the characters before each and behind the last,
    `starts` and `ends` the cells of each character.
    """

    shown: Sequence[str]
    edges: Sequence[int]
    counts: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]


@lru_cache(maxsize=4)
def _measured(text: str, begin: int, end: int) -> _Part:
    """Return a part of a line, measured."""
    shown, edges, counts = [], [0], [begin]
    starts: list[int] = []
    ends: list[int] = []
    cell = 0
    for piece, count, width in pieces(text[begin:end]):
        shown.append(piece)
        starts.extend([cell] * count)
        cell += width
        ends.extend([cell] * count)
        edges.append(cell)
        counts.append(counts[-1] + count)
    return _Part(shown, edges, counts, starts, ends)


def _ascii(text: str, limit: int, start: int, stop: int) -> Line:
    """Cut a line around which a character is a cell, without looking at each."""
    size = len(text)
    if size <= limit:
        return Line(text, 0, range(size), range(1, size + 1))
    low = max(0, start - _lead(limit, min(stop, size) - start))
    high = min(size, low + limit)
    before, after = CUT * (low > 0), CUT * (high < size)
    count = high - low
    return Line(before + text[low:high] + after, low, range(count), range(1, count + 1), len(before))


def _lead(limit: int, stretch: int) -> int:
    return max(0, min(limit * 3 // 8, limit - stretch))
