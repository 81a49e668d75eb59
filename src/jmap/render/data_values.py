"""Values of the model as plain data, and the JSON Schema of that data, by the same rules.

Both follow the types of the fields: what is written in several ways is one thing here. A list is always a
list, an emotion always an object, and a duration is told in seconds too. Keys with `x-` are left out.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import NoneType, SimpleNamespace, UnionType
from typing import Any, Final, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from jmap.model.conditions import FORMS, AllOf, AnyOf, Condition, Note
from jmap.model.kinds import ManyOf, OneOf
from jmap.model.kinds.times import PeriodText

Schema: TypeAlias = dict[str, Any]

CONDITIONS: Final[Mapping[type[Any], str]] = {
    Note: "note",
    **{cls: key for key, cls in FORMS.items()},
    AllOf: "all",
    AnyOf: "any",
}
"""The forms of conditions: each tells in `form` which it is."""

_LEFT_OUT: Final = frozenset(("extra",))
_DATE: Final[Schema] = {"type": "string", "format": "date"}
_TEXT: Final[Schema] = {"type": "string"}
_PLAIN: Final[Mapping[Any, Schema]] = {
    str: _TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: _DATE,
    NoneType: {"type": "null"},
    # A value of any key of the format.
    Any: {},
}


def data_of(value: Any) -> Any:
    """Return a value as plain data: text, numbers, truth values, lists and objects."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [data_of(each) for each in value]
    if isinstance(value, Mapping):
        return {_key(key): data_of(each) for key, each in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return object_data(value)
    return value


def object_data(thing: Any) -> dict[str, Any]:
    """Return an object as plain data; one without a name has its id in words."""
    cls: Any = type(thing)
    data: dict[str, Any] = {"form": CONDITIONS[cls]} if cls in CONDITIONS else {}
    for name, key in _keys(cls):
        data[key] = data_of(getattr(thing, name))
    if data.get("name", "") is None and hasattr(cls, "title"):
        data["name"] = thing.title
    return data


def schema_of(hint: Any, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of what becomes of a value of a type; those of objects are put into `definitions`."""
    if hint == Condition:
        return _any_of([schema_of(each, definitions) for each in get_args(hint)])
    origin, parts = get_origin(hint), get_args(hint)
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if origin is Literal:
        return {"enum": list(parts)}
    if origin in (UnionType, Union):
        return _any_of([schema_of(each, definitions) for each in parts])
    if origin is tuple:
        return _tuple(parts, definitions)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(parts[1], definitions)}
    if not dataclasses.is_dataclass(hint):
        raise TypeError(f"no schema for {hint}")
    cls: Any = hint
    if cls.__name__ not in definitions:
        # Set before it is filled: a condition may hold conditions.
        definitions[cls.__name__] = {}
        definitions[cls.__name__] |= object_schema(cls, definitions)
    return {"$ref": f"#/$defs/{cls.__name__}"}


def object_schema(cls: Any, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of what becomes of an object: every key is there, none else."""
    properties: dict[str, Schema] = {}
    if cls in CONDITIONS:
        properties["form"] = {"const": CONDITIONS[cls]}
    fields = {item.name: item for item in dataclasses.fields(cls)}
    for name, key in _keys(cls):
        said = fields[name].metadata
        schema = schema_of(_hint(cls, name), definitions)
        if "kind" in said:
            schema = _narrowed(schema, said["kind"])
        if said.get("doc"):
            schema = {**schema, "description": said["doc"]}
        properties[key] = schema
    if "name" in properties and hasattr(cls, "title"):
        properties["name"] = {"type": "string", "description": "The name, or the id in words"}
    return closed(properties)


def closed(properties: Mapping[str, Schema]) -> Schema:
    """Return the schema of an object with exactly these keys."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _key(key: Any) -> str:
    return key.text if isinstance(key, PeriodText) else str(key)


@cache
def _keys(cls: Any) -> tuple[tuple[str, str], ...]:
    """Return the attributes of an object and the keys that they become."""
    names = [item.name for item in dataclasses.fields(cls) if item.name not in _LEFT_OUT]
    return tuple((name, name.rstrip("_")) for name in names)


def _hint(cls: Any, name: str) -> Any:
    """Return the type of a field; each is read where its class was written."""
    for base in cls.__mro__:
        annotation = vars(base).get("__annotations__", {}).get(name)
        if annotation is not None:
            alone: Any = SimpleNamespace(__annotations__={name: annotation})
            return get_type_hints(alone, vars(sys.modules[base.__module__]))[name]
    raise KeyError(name)


def _tuple(parts: tuple[Any, ...], definitions: dict[str, Schema]) -> Schema:
    if parts[1:] == (Ellipsis,):
        return {"type": "array", "items": schema_of(parts[0], definitions)}
    every = [schema_of(each, definitions) for each in parts]
    return {"type": "array", "prefixItems": every, "items": False, "minItems": len(every)}


def _any_of(schemas: list[Schema]) -> Schema:
    """Return the schema of one of several; plain types are listed in one `type`."""
    if all(schema.keys() == {"type"} for schema in schemas):
        return {"type": [schema["type"] for schema in schemas]}
    flat = [each for schema in schemas for each in schema.get("anyOf", [schema])]
    return {"anyOf": flat}


def _narrowed(schema: Schema, kind: Any) -> Schema:
    """Return a schema with the words that may be there, where the format lists them."""
    if isinstance(kind, OneOf):
        null = [None] if "null" in schema.get("type", ()) else []
        return {"enum": [*kind.words, *null]}
    if isinstance(kind, ManyOf):
        return {"type": "array", "items": {"enum": list(kind.words)}}
    return schema
