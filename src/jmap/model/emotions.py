"""How an emotion is written: a number, or an object of one of two forms."""

from __future__ import annotations

from typing import Any

from jmap.model.binder import BAD, Binder
from jmap.model.described import JsonSchema
from jmap.model.described_objects import Emotion
from jmap.model.kinds import Nested, Number
from jmap.records import frozen
from jmap.yaml.nodes import Mapping, Node


@frozen
class EmotionKind:
    """A number from -2 to 2, `{value, label, by}`, or `{from, to, label}`."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return an `Emotion`."""
        if isinstance(node, Mapping):
            return Nested(Emotion).bind(node, binder)
        value = Number(-2, 2).bind(node, binder)
        return BAD if value is BAD else Emotion(value=value)

    def schema(self) -> JsonSchema:
        """Return a schema for the number or one of the forms."""
        table = Nested(Emotion).schema()
        forms = [
            {"required": ["from", "to"], "not": {"anyOf": _having("value", "by")}},
            {"anyOf": _having("value", "by"), "not": {"anyOf": _having("from", "to")}},
        ]
        return {"anyOf": [Number(-2, 2).schema(), table | {"anyOf": forms}]}

    def phrase(self) -> str:
        """Return what may be written."""
        return "a number from -2 to 2, `{value, label, by}` or `{from, to, label}`"


def _having(*keys: str) -> list[JsonSchema]:
    return [{"required": [key]} for key in keys]
