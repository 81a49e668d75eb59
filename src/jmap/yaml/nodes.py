"""The positioned tree that the reader makes of a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from jmap.faults import On, Route, Span

Point: TypeAlias = tuple[int, int]
"""A line and a column, both from 0, the column in code points."""


class Scalar:
    """A leaf: its text as YAML reads it, and whether it stood there without quotes.

    A plain scalar keeps its text (`017`, `yes`, `2026-10-01`); what it means is for the type of
    the field to say. Not a dataclass, and not frozen: one is made for every word of a file.
    """

    __slots__ = ("end", "plain", "start", "text")

    def __init__(self, text: str, plain: bool, start: Point, end: Point) -> None:
        self.text = text
        self.plain = plain
        self.start = start
        self.end = end


class Mapping:
    """Keys as text, in file order, each with the scalar that wrote it and its value.

    `whole` is False where the file says more than could be read into it: then a key that is not
    there may well be written.
    """

    __slots__ = ("end", "entries", "start", "whole")

    def __init__(self, start: Point) -> None:
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.start = start
        self.end = start
        self.whole = True


class Sequence:
    """Items in file order."""

    __slots__ = ("end", "items", "start")

    def __init__(self, start: Point) -> None:
        self.items: list[Node] = []
        self.start = start
        self.end = start


Node: TypeAlias = Scalar | Mapping | Sequence


def node_span(node: Node) -> Span:
    """Return the span of a node, quotes and brackets included."""
    return Span(node.start[0] + 1, node.start[1] + 1, node.end[0] + 1, node.end[1] + 1)


def locate(root: Node | None, route: Route, on: On) -> Span | None:
    """Return the span of the key or value at a route, or of the nearest part of it that exists.

    A route that leads nowhere ends at the key of the last object that it reached; with nothing
    reached, at the file's first key. None where the file holds no node at all.
    """
    if root is None:
        return None
    node: Node = root
    key: Scalar | None = None
    for step in route:
        found = _step(node, step)
        if found is None:
            break
        key, node = found
    else:
        if route and (on is On.VALUE or key is None):
            return node_span(node)
    if key is not None:
        return node_span(key)
    if isinstance(node, Mapping) and node.entries:
        return node_span(next(iter(node.entries.values()))[0])
    return node_span(node)


def route_at(root: Node | None, point: Point) -> Route:
    """Return the way to the innermost key or value that holds a point; as far down as it leads."""
    route: list[str | int] = []
    node = root
    while node is not None:
        below = next((each for each in _children(node) if each[1] <= point < each[2]), None)
        if below is not None:
            route.append(below[0])
        node = below[3] if below is not None else None
    return tuple(route)


def _children(node: Node) -> Iterator[tuple[str | int, Point, Point, Node]]:
    """Yield the step to each child, where it begins with its key and ends, and the child.

    What an alias repeats ends before it begins, and so holds no point.
    """
    if isinstance(node, Mapping):
        for name, (key, value) in node.entries.items():
            yield name, key.start, max(key.end, value.end), value
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield index, item.start, item.end, item


def _step(node: Node, step: str | int) -> tuple[Scalar | None, Node] | None:
    if isinstance(node, Mapping):
        return node.entries.get(str(step))
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return None, node.items[step]
    return None


def walk(root: Node) -> Iterator[tuple[Route, Scalar | None, Node]]:
    """Yield every node below a root with its route and its key, in file order, without recursion."""
    stack: list[tuple[Route, Scalar | None, Node]] = [((), None, root)]
    while stack:
        route, key, node = stack.pop()
        yield route, key, node
        if isinstance(node, Mapping):
            children: list[tuple[Route, Scalar | None, Node]] = [
                ((*route, name), entry[0], entry[1]) for name, entry in node.entries.items()
            ]
        elif isinstance(node, Sequence):
            children = [((*route, index), None, item) for index, item in enumerate(node.items)]
        else:
            continue
        stack.extend(reversed(children))
