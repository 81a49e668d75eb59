"""Lists and mappings: texts, items, tables and sections."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jmap.faults import On
from jmap.model.binder import BAD, Binder, is_empty
from jmap.model.described import JsonSchema, Kind, shape_of
from jmap.model.kinds.lists import NOTHING, items_of, list_schema
from jmap.model.kinds.objects import ObjectOrText, object_schema
from jmap.model.kinds.references import ID, bind_id
from jmap.model.kinds.text import TEXT_SCHEMA
from jmap.model.kinds.unquoted import say_cut, say_misread
from jmap.records import frozen
from jmap.yaml.nodes import Mapping, Node, Scalar, Sequence


@frozen
class Texts:
    """One text or a list of texts; `words` where single words are meant, in lower case as it comes."""

    words: bool = False

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a tuple of texts."""
        if isinstance(node, Scalar):
            say_misread(node, binder)
            return (node.text,)
        if not isinstance(node, Sequence):
            return binder.wrong_type(node, self.phrase())
        texts = []
        for item in items_of(node, binder):
            if isinstance(item, Scalar):
                say_misread(item, binder)
                texts.append(item.text)
                continue
            hint = ""
            if isinstance(item, Mapping):
                hint = "if the text has a `: ` in it, put quotes around the whole text"
            binder.wrong_type(item, "text", hint)
        if not self.words:
            say_cut(node, binder)
        return tuple(texts)

    def schema(self) -> JsonSchema:
        """Return a schema for a text or a list; an empty item is a warning of the binder's."""
        return {"anyOf": [dict(TEXT_SCHEMA), list_schema(dict(TEXT_SCHEMA))]}

    def phrase(self) -> str:
        """Return `a text or a list of texts`."""
        return "a text or a list of texts"


@frozen
class Items:
    """A list of objects, each of which may be a text instead; one text is a list of one."""

    cls: type[Any]
    text_key: str = "text"

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a tuple of objects."""
        one = ObjectOrText(self.cls, self.text_key)
        if isinstance(node, Scalar):
            return (one.bind(node, binder),)
        if isinstance(node, Mapping):
            return binder.wrong_type(node, self.phrase(), "put `- ` before it to make it a list")
        items = [one.bind(item, binder) for item in items_of(node, binder)]
        say_cut(node, binder)
        return tuple(item for item in items if item is not BAD)

    def schema(self) -> JsonSchema:
        """Return a schema for a text or a list of texts and objects."""
        item = ObjectOrText(self.cls, self.text_key).schema()
        return {"anyOf": [dict(TEXT_SCHEMA), list_schema(item)]}

    def phrase(self) -> str:
        """Return `a list of` what an item may be."""
        return "a list of " + ObjectOrText(self.cls, self.text_key).phrase()


@frozen
class TextTable:
    """A mapping from text to text."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a dict in file order."""
        if not isinstance(node, Mapping):
            return binder.wrong_type(node, self.phrase())
        table = {}
        for key, (scalar, value) in node.entries.items():
            binder.route.append(key)
            say_misread(scalar, binder, on=On.KEY)
            if isinstance(value, Scalar) and not is_empty(value):
                say_misread(value, binder)
                table[key] = value.text
            elif isinstance(value, Scalar):
                hint = "write a value after it, or take the key out"
                binder.fault("JM113", f"`{key}` has nothing under it", hint, on=On.KEY)
            else:
                binder.wrong_type(value, "text")
            binder.route.pop()
        return table

    def schema(self) -> JsonSchema:
        """Return a schema for an object of texts."""
        value = {"type": ["string", "number", "boolean", "null"]}
        return {"type": "object", "additionalProperties": value}

    def phrase(self) -> str:
        """Return `a mapping from text to text`."""
        return "a mapping from text to text"


