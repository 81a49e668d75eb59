"""A TOML file as positioned nodes, so that config is bound and blamed like a journey file."""

from __future__ import annotations

import tomllib
from datetime import date, time
from typing import Any, Final

from jmap.faults import Fault, Place, Route, Span
from jmap.workspace.toml_places import Stretch, TomlPlaces
from jmap.workspace.toml_slips import explain
from jmap.yaml.nodes import Mapping, Node, Scalar, Sequence

_DEEPEST: Final = 40
"""No setting is nested deeper than four levels; beyond this one the file is not read."""


def read_toml(text: str) -> tuple[Mapping | None, list[Fault]]:
    """Return the tree of a TOML text, or the fault that stops it being one.

    A plain scalar is what TOML writes without quotes: a number, `true`, a date. Keys on the way of a dotted
    key, and tables that no header names, stand where what is in them is first written.
    """
    try:
        plain = tomllib.loads(text)
    except RecursionError:
        return None, [_too_deep()]
    except tomllib.TOMLDecodeError as error:
        return None, [explain(text, str(error))]
    except ValueError:
        message, hint = "a number in this file has more digits than can be read", "write a smaller one"
        return None, [Fault("JM104", message, Place(span=Span(1, 1, 1, 2)), hint)]
    places = TomlPlaces(text)
    try:
        return _Tree(places).table(plain, (), None), []
    except RecursionError:
        return None, [_too_deep()]


class _Tree:
    """Makes nodes of plain data and the places found for it."""

    def __init__(self, places: TomlPlaces) -> None:
        self._places = places

    def table(self, data: dict[str, Any], route: Route, stretch: Stretch | None) -> Mapping:
        """Return the node of a table."""
        self._check_depth(route)
        start, end = stretch.value if stretch is not None else (0, 0)
        node = Mapping(self._places.point(start))
        node.end = self._places.point(end)
        for key, value in data.items():
            here = (*route, key)
            found = self._places.found.get(here) or stretch or Stretch((0, 0), (0, 0))
            first, last = (self._places.point(index) for index in found.key)
            node.entries[key] = Scalar(key, True, first, last), self._node(value, here, found)
        return node

    def _node(self, value: Any, route: Route, stretch: Stretch) -> Node:
        if isinstance(value, dict):
            return self.table(value, route, stretch)
        start, end = (self._places.point(index) for index in stretch.value)
        if isinstance(value, list):
            self._check_depth(route)
            node = Sequence(start)
            node.end = end
            for index, item in enumerate(value):
                here = (*route, index)
                node.items.append(self._node(item, here, self._places.found.get(here) or stretch))
            return node
        if isinstance(value, str):
            return Scalar(value, False, start, end)
        if isinstance(value, bool):
            return Scalar("true" if value else "false", True, start, end)
        if isinstance(value, date | time):
            return Scalar(value.isoformat(), True, start, end)
        return Scalar(repr(value), True, start, end)

    def _check_depth(self, route: Route) -> None:
        if len(route) > _DEEPEST:
            raise RecursionError


def _too_deep() -> Fault:
    span = Span(1, 1, 1, 2)
    return Fault("JM009", "this config is nested too deep", Place(span=span), "flatten it")
