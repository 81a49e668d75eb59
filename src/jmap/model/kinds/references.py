"""Ids of other objects, owners, event names and paths."""

from __future__ import annotations

import re
from typing import Any

from jmap.faults import On
from jmap.model.binder import BAD, Binder, EventMention, PathMention
from jmap.model.described import JsonSchema
from jmap.model.kinds.lists import items_of, list_schema
from jmap.model.kinds.text import TEXT_SCHEMA
from jmap.model.kinds.unquoted import say_misread
from jmap.records import frozen
from jmap.yaml.nodes import Node, Scalar, Sequence
from jmap.yaml.source import seen

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 80
"""So many characters of a mended id are still worth a suggestion."""
ID_SCHEMA: JsonSchema = {
    "anyOf": [
        {"type": "string", "pattern": f"^{ID.pattern}$"},
        {"type": "integer", "minimum": 0},
        {"type": "boolean"},
    ]
}


def bind_id(text: str, binder: Binder, *, on: On = On.VALUE) -> Any:
    """Return the id, or BAD after saying what an id looks like."""
    if ID.fullmatch(text):
        return text
    if ID.fullmatch(seen(text)):
        # The reader has told of the character that cannot be seen.
        return seen(text)
    # Loaded by the first mistake: a sound file starts faster without.
    from unicodedata import normalize

    plain = re.sub("[\u0300-\u036f]", "", normalize("NFKD", text[:_LONGEST].casefold()))
    better = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    hint = "an id is lower-case letters and digits, in words joined by single hyphens"
    if len(text) <= _LONGEST and ID.fullmatch(better):
        hint += f": `{better}`"
    return binder.fault("JM106", f"`{text}` is not an id", hint, on=on, offending=text)


@frozen
class Ref:
    """The id of an object of a section in sight."""

    section: str

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the id, and record the mention."""
        if not isinstance(node, Scalar):
            return binder.wrong_type(node, self.phrase())
        id_ = bind_id(node.text, binder)
        if id_ is not BAD:
            say_misread(node, binder)
            binder.refer(self.section, id_)
        return id_

    def schema(self) -> JsonSchema:
        """Return a schema for an id."""
        return dict(ID_SCHEMA)

    def phrase(self) -> str:
        """Return `the id of one of SECTION`."""
        return f"the id of one of `{self.section}`"


@frozen
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
        ids = (one.bind(item, binder) for item in items_of(node, binder))
        return tuple(id_ for id_ in ids if id_ is not BAD)

    def schema(self) -> JsonSchema:
        """Return a schema for an id or a list of ids."""
        return {"anyOf": [*ID_SCHEMA["anyOf"], list_schema(dict(ID_SCHEMA))]}

    def phrase(self) -> str:
        """Return `one id or a list of ids of SECTION`."""
        return f"one id of `{self.section}` or a list of them"


@frozen
class Owner:
    """The id of a team, or free text where no teams are in sight."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the text, and record the mention."""
        if not isinstance(node, Scalar):
            return binder.wrong_type(node, self.phrase())
        say_misread(node, binder)
        binder.refer("teams", node.text, soft=True)
        return node.text

    def schema(self) -> JsonSchema:
        """Return a schema for text."""
        return dict(TEXT_SCHEMA)

    def phrase(self) -> str:
        """Return `the id of a team`."""
        return "the id of one of `teams`"


@frozen
class EventNames:
    """Names of events as the log has them, one or a list; `*` stands for any characters."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a tuple of names, and record each mention."""
        if isinstance(node, Sequence):
            names = []
            for item in items_of(node, binder):
                if isinstance(item, Scalar):
                    say_misread(item, binder)
                    binder.events.append(EventMention(item.text, tuple(binder.route)))
                    names.append(item.text)
                else:
                    binder.wrong_type(item, "the name of an event")
            return tuple(names)
        if not isinstance(node, Scalar):
            return binder.wrong_type(node, self.phrase())
        say_misread(node, binder)
        binder.events.append(EventMention(node.text, tuple(binder.route)))
        return (node.text,)

    def schema(self) -> JsonSchema:
        """Return a schema for a name or a list of names."""
        return {"anyOf": [dict(TEXT_SCHEMA), list_schema(dict(TEXT_SCHEMA))]}

    def phrase(self) -> str:
        """Return `the name of an event or a list of names`."""
        return "the name of an event or a list of names"


@frozen
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
        return {**TEXT_SCHEMA, "minLength": 1}

    def phrase(self) -> str:
        """Return `a path`."""
        return "a path relative to this file"


@frozen
class Paths:
    """One path or a list of paths."""

    purpose: str

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a tuple of paths, and record each mention."""
        one = PathText(self.purpose)
        if not isinstance(node, Sequence):
            path = one.bind(node, binder)
            return BAD if path is BAD else (path,)
        paths = (one.bind(item, binder) for item in items_of(node, binder))
        return tuple(path for path in paths if path is not BAD)

    def schema(self) -> JsonSchema:
        """Return a schema for one path or a list."""
        one = PathText(self.purpose).schema()
        return {"anyOf": [one, list_schema(one)]}

    def phrase(self) -> str:
        """Return `a path or a list of paths`."""
        return "a path relative to this file, or a list of paths"
