"""Where the keys and values of a TOML file stand: the standard reader does not tell."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from typing import Final

from jmap.faults import Route
from jmap.records import frozen
from jmap.yaml.nodes import Point

_GAP: Final = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_SPACE: Final = re.compile(r"[ \t]*+")
_PART: Final = re.compile(r"""[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\[^\n])*+"|'[^'\n]*+'""")
_TEXT: Final = re.compile(
    r'''"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*+"{3,5}|\'\'\'(?:[^']|'{1,2}(?!'))*+'{3,5}'''
    r"""|"(?:[^"\\\n]|\\[^\n])*+"|'[^'\n]*+\'"""
)
# A date and a time may have a space between them.
_WORD: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[^\s,\]}#]*+|[^\s,\]}#=]++")
_BREAK: Final = re.compile("\r\n|\r|\n")


@frozen
class Stretch:
    """A key and its value as indexes of the text, the ends exclusive; a header is its own value."""

    key: tuple[int, int]
    value: tuple[int, int]
    header: bool = False


class _Open:
    """A bracket that is not closed yet: what it holds, where it began, how many items so far."""

    __slots__ = ("count", "key", "letter", "route", "start")

    def __init__(self, route: Route, key: tuple[int, int], start: int, letter: str) -> None:
        self.route = route
        self.key = key
        self.start = start
        self.letter = letter
        self.count = 0


class TomlPlaces:
    """Finds keys and values from the top of a text until it ends, or until something is no TOML.

    It does not judge: a text that it reads to its end may still be none. `opened` is the index of the quote
    or bracket that the reading stopped inside of, or -1. `written` has every key in the order of the text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: dict[Route, Stretch] = {}
        self.written: list[tuple[Route, Stretch]] = []
        self.opened = -1
        self._index = self._end_of_key = 0
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]
        self._arrays: dict[Route, int] = {}
        self._table: Route = ()
        while self._statement():
            pass

    def point(self, index: int) -> Point:
        """Return the line and column of an index, both from 0."""
        line = bisect_right(self._starts, index) - 1
        return line, index - self._starts[line]

    def word_end(self, index: int) -> int:
        """Return where the text in quotes or the word at an index ends; one further where there is none."""
        found = _TEXT.match(self.text, index) or _WORD.match(self.text, index)
        return found.end() if found else index + 1

    def _statement(self) -> bool:
        self._skip(_GAP)
        if self._index >= len(self.text):
            return False
        if self.text[self._index] == "[":
            return self._header()
        start = self._index
        parts = self._key()
        if not parts and self.text[start] in "\"'":
            self.opened = start
        if not parts or not self._take("="):
            return False
        key = (start, self._end_of_key)
        route = self._into(self._table, parts, key)
        self._skip(_SPACE)
        return self._value(route, key)

    def _header(self) -> bool:
        opening = self._index
        several = self.text.startswith("[[", opening)
        self._index += 2 if several else 1
        self._skip(_SPACE)
        start = self._index
        parts = self._key()
        if not parts or not self._take("]]" if several else "]"):
            self.opened = opening
            return False
        span = (start, self._end_of_key)
        route = self._into((), parts, span)
        if several:
            number = self._arrays.get(route, -1) + 1
            self._arrays[route] = number
            self._note(route, Stretch(span, span, header=True))
            route = (*route, number)
            self.found[route] = Stretch(span, span, header=True)
        else:
            self._note(route, Stretch(span, span, header=True))
        self._table = route
        return True

    def _into(self, table: Route, parts: tuple[str, ...], key: tuple[int, int]) -> Route:
        """Return the route of a dotted key; the tables on its way stand where it does."""
        route = table
        for number, part in enumerate(parts):
            route = (*route, part)
            if number + 1 < len(parts):
                self.found.setdefault(route, Stretch(key, key))
                if route in self._arrays:
                    route = (*route, self._arrays[route])
        return route

    def _value(self, route: Route, key: tuple[int, int]) -> bool:
        """Read one value with all that is in it, without recursion."""
        opened: list[_Open] = []
        while True:
            start = self._index
            letter = self.text[start : start + 1]
            if letter in ("[", "{"):
                opened.append(_Open(route, key, start, letter))
                self._index += 1
                comes = True
            else:
                if not self._leaf():
                    return False
                self._note(route, Stretch(key, (start, self._index)))
                comes = False
            while opened:
                inner = opened[-1]
                self._skip(_GAP)
                letter = self.text[self._index : self._index + 1]
                if letter == ("]" if inner.letter == "[" else "}"):
                    self._index += 1
                    self._note(inner.route, Stretch(inner.key, (inner.start, self._index)))
                    opened.pop()
                    comes = False
                elif letter == "," and not comes:
                    self._index += 1
                    comes = True
                elif not comes or not letter:
                    self.opened = inner.start
                    return False
                elif inner.letter == "[":
                    key, route = (self._index,) * 2, (*inner.route, inner.count)
                    inner.count += 1
                    break
                else:
                    first = self._index
                    parts = self._key()
                    if not parts or not self._take("="):
                        self.opened = inner.start
                        return False
                    key = (first, self._end_of_key)
                    route = self._into(inner.route, parts, key)
                    self._skip(_SPACE)
                    break
            else:
                return True

    def _leaf(self) -> bool:
        start = self._index
        letter = self.text[start : start + 1]
        quoted = letter in ('"', "'")
        found = (_TEXT if quoted else _WORD).match(self.text, start)
        # Three quotes that nothing closes would pass for an empty text and one quote.
        if found is None or (self.text.startswith(letter * 3, start) and len(found[0]) == 2):
            self.opened = start if quoted else -1
            return False
        self._index = found.end()
        return True

    def _key(self) -> tuple[str, ...]:
        """Read a key with its dots; nothing where there is none."""
        parts: list[str] = []
        while True:
            found = _PART.match(self.text, self._index)
            if found is None:
                return ()
            part = found[0]
            if part[0] in "\"'":
                try:
                    part = str(tomllib.loads(f"x = {part}")["x"])
                except tomllib.TOMLDecodeError:
                    return ()
            parts.append(part)
            self._index = self._end_of_key = found.end()
            self._skip(_SPACE)
            if not self.text.startswith(".", self._index):
                return tuple(parts)
            self._index += 1
            self._skip(_SPACE)

    def _note(self, route: Route, stretch: Stretch) -> None:
        before = self.found.get(route)
        # The tables on the way of a dotted key give way to a header of their own.
        if before is None or (stretch.header and before.key == before.value and not before.header):
            self.found[route] = stretch
        self.written.append((route, stretch))

    def _take(self, sign: str) -> bool:
        if not self.text.startswith(sign, self._index):
            return False
        self._index += len(sign)
        return True

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self._index)
        self._index = found.end() if found else self._index
