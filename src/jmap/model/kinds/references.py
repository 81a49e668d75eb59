"""Ids of other objects, owners, event names and paths."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from jmap.faults import On
from jmap.model.binder import BAD, Binder, EventMention, PathMention
from jmap.model.described import JsonSchema
from jmap.model.kinds.text import TEXT_SCHEMA
from jmap.yaml.nodes import Node, Scalar, Sequence
from jmap.yaml.source import seen

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_SCHEMA: JsonSchema = {
    "anyOf": [
        {"type": "string", "pattern": f"^{ID.pattern}$"},
        {"type": "integer", "minimum": 0},
        {"type": "boolean"},
    ]
}


def bind_id(text: str, binder: Binder, *, on: On = On.VALUE) -> Any:
    """Return the id, or BAD after saying what an id looks like."""
    if ID.fullmatch(seen(text)):
        # A character that cannot be seen is the reader's to tell.
        return seen(text)
    better = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
    hint = "an id is lower-case letters and digits, in words joined by single hyphens"
    if ID.fullmatch(better):
        hint += f": `{better}`"
    return binder.fault("JM106", f"`{text}` is not an id", hint, on=on, offending=text)


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of an object of a section in sight."""

    section: str

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the id, and record the mention."""
        if not isinstance(node, Scalar):
            return binder.wrong_type(node, self.phrase())
        id_ = bind_id(node.text, binder)
        if id_ is not BAD:
            binder.refer(self.section, id_)
        return id_

    def schema(self) -> JsonSchema:
        """Return a schema for an id."""
        return dict(ID_SCHEMA)

    def phrase(self) -> str:
        """Return `the id of one of SECTION`."""
        return f"the id of one of `{self.section}`"


@dataclass(frozen=True, slots=True)
class Refs:
    """One id or a list of ids of a section in sight."""

    section: str

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a tuple of ids, and record each mention."""
        one = Ref(self.section)
        if isinstance(node, Scalar):
            id_ = one.bind(node, binder)
            return BAD if id_ is BAD else (id_,)
        if not isinstance(node, Sequence):
            return binder.wrong_type(node, self.phrase())
        ids = []
        for index, item in enumerate(node.items):
            binder.route.append(index)
            id_ = one.bind(item, binder)
            binder.route.pop()
            if id_ is not BAD:
                ids.append(id_)
        return tuple(ids)

    def schema(self) -> JsonSchema:
        """Return a schema for an id or a list of ids."""
        return {"anyOf": [*ID_SCHEMA["anyOf"], {"type": "array", "items": dict(ID_SCHEMA)}]}

    def phrase(self) -> str:
        """Return `one id or a list of ids of SECTION`."""
        return f"one id of `{self.section}` or a list of them"


@dataclass(frozen=True, slots=True)
class Owner:
    """The id of a team, or free text where no teams are in sight."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the text, and record the mention."""
        if not isinstance(node, Scalar):
            return binder.wrong_type(node, self.phrase())
        binder.refer("teams", node.text, soft=True)
        return node.text

    def schema(self) -> JsonSchema:
        """Return a schema for text."""
        return dict(TEXT_SCHEMA)

    def phrase(self) -> str:
        """Return `the id of a team`."""
        return "the id of one of `teams`"


@dataclass(frozen=True, slots=True)
class EventNames:
    """Names of events as the log has them, one or a list; `*` stands for any characters."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a tuple of names, and record each mention."""
        if isinstance(node, Sequence):
            names = []
            for index, item in enumerate(node.items):
                binder.route.append(index)
                if isinstance(item, Scalar) and item.text:
                    binder.events.append(EventMention(item.text, tuple(binder.route)))
                    names.append(item.text)
                else:
                    binder.wrong_type(item, "the name of an event")
                binder.route.pop()
            return tuple(names)
        if not isinstance(node, Scalar):
            return binder.wrong_type(node, self.phrase())
        binder.events.append(EventMention(node.text, tuple(binder.route)))
        return (node.text,)

    def schema(self) -> JsonSchema:
        """Return a schema for a name or a list of names."""
        return {"anyOf": [dict(TEXT_SCHEMA), {"type": "array", "items": dict(TEXT_SCHEMA)}]}

    def phrase(self) -> str:
        """Return `the name of an event or a list of names`."""
        return "the name of an event or a list of names"


@dataclass(frozen=True, slots=True)
class PathText:
    """A path relative to the file; whether it leads anywhere is for the workspace to say."""

    purpose: str

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the path as written, and record the mention."""
        if not isinstance(node, Scalar):
            return binder.wrong_type(node, self.phrase())
        binder.paths.append(PathMention(self.purpose, node.text, tuple(binder.route)))
        return node.text

    def schema(self) -> JsonSchema:
        """Return a schema for text."""
        return {"type": "string", "minLength": 1}

    def phrase(self) -> str:
        """Return `a path`."""
        return "a path relative to this file"


@dataclass(frozen=True, slots=True)
class Paths:
    """One path or a list of paths."""

    purpose: str

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a tuple of paths, and record each mention."""
        one = PathText(self.purpose)
        if not isinstance(node, Sequence):
            path = one.bind(node, binder)
            return BAD if path is BAD else (path,)
        paths = []
        for index, item in enumerate(node.items):
            binder.route.append(index)
            path = one.bind(item, binder)
            binder.route.pop()
            if path is not BAD:
                paths.append(path)
        return tuple(paths)

    def schema(self) -> JsonSchema:
        """Return a schema for one path or a list."""
        one = PathText(self.purpose).schema()
        return {"anyOf": [one, {"type": "array", "items": one}]}

    def phrase(self) -> str:
        """Return `a path or a list of paths`."""
        return "a path relative to this file, or a list of paths"
