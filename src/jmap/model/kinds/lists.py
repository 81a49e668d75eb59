"""What all lists have in common."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.model.binder import Binder, is_empty
from jmap.model.described import JsonSchema
from jmap.yaml.nodes import Node, Sequence

NOTHING: JsonSchema = {"type": ["string", "null"], "pattern": r"^\s*$"}
"""What stands for no value: null, and a text without a character. It is only a warning."""


def items_of(node: Sequence, binder: Binder) -> Iterator[Node]:
    """Yield the items of a list, with the binder's route at each; say which of them are empty."""
    kept = []
    for index, item in enumerate(node.items):
        binder.route.append(index)
        if is_empty(item):
            binder.fault("JM113", f"{binder.subject()} is empty", "write one, or take it out")
        else:
            kept.append(index)
            yield item
        binder.route.pop()
    if len(kept) < len(node.items):
        binder.gaps[tuple(binder.route)] = tuple(kept)


def list_schema(item: JsonSchema) -> JsonSchema:
    """Return the schema of a list of items, some of which may be empty."""
    return {"type": "array", "items": {"anyOf": [item, NOTHING]}}
