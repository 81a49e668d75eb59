"""Data to YAML, in a style that is chosen anew for every node, and where each node then stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jmap.faults import Route
from jmap.yaml.nodes import Point
from tests.properties import scalar_styles as styles
from tests.properties.choices import Choices
from tests.properties.page import Page, Stretch
from tests.properties.spacing import Spacing

_LONGEST_KEY = 90
"""A longer key is written with `?`: with escapes it could pass the 1,024 characters that one may have."""
_ANCHORS = ("a", "b", "x-1", "A_b", "1")


@dataclass
class _Anchor:
    """A name; what it names, once that is whole, and where that stands."""

    name: str
    value: Any = None
    stretch: Stretch | None = None


class Printer:
    """Writes one file; nothing in it is a fault."""

    def __init__(self, pick: Choices) -> None:
        self.page = Page()
        self._pick = pick
        self._space = Spacing(self.page, pick)
        self._anchors: dict[str, _Anchor] = {}
        self._handle = "!!"
        self._block_scalar_last = False

    def document(self, value: dict[str, Any]) -> Page:
        """Write a mapping as a whole file."""
        pick, page = self._pick, self.page
        self._space.lines()
        if pick.rarely(4):
            if pick.rarely(3):
                self._directives()
            page.write("---")
            self._value(value, (), -1)
        elif not value or pick.rarely(10):
            self._flow_value(value, (), 0)
            self._space.end_line()
        else:
            self._block(value, (), pick.one_of((0, 0, 0, 0, 1, 4)))
        if pick.rarely(8):
            page.write("...")
            self._space.end_line()
        elif pick.rarely(8) and not self._block_scalar_last and page.text.endswith("\n"):
            page.text = page.text[:-1]
        return page

    def _directives(self) -> None:
        pick, page = self._pick, self.page
        for line in pick.shuffled(("%YAML 1.2", "%TAG !m! tag:yaml.org,2002:")):
            if pick.rarely(2):
                if line.startswith("%T"):
                    self._handle = "!m!"
                page.write(line)
                self._space.end_line(tabs=False)

    # Block style.

    def _value(
        self, value: Any, route: Route, indent: int, *, of_key: bool = False, compact: bool = False
    ) -> None:
        """Write what follows a colon, a dash or a question mark in a block, to the end of its line.

        `indent` is that of the collection around it, `of_key` says that the value is itself a key, and
        `compact` that a collection may begin on this line.
        """
        pick, page = self._pick, self.page
        places = page.keys if of_key else page.values
        self._block_scalar_last = False
        tabs = not compact
        alias = self._alias(value)
        if alias is not None:
            self._space.gap(indent + 1, least=1, tabs=tabs)
            self._write_alias(alias, places, route)
            self._space.end_line()
            return
        anchor, written, reads = self._properties(value)
        block = isinstance(value, dict | list) and value and not pick.rarely(3)
        if block and compact and not written and pick.rarely(2):
            page.write(" " * pick.one_of((1, 1, 2, 3, 7)))
            self._block(value, route, page.here[1], begun=True)
            return
        for part in written:
            self._space.gap(indent + 1, least=1, tabs=tabs)
            page.write(part)
            tabs = True
        if block:
            self._space.end_line(tabs=tabs)
            columns = [indent + step for step in (1, 2, 2, 2, 4, 8)]
            if isinstance(value, list) and not compact and indent >= 0:
                columns.append(indent)
            self._block(value, route, pick.one_of(columns))
        elif self._may_be_empty(value, reads, of_key=of_key) and pick.rarely(2):
            page.placed(places, route, (page.here, page.here))
            self._space.end_line(tabs=tabs)
        elif isinstance(value, str) and pick.rarely(3) and self._block_scalar(value, route, indent, places):
            self._block_scalar_last = True
        else:
            self._space.gap(indent + 1, least=1, tabs=tabs)
            loose = of_key and anchor is None
            self._node(value, route, max(indent, 0), places, reads, flow=False, loose=loose)
            self._space.end_line()
        self._close(anchor, value, places[route])

    def _block(self, value: Any, route: Route, column: int, *, begun: bool = False) -> None:
        """Write a collection in block style, from the beginning of a line or, where `begun`, from here on."""
        page = self.page
        start: Point | None = None
        named: Any = value.items() if isinstance(value, dict) else enumerate(value)
        for name, each in named:
            page.write(" " * (0 if begun and start is None else column))
            start = start or page.here
            if isinstance(value, dict):
                self._entry(name, each, (*route, name), column)
            else:
                page.write("-")
                self._value(each, (*route, name), column, compact=True)
        assert start is not None
        page.values[route] = start, page.last

    def _entry(self, key: str, value: Any, route: Route, column: int) -> None:
        pick, page = self._pick, self.page
        if len(key) > _LONGEST_KEY or pick.rarely(12):
            page.write("?")
            self._value(key, route, column, of_key=True, compact=True)
            if value is None and pick.rarely(2):
                page.values[route] = page.last, page.last
                return
            page.write(f"{' ' * column}:")
            self._value(value, route, column, compact=True)
            return
        self._implicit_key(key, route, flow=False)
        self._value(value, route, column)

    def _block_scalar(self, text: str, route: Route, indent: int, places: dict[Route, Stretch]) -> bool:
        """Write a text as a block scalar; False where none holds it."""
        pick, page = self._pick, self.page
        folded = pick.rarely(2)
        found = styles.block_lines(text, pick, folded=folded)
        if found is None:
            return False
        lines, chomping, told = found
        step = pick.one_of((2, 1, 4, 8))
        number = str(step) if told or pick.rarely(4) else ""
        page.write(" " * pick.one_of((1, 1, 2)))
        start = page.here
        page.write(">|"[not folded] + "".join(pick.shuffled((number, chomping))))
        last = page.here
        self._space.header()
        margin = " " * (indent + step)
        for line in lines:
            page.write(
                margin + line if line else " " * (pick.below(len(margin) + 1) if pick.rarely(8) else 0)
            )
            if line.strip(" \t"):
                above = page.here
                last = above[0], above[1] - (len(line) - len(line.rstrip(" \t")))
            page.write("\n")
        page.placed(places, route, (start, last))
        if "+" not in chomping:
            self._space.lines(deepest=indent)
        return True

    # Flow style.

    def _flow(self, value: Any, route: Route, indent: int) -> None:
        """Write a collection in brackets, from here on."""
        pick, page = self._pick, self.page
        start = page.here
        opened, closed = "{}" if isinstance(value, dict) else "[]"
        page.write(opened)
        self._space.gap(indent + 1)
        for at, name in enumerate(value if isinstance(value, dict) else range(len(value))):
            if at:
                page.write(",")
                self._space.gap(indent + 1, least=pick.below(2))
            inner = (*route, name)
            if isinstance(value, dict):
                self._flow_entry(name, value[name], inner, indent)
            elif isinstance(value[name], dict) and len(value[name]) == 1 and pick.rarely(3):
                [(key, each)] = value[name].items()
                first = page.here
                self._flow_entry(key, each, (*inner, key), indent, alone=True)
                page.values[inner] = first, page.last
            else:
                self._flow_value(value[name], inner, indent)
            self._space.gap(indent + 1)
        if value and pick.rarely(6):
            page.write(",")
        self._space.gap(max(indent, 0))
        page.write(closed)
        page.placed(page.values, route, (start, page.here))

    def _flow_entry(self, key: str, value: Any, route: Route, indent: int, *, alone: bool = False) -> None:
        pick, page = self._pick, self.page
        explicit = len(key) > _LONGEST_KEY or pick.rarely(12)
        if explicit:
            page.write("?")
            self._space.gap(indent + 1, least=1)
            self._flow_value(key, route, indent, of_key=True)
            self._space.gap(indent + 1, least=1)
        elif not self._implicit_key(
            key, route, flow=True, colon=value is not None or alone or pick.rarely(2)
        ):
            page.placed(page.values, route, (page.last, page.last))
            return
        if explicit:
            page.write(":")
        if value is None and pick.rarely(2):
            page.placed(page.values, route, (page.here, page.here))
            page.write(" ")
        else:
            self._space.gap(indent + 1, least=1)
            self._flow_value(value, route, indent)

    def _flow_value(self, value: Any, route: Route, indent: int, *, of_key: bool = False) -> None:
        """Write a node inside brackets."""
        page = self.page
        places = page.keys if of_key else page.values
        alias = self._alias(value)
        if alias is not None:
            self._write_alias(alias, places, route)
            return
        anchor, written, reads = self._properties(value)
        for part in written:
            page.write(part)
            self._space.gap(indent + 1, least=1)
        self._node(value, route, indent, places, reads, flow=True, loose=of_key and anchor is None)
        self._close(anchor, value, places[route])

    # Nodes of both styles.

    def _node(
        self,
        value: Any,
        route: Route,
        indent: int,
        places: dict[Route, Stretch],
        reads: str,
        *,
        flow: bool,
        loose: bool,
    ) -> None:
        """Write a scalar, or a collection in brackets, from here on; `loose` where it is text in any case."""
        page = self.page
        if isinstance(value, dict | list):
            self._flow(value, route, indent)
            return
        start = page.here
        page.write(self._scalar(value, indent + 1, reads, flow=flow, loose=loose))
        page.placed(places, route, (start, page.here))

    def _scalar(self, value: Any, indent: int, reads: str, *, flow: bool, loose: bool) -> str:
        """Return a scalar in any style that a line may go on with."""
        pick = self._pick
        if not isinstance(value, str):
            written = styles.other_spellings(value, pick)
            return written or "null"
        ways = [
            styles.double_quoted(value, pick, one_line=False),
            styles.broken_by_escapes(value, pick, indent),
        ]
        single = styles.single_quoted(value)
        if single is not None:
            ways.append(single)
        text = reads == "str" or loose or styles.is_text(value)
        if text and value != "<<" and styles.may_be_plain(value, flow=flow, key=False):
            ways += [value, value, value]
        way = pick.one_of(ways)
        return way if way == ways[1] else styles.folded_lines(way, pick, indent)

    def _implicit_key(self, key: str, route: Route, *, flow: bool, colon: bool = True) -> bool:
        """Write a key on one line with its colon, which may be left out; tell whether it is there."""
        pick, page = self._pick, self.page
        alias = self._alias(key)
        if alias is not None:
            self._write_alias(alias, page.keys, route)
            page.write(" " * (1 + pick.below(2)) + ":" if colon else "")
            return colon
        anchor, written, reads = self._properties(key)
        for part in written:
            page.write(part + " ")
        ways = [styles.double_quoted(key, pick, one_line=True)]
        if "\n" not in key:
            ways.append(f"'{key.replace(chr(39), chr(39) * 2)}'")
        plain = styles.may_be_plain(key, flow=flow, key=True) and (key != "<<" or reads == "str")
        if plain and (anchor is None or styles.is_text(key)):
            ways += [key] * 4
        start = page.here
        page.write(pick.one_of(ways))
        page.placed(page.keys, route, (start, page.here))
        self._close(anchor, key, page.keys[route])
        if colon:
            page.write(" " * (pick.below(3) if pick.rarely(8) else 0) + ":")
        return colon

    # Anchors, aliases and tags.

    def _properties(self, value: Any) -> tuple[_Anchor | None, list[str], str]:
        """Return an anchor, the properties to be written before a value, and what a plain scalar is then."""
        pick = self._pick
        anchor = None
        written = []
        reads = ""
        if pick.rarely(10):
            anchor = _Anchor(pick.one_of(_ANCHORS))
            self._anchors[anchor.name] = anchor
            written.append(f"&{anchor.name}")
        if pick.rarely(14):
            kinds = {dict: "map", list: "seq", str: "str", bool: "bool", int: "int", float: "float"}
            reads = kinds.get(type(value), "null")
            tags = [f"{self._handle}{reads}", f"!<tag:yaml.org,2002:{reads}>", *["!"] * (reads == "str")]
            written.append(pick.one_of(tags))
        return anchor, pick.shuffled(written), reads

    def _close(self, anchor: _Anchor | None, value: Any, stretch: Stretch) -> None:
        """Let an anchor hold for its value, which is now whole."""
        if anchor is not None:
            anchor.value, anchor.stretch = value, stretch

    def _alias(self, value: Any) -> _Anchor | None:
        """Return an anchor above that names the same value, where there is one and it shall be used."""
        if not self._anchors or self._pick.rarely(3):
            return None
        whole = [each for each in self._anchors.values() if each.stretch is not None]
        same = [each for each in whole if repr(each.value) == repr(value)]
        return self._pick.one_of(same) if same else None

    def _write_alias(self, anchor: _Anchor, places: dict[Route, Stretch], route: Route) -> None:
        page = self.page
        start = page.here
        page.write(f"*{anchor.name}")
        page.placed(places, route, (start, page.here))
        if isinstance(anchor.value, dict | list) and anchor.stretch is not None:
            places[route] = anchor.stretch

    @staticmethod
    def _may_be_empty(value: Any, reads: str, *, of_key: bool) -> bool:
        """Tell whether nothing at all can be written for a value."""
        return not of_key and (value is None or (value == "" and reads == "str" and isinstance(value, str)))
