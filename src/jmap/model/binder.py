"""The binder: turns nodes into the typed model and says every shape fault on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from typing import Any, Final

from jmap.faults import Fault, On, Place, Route
from jmap.model.described import Field, Shape
from jmap.nearest import Suggestions
from jmap.records import frozen
from jmap.yaml.nodes import Mapping, Node, Scalar, Sequence
from jmap.yaml.scalars import NULLS, resolve

BAD: Final = object()
"""What a kind returns for a value that it has already said a fault about."""

_FEW: Final = 8
"""So many keys are still worth listing in a hint."""

_SHORT: Final = 40
"""A text of so many characters is still worth repeating in a message."""


# Made for every id of a file, so without the shared methods of `frozen`.
@dataclass(frozen=True, slots=True)
class Reference:
    """An id that a file mentions: the section it belongs to, and where it stands.

    `soft` references may be free text where the section is empty (owners).
    """

    section: str
    id: str
    route: Route
    on: On
    soft: bool = False


@dataclass(frozen=True, slots=True)
class PathMention:
    """A path that a file mentions, with the key that asks for it: `uses`, `expands`, `as_is`, `file`."""

    purpose: str
    path: str
    route: Route


@frozen
class FieldMention:
    """A field of an event that a file mentions: a key of a `where`, or the value of a `field`."""

    name: str
    route: Route
    on: On


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event name or glob that a file mentions, with the fields that it should have.

    `or_stage` where the name may be the id of a stage instead.
    """

    name: str
    route: Route
    fields: tuple[FieldMention, ...] = ()
    or_stage: bool = False


@frozen
class BandMention:
    """A band of a health score that a file mentions."""

    health: str
    band: str
    route: Route


def as_written(route: Route, gaps: MappingOf[Route, tuple[int, ...]]) -> Route:
    """Return a route through the model as one through its file, where lists have empty items too."""
    written: list[str | int] = []
    for step in route:
        kept = gaps.get(tuple(written)) if isinstance(step, int) else None
        written.append(kept[int(step)] if kept is not None and int(step) < len(kept) else step)
    return tuple(written)


