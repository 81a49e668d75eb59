"""Kinds of values in a file of measures: each checks a value and has a JSON Schema."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final, Protocol, TypeAlias

from jmap.records import frozen

Schema: TypeAlias = dict[str, Any]
Route: TypeAlias = tuple[str | int, ...]

GREATEST: Final = 2**53
"""Whole numbers up to here are the same to every reader of JSON."""

_SHORT: Final = 40
_DIGEST = re.compile("[0-9a-f]{64}")
_HALVES = re.compile("[\ud800-\udfff]")


@frozen
class Wrong:
    """What is wrong with a value, where it stands, and what to do."""

    route: Route
    message: str
    hint: str = ""


@frozen
class Unreadable:
    """A number that JSON does not have, or that no reader keeps, as it was written."""

    text: str


class Kind(Protocol):
    """What may stand in a place."""

    def wrong(self, value: Any, route: Route) -> Iterator[Wrong]:
        """Yield what is wrong with a value."""
        ...

    def schema(self) -> Schema:
        """Return the JSON Schema of what may be written."""
        ...


@frozen
class Number:
    """A finite number, between bounds where they are given; `whole` where only whole ones mean something."""

    low: float | None = None
    high: float | None = None
    whole: bool = False

    def wrong(self, value: Any, route: Route) -> Iterator[Wrong]:
        """Yield that a value is no such number."""
        kinds = (int,) if self.whole else (int, float)
        fits = isinstance(value, kinds) and not isinstance(value, bool) and abs(value) <= GREATEST
        if not fits or not math.isfinite(value) or not self._within(value):
            yield expected(self._phrase(), value, route)

    def _within(self, value: float) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def _phrase(self) -> str:
        what = "a whole number" if self.whole else "a number"
        if self.low is not None and self.low == self.high:
            return f"{self.low:g}"
        if self.low is not None and self.high is not None:
            return f"{what} from {self.low:g} to {self.high:g}"
        return f"{what} from {self.low:g} on" if self.low is not None else what

    def schema(self) -> Schema:
        """Return a schema with the bounds."""
        bounds = {"minimum": self.low, "maximum": self.high}
        said = {key: bound for key, bound in bounds.items() if bound is not None}
        return {"type": "integer" if self.whole else "number", **said}


@frozen
class Flag:
    """True or false."""

    def wrong(self, value: Any, route: Route) -> Iterator[Wrong]:
        """Yield that a value is neither."""
        if not isinstance(value, bool):
            yield expected("`true` or `false`", value, route)

    def schema(self) -> Schema:
        """Return a schema for both."""
        return {"type": "boolean"}


@frozen
class Text:
    """A text; one of some words, of a pattern, or a day, where that is said."""

    words: tuple[str, ...] = ()
    digest: bool = False
    day: bool = False

    def wrong(self, value: Any, route: Route) -> Iterator[Wrong]:
        """Yield that a value is no such text."""
        if not isinstance(value, str):
            yield expected(self._phrase(), value, route)
        elif _HALVES.search(value):
            yield Wrong(route, "holds half of a character", "write the text anew")
        elif not self._fits(value):
            yield expected(self._phrase(), value, route)

    def _fits(self, value: str) -> bool:
        if self.day:
            return _is_day(value)
        if self.digest:
            return _DIGEST.fullmatch(value) is not None
        return not self.words or value in self.words

    def _phrase(self) -> str:
        if self.words:
            *most, last = (f"`{word}`" for word in self.words)
            return f"{', '.join(most)} or {last}"
        if self.day:
            return "a day such as `2026-10-31`"
        return "a SHA-256 of 64 digits from 0 to f" if self.digest else "a text"

    def schema(self) -> Schema:
        """Return a schema for the texts that may be."""
        if self.words:
            return {"enum": list(self.words)}
        if self.day:
            return {"type": "string", "format": "date"}
        return {"type": "string", **({"pattern": f"^{_DIGEST.pattern}$"} if self.digest else {})}


@frozen
class ListOf:
    """A list of values of one kind."""

    kind: Kind

    def wrong(self, value: Any, route: Route) -> Iterator[Wrong]:
        """Yield what is wrong with a list and its items."""
        if not isinstance(value, list):
            yield expected("a list", value, route)
            return
        for index, item in enumerate(value):
            yield from self.kind.wrong(item, (*route, index))

    def schema(self) -> Schema:
        """Return a schema for the list."""
        return {"type": "array", "items": self.kind.schema()}


@frozen
class TableOf:
    """Values of one kind by names or ids of the user's."""

    kind: Kind

    def wrong(self, value: Any, route: Route) -> Iterator[Wrong]:
        """Yield what is wrong with the names and the values."""
        if not isinstance(value, dict):
            yield expected("an object", value, route)
            return
        for name, item in value.items():
            if _HALVES.search(name):
                yield Wrong((*route, name), "holds half of a character", "write the name anew")
            yield from self.kind.wrong(item, (*route, name))

    def schema(self) -> Schema:
        """Return a schema for the object."""
        return {"type": "object", "additionalProperties": self.kind.schema()}


