"""The tracking plan: events by the names that the log has for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from jmap.model.described import described
from jmap.model.described_objects import Described
from jmap.model.kinds import Text, TextTable
from jmap.records import record


def matches(glob: str, name: str) -> bool:
    """Tell whether a name is one that a glob stands for: `*` is any characters, all else itself."""
    first, *others = glob.split("*")
    if not others:
        return glob == name
    last = others.pop()
    if not name.startswith(first) or not name.endswith(last) or len(name) < len(first) + len(last):
        return False
    at, end = len(first), len(name) - len(last)
    for part in others:
        found = name.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


@record
class Event(Described):
    """An event of the tracking plan; its id is its exact name in the log."""

    NOUN: ClassVar[str] = "an event"

    source: str | None = described(Text(one_line=True), "The system that sends it")
    fields: Mapping[str, str] = described(TextTable(), "Its fields, each with what it holds", factory=dict)
