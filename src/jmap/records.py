"""Frozen, slotted dataclasses, made without generating code before it pays.

`dataclasses` writes and compiles six methods for each class, about a millisecond each time the program
starts. There are more than a hundred classes, so they share these methods instead; one that turns out to be
made by the hundred gets an `__init__` of its own then, which takes half the time. They stay dataclasses in
every other respect: `dataclasses.fields` and `dataclasses.replace` work on them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")
Slot = tuple[str, Any, Any, Any]

_PAYS = 200
"""So many instances of a class are made before it gets an `__init__` of its own."""


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(dataclasses.field,))
def record(cls: type[T]) -> type[T]:
    """Make a class a frozen, slotted dataclass whose arguments are given by keyword."""
    return _make(cls)


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a class a frozen, slotted dataclass whose arguments may be given in order."""
    return _make(cls)


def _make(cls: type[T]) -> type[T]:
    methods: dict[str, Any] = {
        "__init__": _init,
        "__repr__": _repr,
        "__eq__": _eq,
        "__hash__": _hash,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }
    for name, method in methods.items():
        setattr(cls, name, method)
    return dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)


class _Layout:
    """The name, setter, default and factory of every field of a class; `left` instances until it pays."""

    __slots__ = ("left", "slots")

    def __init__(self, slots: tuple[Slot, ...]) -> None:
        self.slots = slots
        self.left = _PAYS


@cache
def _layout(cls: Any) -> _Layout:
    return _Layout(
        tuple(
            (item.name, getattr(cls, item.name).__set__, item.default, item.default_factory)
            for item in dataclasses.fields(cls)
        )
    )


def _init(self: Any, *given: Any, **values: Any) -> None:
    cls: Any = type(self)
    layout = _layout(cls)
    layout.left -= 1
    if not layout.left:
        cls.__init__ = _own_init(cls, layout.slots)
    slots = layout.slots
    if len(given) > len(slots):
        raise TypeError(f"{cls.__name__} takes {len(slots)} values, not {len(given)}")
    for slot, each in zip(slots, given, strict=False):
        slot[1](self, each)
    missing = dataclasses.MISSING
    for slot in slots[: len(given)]:
        if slot[0] in values:
            raise TypeError(f"{cls.__name__} is given `{slot[0]}` twice")
    for name, put, default, factory in slots[len(given) :]:
        if name in values:
            put(self, values.pop(name))
        elif factory is not missing:
            put(self, factory())
        elif default is not missing:
            put(self, default)
        else:
            raise TypeError(f"{cls.__name__} needs `{name}`")
    if values:
        raise TypeError(f"{cls.__name__} has no `{next(iter(values))}`")


def _own_init(cls: Any, slots: tuple[Slot, ...]) -> Any:
    """Return an `__init__` for one class that does what the shared one does."""
    missing = dataclasses.MISSING
    known: dict[str, Any] = {"missing": missing}
    needed: list[str] = []
    others: list[str] = []
    body: list[str] = []
    for name, put, default, factory in slots:
        known |= {f"put_{name}": put, f"default_{name}": default, f"make_{name}": factory}
        value = name
        if default is missing and factory is missing and not others:
            needed.append(name)
        elif default is missing:
            others.append(f"{name}=missing")
            made = f"make_{name}()" if factory is not missing else f"refuse('{name}')"
            value = f"{made} if {name} is missing else {name}"
        else:
            others.append(f"{name}=default_{name}")
        body.append(f" put_{name}(self, {value})")

    def refuse(name: str) -> None:
        raise TypeError(f"{cls.__name__} needs `{name}`")

    known["refuse"] = refuse
    lines = [f"def __init__(self, {', '.join((*needed, *others))}):", *body, " return None"]
    exec("\n".join(lines), known)  # noqa: S102 - of names of fields only, as `dataclasses` does
    return known["__init__"]


@cache
def _getter(cls: Any) -> Callable[[Any], Any]:
    """Return what gives all values of a record: a tuple, or the value itself where there is only one."""
    names = [slot[0] for slot in _layout(cls).slots]
    return attrgetter(*names) if names else lambda _: ()


def _values(self: Any) -> Any:
    cls: Any = type(self)
    return _getter(cls)(self)


def _slots_of(self: Any) -> tuple[Slot, ...]:
    cls: Any = type(self)
    return _layout(cls).slots


def _repr(self: Any) -> str:
    pairs = ", ".join(
        f"{name}={getattr(self, name)!r}"
        for name, _, default, _ in _slots_of(self)
        if getattr(self, name) is not default
    )
    return f"{type(self).__name__}({pairs})"


def _eq(self: Any, other: object) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    return _values(self) == _values(other)


def _hash(self: Any) -> int:
    return hash(_values(self))


def _refuse(self: Any, name: str, *_: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change `{name}` of {type(self).__name__}")
