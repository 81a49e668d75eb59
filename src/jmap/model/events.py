"""The tracking plan: events by the names that the log has for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from jmap.model.described import described
from jmap.model.described_objects import Described
from jmap.model.kinds import Text, TextTable
from jmap.records import record


@record
class Event(Described):
    """An event of the tracking plan; its id is its exact name in the log."""

    NOUN: ClassVar[str] = "an event"

    source: str | None = described(Text(one_line=True), "The system that sends it")
    fields: Mapping[str, str] = described(TextTable(), "Its fields, each with what it holds", factory=dict)
