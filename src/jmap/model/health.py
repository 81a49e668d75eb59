"""Health: a score that an account carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from jmap.faults import On
from jmap.model.binder import Binder
from jmap.model.described import Check, described
from jmap.model.described_objects import Described, words
from jmap.model.kinds import (
    Duration,
    DurationText,
    Entries,
    Nested,
    Number,
    OneOf,
    Percent,
    Ref,
    Refs,
    Section,
    Text,
)
from jmap.model.measures import EventName, FieldOfEvent
from jmap.records import record
from jmap.yaml import nodes

SOURCES = ("count", "sum", "days_since", "attribute", "metric")


def _check_source(_bound: Any, node: nodes.Mapping, binder: Binder) -> None:
    """Say that an indicator has no source, or more than one."""
    keys = [key for key in SOURCES if key in node.entries]
    if len(keys) == 1:
        return
    choices = ", ".join(f"`{key}`" for key in SOURCES)
    name = binder.route[-1] if binder.route else "indicator"
    if keys:
        message = f"indicator `{name}` mixes " + " and ".join(f"`{key}`" for key in keys)
        binder.fault("JM103", message, "keep one of them", on=On.KEY, offending=" ".join(keys))
    else:
        message = f"indicator `{name}` does not say what it looks at"
        binder.fault("JM102", message, f"add one of {choices}", on=On.KEY)


@record
class Indicator:
    """One sign of health: what it looks at, and what counts as good and poor."""

    NOUN: ClassVar[str] = "an indicator"
    CHECK: ClassVar[Check] = _check_source

    id: str = ""
    name: str | None = described(Text(one_line=True), "The name shown; without one, the id in words")
    weight: float | None = described(Number(above=0), "Its part of the score")
    good: float | None = described(Number(percent=True), "The value that counts as 100", required=True)
    poor: float | None = described(Number(percent=True), "The value that counts as 0", required=True)
    missing: str = described(OneOf(("skip", "zero")), "What no data means: left out, or a 0", default="skip")
    count: str | None = described(EventName(), "How often an event happened")
    sum: FieldOfEvent | None = described(Nested(FieldOfEvent), "The sum of a field of an event")
    days_since: str | None = described(EventName(or_any=True), "Days since an event, or since `any`")
    attribute: str | None = described(Text(one_line=True), "The newest value of an attribute")
    metric: str | None = described(Ref("metrics"), "A metric's `measure`, per account")

    @property
    def title(self) -> str:
        """Return the name, or the id in words."""
        return self.name or words(self.id)


@record
class Health(Described):
    """A score that an account carries: indicators, how they add up, and bands."""

    NOUN: ClassVar[str] = "a health score"

    stages: tuple[str, ...] = described(Refs("stages"), "The stages it is kept for", default=())
    method: str = described(
        OneOf(("weighted", "points", "worst")), "How indicators add up", default="weighted"
    )
    window: DurationText | None = described(Duration(), "The time the indicators look back over")
    indicators: Mapping[str, Indicator] = described(
        Section("", Indicator), "What the score is made of", factory=dict
    )
    bands: Mapping[str, float] = described(
        Entries(Text(one_line=True), Number(0, 100), "a mapping from band to its lowest score"),
        "Bands, each with its lowest score, from the best down to 0",
        factory=dict,
    )
    unknown_below: float = described(Percent(), "Share of weights that must have data", default=60.0)
