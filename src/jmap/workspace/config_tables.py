"""Tables of the config: those of a fixed shape, lists of them, and those whose keys are codes."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from jmap.faults import On
from jmap.model.binder import BAD, Binder
from jmap.model.described import Field, JsonSchema, Kind, Shape, shape_of
from jmap.model.kinds.times import DurationText
from jmap.nearest import nearest
from jmap.records import frozen
from jmap.workspace.config_kinds import wrong_type
from jmap.yaml.nodes import Mapping, Node, Sequence

_FEW = 8


@frozen
class Table:
    """One table of a described dataclass."""

    cls: type[Any]

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the object, with every value that could be bound and the defaults for the rest."""
        shape = shape_of(self.cls)
        if not isinstance(node, Mapping):
            return wrong_type(node, f"a table of {keys_phrase(shape)}", binder)
        values = {}
        for key, (_, value) in node.entries.items():
            field = shape.fields.get(key)
            binder.route.append(key)
            if field is None:
                _unknown_key(key, shape, node, binder)
            else:
                bound = field.kind.bind(value, binder)
                if bound is not BAD:
                    values[field.attribute] = bound
            binder.route.pop()
        for key in shape.required:
            if key not in node.entries:
                hint = f"add `{key} = {shape.fields[key].example}`"
                binder.fault("JM102", f"{shape.noun} has no `{key}`", hint, on=On.KEY, offending=key)
        result = shape.make(values)
        if shape.check is not None:
            shape.check(result, node, binder)
        return result

    def schema(self) -> JsonSchema:
        """Return the table's schema; no other keys than these."""
        shape = shape_of(self.cls)
        properties = {}
        for key, field in shape.fields.items():
            properties[key] = field.kind.schema() | {"description": field.doc}
            default = default_of(self.cls, field)
            if default is not None:
                properties[key]["default"] = default
        schema: JsonSchema = {"type": "object", "properties": properties, "additionalProperties": False}
        if shape.required:
            schema["required"] = list(shape.required)
        return schema

    def phrase(self) -> str:
        """Return `a table`."""
        return "a table"


@frozen
class Tables:
    """A list of tables of one shape, each under a header in two brackets."""

    cls: type[Any]

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a tuple of objects."""
        if not isinstance(node, Sequence):
            hint = f"write its header in two brackets: `[[{binder.route[-1]}]]`"
            return wrong_type(node, self.phrase(), binder, hint if isinstance(node, Mapping) else "")
        tables = []
        for index, item in enumerate(node.items):
            binder.route.append(index)
            table = Table(self.cls).bind(item, binder)
            binder.route.pop()
            if table is not BAD:
                tables.append(table)
        return tuple(tables)

    def schema(self) -> JsonSchema:
        """Return an array's schema."""
        return {"type": "array", "items": Table(self.cls).schema()}

    def phrase(self) -> str:
        """Return `a list of tables`."""
        return "a list of tables"


@frozen
class TableOf:
    """A table whose keys are names of something, with a value of one kind for each."""

    value: Kind
    what: str
    hint: str = ""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a dict in file order."""
        if not isinstance(node, Mapping):
            return wrong_type(node, self.what, binder, self.hint)
        entries = {}
        for key, (_, value) in node.entries.items():
            binder.route.append(key)
            bound = self.value.bind(value, binder)
            binder.route.pop()
            if bound is not BAD:
                entries[key] = bound
        return entries

    def schema(self) -> JsonSchema:
        """Return a schema for any keys."""
        return {"type": "object", "additionalProperties": self.value.schema()}

    def phrase(self) -> str:
        """Return what it maps."""
        return self.what


def default_of(cls: type[Any], field: Field) -> str | float | None:
    """Return what a field holds where it is not set, or None where that is nothing to show."""
    default = next(each.default for each in dataclasses.fields(cls) if each.name == field.attribute)
    if isinstance(default, DurationText):
        return default.text
    return default if isinstance(default, str | int | float) else None


def keys_phrase(shape: Shape) -> str:
    """Return the keys of a shape, each in backticks."""
    return ", ".join(f"`{key}`" for key in shape.fields)


def _unknown_key(key: str, shape: Shape, node: Mapping, binder: Binder) -> None:
    guess = shape.synonyms.get(re.sub(r"[\s_]+", "-", key.casefold()))
    if guess is None or guess in node.entries:
        guess = nearest(key, shape.fields)
    if guess is not None:
        hint = f"did you mean `{guess}`?"
    elif key in shape.elsewhere:
        hint = shape.elsewhere[key]
    elif len(shape.fields) <= _FEW:
        hint = f"it takes {keys_phrase(shape)}"
    else:
        hint = "`jmap schema --of-config` has all the keys there are"
    binder.fault("JM101", f"unknown key `{key}` in {shape.noun}", hint, on=On.KEY, offending=key)
