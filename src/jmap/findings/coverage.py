"""What a comment speaks for: the object on its line, or on the line below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jmap.faults import Route, Span
from jmap.records import frozen
from jmap.workspace.sight import SINGULAR
from jmap.yaml.nodes import Node, Point, Scalar, walk
from jmap.yaml.source import Source


@frozen
class Coverage:
    """A stretch of a file, and the way to the first object in it. Its end belongs to it."""

    span: Span
    route: Route


class Coverages:
    """Answers for the comments of one file; `comments` are the line and column, from 1, of all of them."""

    def __init__(self, root: Node, source: Source, comments: Iterable[tuple[int, int]]) -> None:
        self._lines = source.lines()
        self._below = self._skips(comments)
        self._root = root
        self._begin: Mapping[int, Coverage] | None = None

    def of(self, line: int, column: int) -> Coverage | None:
        """Return what a comment at a line and column, from 1, covers; None where nothing begins there.

        Behind anything else it speaks for its own line, and alone on a line for the next one; comments
        below one another all speak for the line below the last of them. It covers every key with its
        value, and every item of a list, that begins on that line.
        """
        if self._begin is None:
            self._begin = self._beginnings()
        before = self._before(line, column)
        # An item of a list may begin with its dash alone.
        if not before or (not before.strip("- \t") and line not in self._begin):
            line = self._below.get(line + 1, line + 1)
        return self._begin.get(line)

    def line(self, number: int) -> str:
        """Return the text of a line, from 1."""
        return self._lines[number - 1]

    def _before(self, line: int, column: int) -> str:
        return self._lines[line - 1][: column - 1].strip()

    def _skips(self, comments: Iterable[tuple[int, int]]) -> dict[int, int]:
        """Return, for each line that holds a comment only, the first line below that does not."""
        skips: dict[int, int] = {}
        for line, column in sorted(comments, reverse=True):
            if not self._before(line, column):
                skips[line] = skips.get(line + 1, line + 1)
        return skips

    def _beginnings(self) -> dict[int, Coverage]:
        """Return, for each line on which something begins, from the first of it to the last end."""
        found: dict[int, tuple[Point, Point, Route]] = {}
        for route, key, node in walk(self._root):
            if not route:
                continue
            first = node.start if key is None else key.start
            last = node.end if key is None else max(key.end, node.end)
            _widen(found, first, last, route)
            if key is not None and node.start[0] > key.end[0] and self._stands_alone(node):
                _widen(found, node.start, node.end, route)
        return {
            first[0] + 1: Coverage(Span(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1), route)
            for first, last, route in found.values()
        }

    def _stands_alone(self, node: Node) -> bool:
        """Tell whether a value on a line of its own begins there itself, and not by its first key or item."""
        line, column = node.start
        return isinstance(node, Scalar) or self._lines[line][column : column + 1] in ("[", "{")


def _widen(found: dict[int, tuple[Point, Point, Route]], first: Point, last: Point, route: Route) -> None:
    so_far = found.get(first[0])
    if so_far is None:
        found[first[0]] = first, last, route
    elif first < so_far[0]:
        found[first[0]] = first, max(last, so_far[1]), route
    elif last > so_far[1]:
        found[first[0]] = so_far[0], last, so_far[2]


def named(route: Route) -> str:
    """Return what the object at a route is called in a message: `the pains of touchpoint x`, in backticks."""
    if not route:
        return "this file"
    section, *rest = route
    if section in SINGULAR and rest:
        base, rest = f"{SINGULAR[str(section)]} `{rest[0]}`", rest[1:]
    else:
        base = f"`{section}`"
    keys = [step for step in rest if isinstance(step, str)]
    item = "an item of " if rest and not isinstance(rest[-1], str) else ""
    return f"{item}`{keys[-1]}` of {base}" if keys else f"{item}{base}"
