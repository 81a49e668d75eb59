"""What stands under a line: signs below what is meant, and the words that belong to them.

The words of the last sign stand beside it. Those of the others stand there too where there is room,
and otherwise hang below on a line of their own, so that no two ever collide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from jmap.formats.width import cells, wrapped
from jmap.records import frozen

ROOMY: Final = 32
"""The least cells that words need to be wrapped beside a sign; with fewer they stand below it."""
LEAST: Final = 20
"""The least cells that words are given below a sign."""

Paint: TypeAlias = Callable[[str], str]
Part: TypeAlias = tuple[int, str, Paint]
"""A text with the cell that it begins at, and its colour."""


@frozen
class Mark:
    """Signs from one cell up to, not including, another, with their words; they may be empty."""

    start: int
    end: int
    sign: str
    words: str
    paint: Paint


def rows_under(marks: Sequence[Mark], room: int) -> list[list[Part]]:
    """Return the rows below a line, each as its parts from left to right.

    No row is wider than `room` cells, where words can be broken at all; 0 stands for no end of room.
    Of marks that overlap the shortest is on top, and of equals the first.
    """
    if len(marks) == 1:
        return _alone(marks[0], room)
    rows = [_signs(marks)]
    hanging = []
    spoken = sorted((each for each in marks if each.words), key=lambda each: (-each.start, -each.end))
    last = max(spoken, key=lambda each: each.end, default=None)
    for mark in spoken:
        lines = _beside(mark, room) if _stands_free(mark, marks, to_the_end=mark is last) else []
        if lines:
            _put(rows, 0, mark.end + 1, lines, mark.paint)
        else:
            hanging.append(mark)
    level = max(2, len(rows))
    for mark in hanging:
        rows.extend([] for _ in range(level - len(rows)))
        for row in rows[1:level]:
            if not row or row[0][0] > mark.start:
                row.insert(0, (mark.start, "|", mark.paint))
        lines = wrapped(mark.words, max(room - mark.start, 1) if room else 0)
        _put(rows, level, mark.start, lines, mark.paint)
        level += len(lines)
    return rows


def compose(parts: Sequence[Part]) -> str:
    """Return a row as text. What begins where another part has not ended is left out."""
    text = before = ""
    at = 0
    for start, words, paint in parts:
        # Counted here, not where it ends: what comes last is the longest, and nothing follows it.
        until = at + cells(before)
        if start >= until:
            text += " " * (start - until) + paint(words)
            at, before = start, words
    return text


def _alone(mark: Mark, room: int) -> list[list[Part]]:
    """Return the rows of a line with one mark."""
    rows: list[list[Part]] = [[(mark.start, mark.sign * (mark.end - mark.start), mark.paint)]]
    if not mark.words:
        return rows
    lines = _beside(mark, room)
    if lines:
        _put(rows, 0, mark.end + 1, lines, mark.paint)
        return rows
    widest = max(map(cells, mark.words.split(" ")))
    start = max(0, min(mark.start, room - min(cells(mark.words), max(widest, LEAST))))
    _put(rows, 1, start, wrapped(mark.words, room - start), mark.paint)
    return rows


def _put(rows: list[list[Part]], level: int, start: int, lines: Sequence[str], paint: Paint) -> None:
    """Add lines of words to rows from a level down."""
    rows.extend([] for _ in range(level + len(lines) - len(rows)))
    for row, words in zip(rows[level:], lines, strict=False):
        row.append((start, words, paint))
        row.sort(key=_start)


def _start(part: Part) -> int:
    return part[0]


def _beside(mark: Mark, room: int) -> list[str]:
    """Return the lines of a mark's words that stand beside it; none where they need more room."""
    if not room:
        return [mark.words]
    free = room - mark.end - 1
    if free < ROOMY and cells(mark.words) > free:
        return []
    return wrapped(mark.words, free)


def _stands_free(mark: Mark, marks: Sequence[Mark], *, to_the_end: bool) -> bool:
    """Tell whether words may stand beside a mark: those of the last one, and what fits before the next."""
    until = mark.end + 1 + cells(mark.words)
    others = [other for other in marks if other is not mark]
    if to_the_end:
        return all(other.end <= mark.end for other in others)
    return not any(other.end >= mark.end and other.start <= until for other in others) and any(
        other.start > until for other in others
    )


def _signs(marks: Sequence[Mark]) -> list[Part]:
    """Return the signs of marks that may overlap."""
    top: dict[int, Mark] = {}
    for mark in sorted(marks, key=lambda each: each.end - each.start):
        for cell in range(mark.start, mark.end):
            top.setdefault(cell, mark)
    parts: list[Part] = []
    for cell in sorted(top):
        mark = top[cell]
        if parts and parts[-1][0] + len(parts[-1][1]) == cell and top[cell - 1] is mark:
            start, signs, paint = parts[-1]
            parts[-1] = (start, signs + mark.sign, paint)
        else:
            parts.append((cell, mark.sign, mark.paint))
    return parts
