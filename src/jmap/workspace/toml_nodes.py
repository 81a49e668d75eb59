"""A TOML file as positioned nodes, so that config is bound and blamed like a journey file."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import Any

from jmap.faults import Fault, Place, Span
from jmap.yaml.nodes import Mapping, Node, Point, Scalar, Sequence

_HEADER = re.compile(r"\s*\[{1,2}\s*([^\]]+?)\s*\]{1,2}\s*(#.*)?$")
_KEY = re.compile(
    r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=\s*"""
)
_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")
_AT = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")

Places = dict[tuple[str, ...], tuple[Point, Point, Point, Point]]


def read_toml(data: bytes) -> tuple[Mapping | None, list[Fault]]:
    """Return the tree of a TOML file, or the fault that stops it being one.

    Keys and single-line values carry their own positions; what a table spread over places holds
    carries that of its first header.
    """
    try:
        text = data.decode("utf-8-sig")
        plain = tomllib.loads(text)
    except UnicodeDecodeError:
        message = "this file is not UTF-8"
        return None, [Fault("JM001", message, Place(span=Span(1, 1, 1, 2)), "save it as UTF-8")]
    except RecursionError:
        span = Span(1, 1, 1, 2)
        return None, [Fault("JM009", "this config is nested too deep", Place(span=span), "flatten it")]
    except ValueError as error:
        found = _AT.search(str(error))
        lines = text.split("\n")
        line, column = (int(found[1]), int(found[2])) if found else (len(lines), 1)
        if not isinstance(error, tomllib.TOMLDecodeError):
            error = ValueError("a number in it has more digits than any setting can")
        what = _AT.sub("", str(error)).strip().rstrip(".")
        message = f"this is not TOML: {what[:1].lower()}{what[1:]}"
        span = Span(line, column, line, column + 1)
        return None, [Fault("JM004", message, Place(span=span), "mend this line, then run again")]
    places = _places(text)
    return _table(plain, (), places), []


def _table(table: dict[str, Any], route: tuple[str, ...], places: Places) -> Mapping:
    start = places[route][0] if route in places else (0, 0)
    node = Mapping(start)
    node.end = places[route][1] if route in places else start
    for key, value in table.items():
        here = (*route, key)
        key_start, key_end, start, end = places.get(here, (node.start, node.end) * 2)
        scalar = Scalar(key, True, key_start, key_end)
        node.entries[key] = (scalar, _node(value, here, places, start, end))
    return node


def _node(value: Any, route: tuple[str, ...], places: Places, start: Point, end: Point) -> Node:
    if isinstance(value, dict):
        return _table(value, route, places)
    if isinstance(value, list):
        node = Sequence(start)
        node.end = end
        for index, item in enumerate(value):
            here = (*route, str(index))
            _, _, first, last = places.get(here, (start, end, start, end))
            node.items.append(_node(item, here, places, first, last))
        return node
    if isinstance(value, bool):
        return Scalar("true" if value else "false", True, start, end)
    if isinstance(value, date):
        return Scalar(value.isoformat(), False, start, end)
    return Scalar(str(value), not isinstance(value, str), start, end)


def _places(text: str) -> Places:
    """Find keys and the values that follow them on their line; good enough to point at."""
    places: Places = {}
    table: tuple[str, ...] = ()
    counts: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.split("\n")):
        header = _HEADER.match(line)
        if header is not None and "=" not in line.split("#")[0]:
            table = _parts(header[1])
            at = ((number, header.start(1)), (number, header.end(1)))
            if line.lstrip().startswith("[["):
                index = counts.get(table, -1) + 1
                counts[table] = index
                places.setdefault(table, (*at, *at))
                table = (*table, str(index))
            for depth in range(1, len(table) + 1):
                places.setdefault(table[:depth], (*at, *at))
            continue
        key = _KEY.match(line)
        if key is None:
            continue
        route = (*table, *_parts(key[1]))
        end = len(_without_comment(line, key.end()))
        at = ((number, key.start(1)), (number, key.end(1)))
        places.setdefault(route, (*at, (number, key.end()), (number, max(end, key.end() + 1))))
        _items(line, key.end(), end, route, number, places)
    return places


def _items(line: str, start: int, end: int, route: tuple[str, ...], number: int, places: Places) -> None:
    if line[start : start + 1] != "[":
        return
    for index, item in enumerate(re.finditer(r'"[^"]*"|\'[^\']*\'|[^\s,\[\]]+', line[start:end])):
        first, last = (number, start + item.start()), (number, start + item.end())
        places.setdefault((*route, str(index)), (first, last, first, last))


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(name))


def _without_comment(line: str, start: int) -> str:
    quote = ""
    for index in range(start, len(line)):
        character = line[index]
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character == "#":
            return line[:index].rstrip()
    return line.rstrip()