class Binder:
    """Collects faults and mentions while the kinds bind the nodes of one file.

    `route` is the way to the node being bound; kinds push and pop it as they go down. `whole` is False
    where the file could not be read to its end, so that something may seem to be missing. `gaps` has, for
    each list with empty items, the indexes of the others as they stand in the file. `suggest` knows what a
    word may be a slip of.
    """

    __slots__ = ("bands", "events", "faults", "gaps", "paths", "references", "route", "suggest", "whole")

    def __init__(self, *, whole: bool = True) -> None:
        self.whole = whole
        self.faults: list[Fault] = []
        self.references: list[Reference] = []
        self.paths: list[PathMention] = []
        self.events: list[EventMention] = []
        self.bands: list[BandMention] = []
        self.gaps: dict[Route, tuple[int, ...]] = {}
        self.route: list[str | int] = []
        self.suggest = Suggestions()

    def fault(
        self, code: str, message: str, hint: str = "", *, on: On = On.VALUE, offending: str = ""
    ) -> object:
        """Record a fault at the current route and return BAD."""
        place = Place(tuple(self.route), on)
        self.faults.append(Fault(code, message, place, hint, offending=offending))
        return BAD

    def wrong_type(self, node: Node, expected: str, hint: str = "") -> object:
        """Say that the value is of another type than the one expected."""
        message = f"{self.subject()} is {describe(node)}, but {expected} is expected"
        return self.fault("JM103", message, hint, offending=offending(node))

    def subject(self) -> str:
        """Return what the current node is called in a message: its key, or the item of its list."""
        for step in reversed(self.route):
            if isinstance(step, str):
                name = f"`{step}`"
                return name if step == self.route[-1] else f"an item of {name}"
        return "this file"

    def refer(self, section: str, id_: str, *, on: On = On.VALUE, soft: bool = False) -> None:
        """Record that the file mentions an id."""
        self.references.append(Reference(section, id_, tuple(self.route), on, soft))

    def bind_object(self, shape: Shape, node: Mapping, given: MappingOf[str, Any]) -> Any:
        """Return the object of a shape, with every value that could be bound; None for the rest."""
        values: dict[str, Any] = dict(given)
        route = self.route
        fields = shape.fields
        extra: dict[str, object] | None = None
        for key, (_, value) in node.entries.items():
            field = fields.get(key)
            route.append(key)
            if field is None:
                if key.startswith("x-"):
                    extra = {} if extra is None else extra
                    extra[key] = plain_data(value)
                else:
                    self._unknown_key(key, shape, node, value)
            elif is_empty(value):
                self._empty(key, required=field.required)
            else:
                bound = field.kind.bind(value, self)
                if bound is not BAD:
                    values[field.attribute] = bound
            route.pop()
        if extra is not None and shape.keeps_extra:
            values["extra"] = extra
        for key in shape.required:
            if key not in node.entries:
                self.missing(fields[key], shape.noun, given.get("id", ""))
        result = shape.make(values)
        if shape.check is not None:
            shape.check(result, node, self)
        return result

    def missing(self, field: Field, noun: str, id_: str = "") -> None:
        """Say that an object lacks a key; the place is the key of the object."""
        key = field.key
        what = f"{noun.removeprefix('a ').removeprefix('an ')} `{id_}`" if id_ else noun
        hint = f"add `{key}: {field.example}`" if field.example else f"add `{key}`, {field.kind.phrase()}"
        self.fault("JM102", f"{what} has no `{key}`", hint, on=On.KEY, offending=key)

    def _empty(self, key: str, *, required: bool) -> None:
        if required:
            self.fault("JM102", f"`{key}` has no value", "write one after it", on=On.KEY)
        else:
            hint = "write a value after it, or take the key out"
            self.fault("JM113", f"`{key}` has nothing under it", hint, on=On.KEY)

    def _unknown_key(self, key: str, shape: Shape, node: Mapping, value: Node) -> None:
        folded = re.sub(r"[\s_]+", "-", key.casefold())
        guess = shape.synonyms.get(folded)
        if guess not in shape.fields or guess in node.entries:
            guess = self.suggest.nearest(key, shape.fields)
        elsewhere = shape.elsewhere.get(key)
        if is_empty(value) and is_flow(node) and key.isdecimal():
            hint = "if it is part of a number, write it without thousands separators"
        elif is_empty(value) and is_flow(node) and guess is None:
            hint = "if it is part of a text with a comma, put quotes around the whole text"
        elif guess is not None:
            hint = f"did you mean `{guess}`?"
        elif elsewhere is not None:
            hint = elsewhere
        else:
            hint = "take it out, or begin it with `x-` if it is a key of your own"
            if len(shape.fields) <= _FEW:
                known = ", ".join(f"`{name}`" for name in shape.fields)
                hint = f"{shape.noun} takes {known}; a key of your own begins with `x-`"
        message = f"unknown key `{key}` in {shape.noun}"
        self.fault("JM101", message, hint, on=On.KEY, offending=key)


def is_empty(node: Node) -> bool:
    """Tell whether a value is nothing at all: left out, null, or a text without a character."""
    if not isinstance(node, Scalar):
        return False
    text = node.text
    return not text or text.isspace() or (node.plain and text in NULLS)


def is_flow(node: Node) -> bool:
    """Tell whether a mapping is written in braces: it then starts before its first key."""
    if not isinstance(node, Mapping) or not node.entries:
        return False
    first = next(iter(node.entries.values()))[0]
    return node.start != first.start


def describe(node: Node) -> str:
    """Return what a node is, in words for a message."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    value = resolve(node.text) if node.plain else node.text
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"`{node.text}`"
    if isinstance(value, int | float):
        return f"the number `{node.text}`"
    return f"the text `{node.text}`" if len(node.text) <= _SHORT and "\n" not in node.text else "text"


def offending(node: Node) -> str:
    """Return what tells a faulty value apart: its text, or what it is."""
    return node.text if isinstance(node, Scalar) else describe(node)


def plain_data(node: Node) -> object:
    """Return the plain data under a node, for keys that jmap keeps and does not read.

    Depth is bounded by the reader's limit, so the recursion is too.
    """
    if isinstance(node, Scalar):
        return resolve(node.text) if node.plain else node.text
    if isinstance(node, Sequence):
        return [plain_data(item) for item in node.items]
    return {key: plain_data(value) for key, (_, value) in node.entries.items()}
