"""The types of the config, each with its reading, its words and its JSON Schema.

TOML says itself what is a text and what a number, so that nothing is taken for something else here.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Any, Final

from jmap.model.binder import BAD, Binder
from jmap.model.described import JsonSchema, Kind
from jmap.model.kinds.choices import OneOf
from jmap.model.kinds.numbers import bounds_phrase, bounds_schema
from jmap.model.kinds.times import Duration
from jmap.records import frozen
from jmap.workspace import patterns
from jmap.yaml.nodes import Mapping, Node, Scalar, Sequence

LINE: Final = r"^[^\n\r]*\S[^\n\r]*$"
_SHORT: Final = 40
_NUMBER: Final = re.compile(r"[-+]?(?:[0-9]|inf|nan)")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}:[0-9]{2}:")
_ZONE: Final = r"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$"
_INSIDE: Final = r"^(?![A-Za-z]:)(?!/)(?!.*\\)(?!(.*/)?\.\.(/|$))[^\n\r]*\S[^\n\r]*$"


def describe(node: Node) -> str:
    """Return what a node of a TOML file is, in words for a message."""
    if isinstance(node, Mapping):
        return "a table"
    if isinstance(node, Sequence):
        return "a list"
    text = node.text if len(node.text) <= _SHORT and "\n" not in node.text else ""
    if not node.plain:
        return f"the text `{text}`" if text.strip() else "text" if node.text.strip() else "an empty text"
    if _DATE.match(node.text):
        return f"the date `{text}`"
    if _NUMBER.match(node.text):
        return f"the number `{text}`" if text else "a long number"
    return f"`{text}`"


def wrong_type(node: Node, expected: str, binder: Binder, hint: str = "") -> object:
    """Say that a value is of another type than the one expected, and return BAD."""
    message = f"{binder.subject()} is {describe(node)}, but {expected} is expected"
    text = node.text if isinstance(node, Scalar) else describe(node)
    return binder.fault("JM103", message, hint, offending=text)


def text_of(node: Node, expected: str, binder: Binder) -> str | None:
    """Return the one line of text that a node is, or None after saying that it is none."""
    if not isinstance(node, Scalar) or node.plain:
        hint = "put quotes around it" if isinstance(node, Scalar) else ""
        wrong_type(node, expected, binder, hint)
        return None
    if not node.text.strip():
        hint = "write one, or take the key out"
        if isinstance(binder.route[-1], int):
            hint = "write one, or take it out"
        binder.fault("JM113", f"{binder.subject()} is empty", hint)
        return None
    if "\n" in node.text or "\r" in node.text:
        binder.fault("JM103", f"{binder.subject()} has several lines, but one is expected", "join them")
        return None
    return node.text


@frozen
class Line:
    """One line of text that says something; `what` names it in a message."""

    what: str = "a text"

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the text."""
        text = text_of(node, self.what, binder)
        return BAD if text is None else text

    def schema(self) -> JsonSchema:
        """Return a schema for a text that is not empty."""
        return {"type": "string", "pattern": LINE}

    def phrase(self) -> str:
        """Return what it is."""
        return self.what


@frozen
class Pattern:
    """A pattern as in a `.gitignore`, relative to the root of the workspace."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the pattern as written."""
        text = text_of(node, self.phrase(), binder)
        if text is None:
            return BAD
        if not patterns.is_pattern(text):
            message = f"`{text}` is no pattern that can match a file of the workspace"
            return binder.fault("JM105", message, patterns.advice(text), offending=text)
        return text

    def schema(self) -> JsonSchema:
        """Return a schema for the shape of patterns."""
        return {"type": "string", "pattern": patterns.SHAPE}

    def phrase(self) -> str:
        """Return `a pattern`."""
        return "a pattern as in a `.gitignore`"


@frozen
class InnerPath:
    """A path below the root of the workspace, with `/`."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the path as written."""
        text = text_of(node, self.phrase(), binder)
        if text is None:
            return BAD
        if not re.match(_INSIDE, text):
            message = f"`{text}` does not lead into the workspace"
            hint = "write a path from the root of the workspace, with `/` and without `..`"
            return binder.fault("JM204", message, hint, offending=text)
        return text

    def schema(self) -> JsonSchema:
        """Return a schema for relative paths."""
        return {"type": "string", "pattern": _INSIDE}

    def phrase(self) -> str:
        """Return `a path below the root`."""
        return "a path below the root of the workspace"