@frozen
class Entries:
    """A mapping whose keys and values have kinds of their own, such as a history.

    A key kind reads the key's scalar; the place of its faults is the key.
    """

    key: Kind
    value: Kind
    what: str

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a dict in file order."""
        if not isinstance(node, Mapping):
            return binder.wrong_type(node, self.phrase())
        entries = {}
        for text, (scalar, value) in node.entries.items():
            binder.route.append(text)
            said, mentioned = len(binder.faults), len(binder.references)
            key = self.key.bind(scalar, binder)
            _move_to_key(binder, said, mentioned)
            if is_empty(value):
                hint = "write a value after it, or take the key out"
                binder.fault("JM113", f"`{text}` has nothing under it", hint, on=On.KEY)
            else:
                bound = self.value.bind(value, binder)
                if key is not BAD and bound is not BAD:
                    entries[key] = bound
            binder.route.pop()
        return entries

    def schema(self) -> JsonSchema:
        """Return a schema for an object; the keys are texts to a JSON Schema."""
        value = self.value.schema()
        schema: JsonSchema = {
            "type": "object",
            "additionalProperties": {"anyOf": [value, NOTHING]},
        }
        pattern = _string_pattern(self.key.schema())
        if pattern is not None:
            schema["propertyNames"] = {"pattern": pattern}
        return schema

    def phrase(self) -> str:
        """Return what it maps."""
        return self.what


@frozen
class Section:
    """A mapping from id to object; a text in place of an object is its `text_key`.

    `free_ids` for events, whose names are the log's own.
    """

    name: str
    cls: type[Any]
    text_key: str = "name"
    free_ids: bool = False

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a dict from id to object, in file order."""
        if not isinstance(node, Mapping):
            hint = "start each line with an id and a colon, without a hyphen before it"
            if not isinstance(node, Sequence):
                hint = ""
            return binder.wrong_type(node, self.phrase(), hint)
        shape = shape_of(self.cls)
        objects = {}
        for id_, (key, value) in node.entries.items():
            if not self.free_ids and id_.startswith("x-"):
                continue
            binder.route.append(id_)
            if self.free_ids or ID.fullmatch(id_):
                say_misread(key, binder, on=On.KEY)
            else:
                bind_id(id_, binder, on=On.KEY)
            given = {"id": id_}
            if isinstance(value, Mapping):
                objects[id_] = binder.bind_object(shape, value, given)
            elif is_empty(value) and not shape.required:
                hint = "write its name after it, or `{}` if the id says enough"
                binder.fault("JM113", f"`{id_}` has nothing under it", hint, on=On.KEY)
                objects[id_] = shape.make(given)
            elif isinstance(value, Scalar):
                if not is_empty(value):
                    say_misread(value, binder)
                    given[shape.fields[self.text_key].attribute] = value.text
                for required in shape.required:
                    binder.missing(shape.fields[required], shape.noun, id_)
                objects[id_] = shape.make(given)
            else:
                binder.wrong_type(value, ObjectOrText(self.cls, self.text_key).phrase())
                objects[id_] = shape.make(given)
            binder.route.pop()
        return objects

    def schema(self) -> JsonSchema:
        """Return a schema that points at the object's definition."""
        shape = shape_of(self.cls)
        short = [] if shape.required else [dict(TEXT_SCHEMA), {"type": "null"}]
        value: JsonSchema = {"anyOf": [{"$ref": f"#/$defs/{self.cls.__name__}"}, *short]}
        schema: JsonSchema = {"type": "object", "additionalProperties": value}
        if not self.free_ids:
            schema["propertyNames"] = {"pattern": f"^({ID.pattern}|x-.*)$"}
            schema["patternProperties"] = {"^x-": {}}
        return schema

    def definition(self) -> JsonSchema:
        """Return the schema of one object of the section."""
        shape = shape_of(self.cls)
        return object_schema(shape) | {"description": shape.doc}

    def phrase(self) -> str:
        """Return `a mapping from id to object`."""
        return "a mapping from id to object"


def _move_to_key(binder: Binder, said: int, mentioned: int) -> None:
    """Put what a key's kind has just recorded on the key: it speaks of values."""
    for index in range(said, len(binder.faults)):
        fault = binder.faults[index]
        binder.faults[index] = replace(fault, place=replace(fault.place, on=On.KEY))
    for index in range(mentioned, len(binder.references)):
        binder.references[index] = replace(binder.references[index], on=On.KEY)


def _string_pattern(schema: JsonSchema) -> str | None:
    for option in schema.get("anyOf", [schema]):
        if "pattern" in option:
            return str(option["pattern"])
    return None
