"""Objects inside objects."""

from __future__ import annotations

from typing import Any

from jmap.model.binder import Binder
from jmap.model.described import JsonSchema, Shape, shape_of
from jmap.model.kinds.lists import NOTHING
from jmap.model.kinds.text import TEXT_SCHEMA
from jmap.model.kinds.unquoted import say_misread
from jmap.records import frozen
from jmap.yaml.nodes import Mapping, Node, Scalar


@frozen
class Nested:
    """One object of a described dataclass."""

    cls: type[Any]

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the object."""
        if not isinstance(node, Mapping):
            return binder.wrong_type(node, self.phrase())
        return binder.bind_object(shape_of(self.cls), node, {})

    def schema(self) -> JsonSchema:
        """Return the object's schema."""
        return object_schema(shape_of(self.cls))

    def phrase(self) -> str:
        """Return the object's keys."""
        return keys_phrase(shape_of(self.cls))


@frozen
class ObjectOrText:
    """An object, or a text in place of it, which is its `text_key`."""

    cls: type[Any]
    text_key: str

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the object, with one value where a text is written."""
        shape = shape_of(self.cls)
        if isinstance(node, Mapping):
            return binder.bind_object(shape, node, {})
        if isinstance(node, Scalar):
            say_misread(node, binder)
            return shape.make({shape.fields[self.text_key].attribute: node.text})
        return binder.wrong_type(node, self.phrase())

    def schema(self) -> JsonSchema:
        """Return a schema for text or the object."""
        return {"anyOf": [dict(TEXT_SCHEMA), object_schema(shape_of(self.cls))]}

    def phrase(self) -> str:
        """Return `text or` the object's keys."""
        return "text or " + keys_phrase(shape_of(self.cls))


def keys_phrase(shape: Shape) -> str:
    """Return the keys of a shape in braces."""
    return "`{" + ", ".join(shape.fields) + "}`"


def object_schema(shape: Shape) -> JsonSchema:
    """Return the JSON Schema of a shape; keys of the user's own start with `x-`."""
    properties = {}
    # What is required comes first: editors offer keys in this order.
    for key, field in sorted(shape.fields.items(), key=lambda item: not item[1].required):
        value = field.kind.schema()
        value = {"allOf": [value], "not": NOTHING} if field.required else {"anyOf": [value, NOTHING]}
        properties[key] = value | {"description": field.doc}
    schema: JsonSchema = {
        "type": "object",
        "properties": properties,
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
    }
    if shape.required:
        schema["required"] = list(shape.required)
    return schema