@frozen
class Zone:
    """The name of a time zone, judged by its shape: which there are depends on the machine."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the name as written."""
        text = text_of(node, self.phrase(), binder)
        if text is None:
            return BAD
        if not re.match(_ZONE, text):
            message = f"`{text}` is not the name of a time zone"
            return binder.fault("JM105", message, "write one such as `Europe/Berlin`", offending=text)
        return text

    def schema(self) -> JsonSchema:
        """Return a schema for the shape of names."""
        return {"type": "string", "pattern": _ZONE}

    def phrase(self) -> str:
        """Return `the name of a time zone`."""
        return "the name of a time zone such as `Europe/Berlin`"


@frozen
class Length:
    """A length of time."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a `DurationText`."""
        text = text_of(node, self.phrase(), binder)
        return BAD if text is None else Duration().bind(node, binder)

    def schema(self) -> JsonSchema:
        """Return a schema for the shape of durations."""
        return Duration().schema()

    def phrase(self) -> str:
        """Return `a duration`."""
        return Duration().phrase()


@frozen
class Word:
    """One of the words listed; `instead` says what to do where none is near."""

    words: tuple[str, ...]
    instead: str = ""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the word."""
        if not isinstance(node, Scalar) or node.plain:
            return wrong_type(node, self.phrase(), binder, "put quotes around it")
        word = OneOf(self.words).bind(node, binder)
        if word is BAD and not binder.faults[-1].hint:
            binder.faults[-1] = replace(binder.faults[-1], hint=self.instead)
        return word

    def schema(self) -> JsonSchema:
        """Return an enum."""
        return {"enum": list(self.words)}

    def phrase(self) -> str:
        """Return the list of words."""
        return OneOf(self.words).phrase()


@frozen
class Figure:
    """A number between bounds."""

    low: float | None = None
    high: float | None = None
    whole: bool = False

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the number, as an int where only whole ones are taken."""
        if not isinstance(node, Scalar) or not node.plain or not _NUMBER.match(node.text):
            quoted = isinstance(node, Scalar) and not node.plain and _NUMBER.match(node.text)
            return wrong_type(node, self.phrase(), binder, "take the quotes away" if quoted else "")
        if _DATE.match(node.text):
            return wrong_type(node, self.phrase(), binder)
        try:
            value = float(node.text)
        except OverflowError:
            value = math.inf
        if not math.isfinite(value) or (self.whole and value != int(value)):
            return wrong_type(node, self.phrase(), binder)
        if (self.low is not None and value < self.low) or (self.high is not None and value > self.high):
            bounds = bounds_phrase(self.low, self.high, None).removeprefix(" of").strip()
            message = f"{binder.subject()} is {node.text[:_SHORT]}, but must be {bounds}"
            return binder.fault("JM104", message, offending=node.text)
        return int(value) if self.whole else value

    def schema(self) -> JsonSchema:
        """Return a schema with the bounds."""
        return bounds_schema({"type": "integer" if self.whole else "number"}, *self._plain_bounds(), None)

    def phrase(self) -> str:
        """Return `a number` with its bounds."""
        kind = "a whole number" if self.whole else "a number"
        return kind + bounds_phrase(self.low, self.high, None)

    def _plain_bounds(self) -> tuple[float | None, float | None]:
        low, high = (
            each if each is None or each != int(each) else int(each) for each in (self.low, self.high)
        )
        return low, high


@frozen
class OneOrMany:
    """One value or a list of values; `least` where an empty list would say nothing good."""

    item: Kind
    what: str
    least: int = 0

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a tuple of values."""
        if not isinstance(node, Sequence):
            if isinstance(node, Mapping):
                return wrong_type(node, self.phrase(), binder)
            value = self.item.bind(node, binder)
            return BAD if value is BAD else (value,)
        if len(node.items) < self.least:
            hint = "write one, or take the key out"
            return binder.fault("JM113", f"{binder.subject()} is an empty list", hint)
        values = []
        for index, item in enumerate(node.items):
            binder.route.append(index)
            value = self.item.bind(item, binder)
            binder.route.pop()
            if value is not BAD:
                values.append(value)
        return tuple(values)

    def schema(self) -> JsonSchema:
        """Return a schema for a value or an array."""
        item = self.item.schema()
        array: JsonSchema = {"type": "array", "items": item}
        return {"anyOf": [item, array | ({"minItems": self.least} if self.least else {})]}

    def phrase(self) -> str:
        """Return `one or a list of` what it holds."""
        return self.what
