"""Records as plain data and back, by the types of their fields: for what a run keeps for the next one."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias, TypeVar, cast

from markupsafe import Markup

T = TypeVar("T")
_Read: TypeAlias = Callable[[Any], Any]

_PLAIN = (str, int, float, bool)


def pack(value: Any) -> Any:
    """Return a value of records, tuples, mappings, figures, dates and texts as JSON holds it.

    Raises TypeError for any other.
    """
    if value is None or type(value) in _PLAIN:
        return value
    if dataclasses.is_dataclass(value):
        return [pack(getattr(value, each.name)) for each in dataclasses.fields(value)]
    if isinstance(value, tuple | list):
        return [pack(each) for each in value]
    if isinstance(value, Markup):
        return {"markup": str(value)}
    if isinstance(value, Mapping):
        return [[pack(key), pack(each)] for key, each in value.items()]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"`{type(value).__name__}` cannot be kept")


def unpack(kind: type[T], data: Any) -> T:
    """Return the value of a type that was packed. Raises TypeError or ValueError where it was none."""
    hint: Any = kind
    return cast("T", _reader(hint)(data))


@cache
def _reader(kind: Any) -> _Read:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _one_of([_reader(each) for each in inner if each is not type(None)], type(None) in inner)
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            each = _reader(inner[0])
            return lambda data: tuple(map(each, _listed(data)))
        parts = [_reader(part) for part in inner]
        return lambda data: tuple(part(value) for part, value in zip(parts, _listed(data), strict=True))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, value = map(_reader, inner)
        return lambda data: {key(name): value(found) for name, found in _listed(data)}
    if origin is typing.Literal:
        return lambda data: _checked(data, data in inner)
    if dataclasses.is_dataclass(kind):
        return _record(kind)
    return _leaf(kind)


def _record(kind: Any) -> _Read:
    hints = typing.get_type_hints(kind)
    readers: list[_Read] = []

    def read(data: Any) -> Any:
        if not readers:
            readers.extend(_reader(hints[each.name]) for each in dataclasses.fields(kind))
        return kind(*[part(value) for part, value in zip(readers, _listed(data), strict=True)])

    return read


def _leaf(kind: Any) -> _Read:
    if kind is str:
        return _text
    if kind is float:
        return lambda data: _checked(data, type(data) in (int, float))
    if kind in _PLAIN:
        return lambda data: _checked(data, type(data) is kind)
    if kind is date:
        return lambda data: date.fromisoformat(data)
    if isinstance(kind, type) and issubclass(kind, Enum | Fraction):
        return kind
    raise TypeError(f"`{kind}` cannot be kept")


def _one_of(readers: list[_Read], may_be_none: bool) -> _Read:
    def read(data: Any) -> Any:
        if data is None and may_be_none:
            return None
        for reader in readers[:-1]:
            try:
                return reader(data)
            except (TypeError, ValueError):
                continue
        return readers[-1](data)

    return read


def _text(data: Any) -> str:
    if isinstance(data, dict):
        return Markup(_checked(data["markup"], isinstance(data["markup"], str)))  # noqa: S704 - it was Markup
    return cast("str", _checked(data, isinstance(data, str)))


def _listed(data: Any) -> list[Any]:
    return cast("list[Any]", _checked(data, isinstance(data, list)))


def _checked(data: Any, right: bool) -> Any:
    if not right:
        raise TypeError("other data was expected")
    return data
