"""How the model describes itself: fields with a kind and a doc, and the shapes made of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast

from jmap.records import frozen

if TYPE_CHECKING:
    from jmap.model.binder import Binder
    from jmap.yaml import nodes

JsonSchema = dict[str, Any]

Check: TypeAlias = "Callable[[Any, nodes.Mapping, Binder], None]"
"""Says the faults that only a whole object shows: the object, its node, the binder."""


class Kind(Protocol):
    """A type of the format: how it is read from a node, and how it is described to others."""

    def bind(self, node: nodes.Node, binder: Binder) -> Any:
        """Return the value, or BAD after saying at least one fault."""

    def schema(self) -> JsonSchema:
        """Return the JSON Schema of what may be written."""

    def phrase(self) -> str:
        """Return what is expected, for a message: `a date`, `an id or a list of ids`."""


@frozen
class Field:
    """A key of the format: the attribute that holds it, its kind, its doc, an example value."""

    key: str
    attribute: str
    kind: Kind
    doc: str
    required: bool
    example: str


@frozen
class Shape:
    """The fields of one kind of object, ready for the binder, the schema and the docs."""

    noun: str
    fields: Mapping[str, Field]
    required: tuple[str, ...]
    make: Callable[[dict[str, Any]], Any]
    doc: str
    keeps_extra: bool
    check: Check | None
    synonyms: Mapping[str, str]
    elsewhere: Mapping[str, str]


def described(
    kind: Kind,
    doc: str,
    *,
    default: Any = None,
    factory: Callable[[], Any] | None = None,
    required: bool = False,
    example: str = "",
) -> Any:
    """Declare a field of the format inside a dataclass.

    The key is the attribute's name less a trailing underscore, which keeps Python's own words free
    (`is_`, `for_`). `default` is what the attribute holds where the key is not written,
    `factory` makes it where it can be changed.
    """
    metadata = {"kind": kind, "doc": doc, "required": required, "example": example}
    if factory is not None:
        return dataclasses.field(default_factory=factory, metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def shape_of(cls: type[Any]) -> Shape:
    """Return the shape of a dataclass whose fields were made by `described`.

    The class may say its `NOUN` (with an article), a `CHECK` over the whole object, `SYNONYMS` for keys that
    people are known to write, and `ELSEWHERE`, hints for keys that belong to another place.
    """
    return _shape_of(cast("Hashable", cls))


@cache
def _shape_of(cls: Any) -> Shape:
    fields = {}
    for item in dataclasses.fields(cls):
        if "kind" not in item.metadata:
            continue
        key = item.name.rstrip("_")
        about = item.metadata
        fields[key] = Field(key, item.name, about["kind"], about["doc"], about["required"], about["example"])
    return Shape(
        noun=getattr(cls, "NOUN", cls.__name__.lower()),
        fields=fields,
        required=tuple(key for key, field in fields.items() if field.required),
        make=lambda values: cls(**values),
        doc=(cls.__doc__ or "").strip(),
        keeps_extra=any(item.name == "extra" for item in dataclasses.fields(cls)),
        check=getattr(cls, "CHECK", None),
        synonyms=getattr(cls, "SYNONYMS", {}),
        elsewhere=getattr(cls, "ELSEWHERE", {}),
    )