@frozen
class Part:
    """A key of an object: what may stand there and what it means. One that is not required may be null."""

    kind: Kind
    doc: str
    required: bool = False


@frozen
class Shape:
    """An object with keys of its own; others are passed over. `check` sees one whose parts are sound.

    A shape with a `name` stands once in the schema and is referred to.
    """

    parts: Mapping[str, Part]
    check: Callable[[dict[str, Any], Route], Iterator[Wrong]] | None = None
    name: str = ""

    def wrong(self, value: Any, route: Route) -> Iterator[Wrong]:
        """Yield what is wrong with an object and its parts."""
        if not isinstance(value, dict):
            yield expected("an object", value, route)
            return
        sound = True
        for key, part in self.parts.items():
            given = value.get(key)
            if given is None and not part.required:
                continue
            if key not in value:
                sound = False
                yield Wrong((*route, key), "is missing", f"it is {_lower(part.doc)}")
                continue
            for each in part.kind.wrong(given, (*route, key)):
                sound = False
                yield each
        if sound and self.check is not None:
            yield from self.check(value, route)

    def schema(self) -> Schema:
        """Return a schema for the object, or a reference to it where it has a name."""
        return {"$ref": f"#/$defs/{self.name}"} if self.name else self.definition()

    def definition(self) -> Schema:
        """Return a schema for the object."""
        required = [key for key, part in self.parts.items() if part.required]
        schema: Schema = {
            "type": "object",
            "properties": {key: _property(part) for key, part in self.parts.items()},
        }
        return {**schema, **({"required": required} if required else {})}


@frozen
class OrNull:
    """A value of a kind, or null where nothing is known."""

    kind: Kind

    def wrong(self, value: Any, route: Route) -> Iterator[Wrong]:
        """Yield what is wrong with a value that is not null."""
        if value is not None:
            yield from self.kind.wrong(value, route)

    def schema(self) -> Schema:
        """Return a schema for the kind and null."""
        return or_null(self.kind.schema())


def or_null(schema: Schema) -> Schema:
    """Return a schema that allows null as well."""
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def expected(phrase: str, value: Any, route: Route) -> Wrong:
    """Return that a value is another than what is expected."""
    return Wrong(route, f"is {_describe(value)}, but {phrase} is expected")


def _property(part: Part) -> Schema:
    schema = part.kind.schema()
    return {**(schema if part.required else or_null(schema)), "description": part.doc}


def _describe(value: Any) -> str:
    if isinstance(value, Unreadable):
        return f"`{_cut(value.text)}`"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return f"the text `{_cut(value)}`"
    text = _cut(json.dumps(value))
    return f"`{text}`" if value is None or isinstance(value, bool) else f"the number `{text}`"


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _is_day(text: str) -> bool:
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
