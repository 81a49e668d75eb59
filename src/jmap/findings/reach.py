"""Whether a fault lies in what a comment speaks for, told before anything else is made of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeAlias

from jmap.faults import Fault
from jmap.findings.build import Reads
from jmap.findings.suppressions import Suppression
from jmap.yaml.nodes import locate

Point: TypeAlias = tuple[int, int]


class Reach:
    """Knows, for each file and rule, the stretches that comments cover; `comments` gives those of a file.

    Whether a comment still holds on some day is not asked.
    """

    def __init__(self, comments: Callable[[str], Iterable[Suppression]], read: Reads) -> None:
        self._comments = comments
        self._read = read
        self._stretches: dict[str, dict[str, list[tuple[Point, Point]]]] = {}

    def holds(self, file: str, fault: Fault) -> bool:
        """Tell whether a comment of a file names the rule of a fault in it, and covers its place."""
        path = fault.place.file if fault.place.file is not None else file
        if path not in self._stretches:
            self._stretches[path] = _joined(self._comments(path))
        stretches = self._stretches[path].get(fault.code)
        if not stretches:
            return False
        span = fault.place.span or locate(self._read(path).root, fault.place.route, fault.place.on)
        if span is None:
            return True
        begins = span.line, span.column
        index = bisect_right(stretches, begins, key=lambda each: each[0]) - 1
        return index >= 0 and begins <= stretches[index][1]


def _joined(comments: Iterable[Suppression]) -> dict[str, list[tuple[Point, Point]]]:
    """Return the stretches that comments cover, by rule, in order and none over another."""
    found: dict[str, list[tuple[Point, Point]]] = defaultdict(list)
    for comment in comments:
        if comment.covers is not None:
            span = comment.covers
            for code in comment.codes:
                found[code.text].append(((span.line, span.column), (span.end_line, span.end_column)))
    return {code: _merged(sorted(some)) for code, some in found.items()}


def _merged(stretches: Iterable[tuple[Point, Point]]) -> list[tuple[Point, Point]]:
    merged: list[tuple[Point, Point]] = []
    for first, last in stretches:
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return merged
