"""Touchpoints: the single steps of the experience."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from jmap.model.binder import Binder
from jmap.model.described import JsonSchema, described
from jmap.model.described_objects import AUTOMATION, SYNONYMS
from jmap.model.kinds import (
    Boolean,
    Duration,
    DurationText,
    EventNames,
    Items,
    Nested,
    Number,
    OneOf,
    Owner,
    Percent,
    Ref,
    Refs,
    Text,
    Texts,
)
from jmap.model.stages import Felt
from jmap.records import frozen, record
from jmap.yaml import nodes


@record
class MomentOfTruth:
    """A step that makes or breaks the relationship: what success and failure look like."""

    NOUN: ClassVar[str] = "`moment_of_truth`"

    success: str | None = described(Text(), "What the customer has when it goes well")
    failure: str | None = described(Text(), "What happens when it goes badly")


@frozen
class MomentKind:
    """`true`, or `{success, failure}`."""

    def bind(self, node: nodes.Node, binder: Binder) -> Any:
        """Return a `MomentOfTruth`, or None for `false`."""
        if isinstance(node, nodes.Mapping):
            return Nested(MomentOfTruth).bind(node, binder)
        value = Boolean().bind(node, binder)
        if value is True:
            return MomentOfTruth()
        return None if value is False else value

    def schema(self) -> JsonSchema:
        """Return a schema for the boolean or the object."""
        return {"anyOf": [Boolean().schema(), Nested(MomentOfTruth).schema()]}

    def phrase(self) -> str:
        """Return what may be written."""
        return "`true` or `{success, failure}`"


@record
class LayerItem:
    """Something done on one of the layers of the service blueprint."""

    NOUN: ClassVar[str] = "a blueprint item"
    SYNONYMS: ClassVar[Mapping[str, str]] = {"owner": "team", "name": "text", "tool": "system"}

    text: str = described(Text(), "What is done", required=True, example="Checks the import")
    team: str | None = described(Owner(), "Who does it")
    system: str | None = described(Text(one_line=True), "With which system")
    wait: DurationText | None = described(Duration(), "How long the customer waits for it")
    fails: str | None = described(Text(), "How it fails")
    recovery: str | None = described(Text(), "What we do then")


@record
class ServiceLevel:
    """What we promise, and how often we keep it."""

    NOUN: ClassVar[str] = "`sla`"

    response: DurationText | None = described(Duration(), "Time to the first answer")
    resolution: DurationText | None = described(Duration(), "Time to the solution")
    target: float | None = described(Percent(), "Share of cases that should keep it")
    actual: float | None = described(Percent(), "Share of cases that do")

    @property
    def kept(self) -> bool | None:
        """Tell whether the share reaches what was promised, or None where one of them is not said."""
        return None if self.target is None or self.actual is None else self.actual >= self.target


@record
class Touchpoint(Felt):
    """One step of the experience; touchpoints stand in order within their stage."""

    NOUN: ClassVar[str] = "a touchpoint"
    SYNONYMS: ClassVar[Mapping[str, str]] = {
        **SYNONYMS,
        "phase": "stage",
        "stages": "stage",
        "mot": "moment_of_truth",
        "moment": "moment_of_truth",
    }

    stage: str | None = described(Ref("stages"), "The stage it belongs to", required=True)
    actions: tuple[str, ...] = described(Texts(), "What the customer does", default=())
    channels: tuple[str, ...] | None = described(
        Refs("channels"), "Where it happens; `[]`: the customer acts alone"
    )
    personas: tuple[str, ...] = described(Refs("personas"), "Who meets it; none: everyone", default=())
    segments: tuple[str, ...] = described(Refs("segments"), "Which segments meet it; none: all", default=())
    importance: float | None = described(Number(0, 10), "To the customer, from 0 to 10")
    performance: float | None = described(Number(0, 10), "How well we do, from 0 to 10")
    moment_of_truth: MomentOfTruth | None = described(
        MomentKind(), "A step that makes or breaks the relationship"
    )
    frontstage: tuple[LayerItem, ...] = described(
        Items(LayerItem), "What the customer sees us do", default=()
    )
    backstage: tuple[LayerItem, ...] = described(
        Items(LayerItem), "What we do behind the line of visibility", default=()
    )
    support: tuple[LayerItem, ...] = described(Items(LayerItem), "What others do so that we can", default=())
    content: tuple[str, ...] = described(Texts(), "What we say or show here", default=())
    sla: ServiceLevel | None = described(Nested(ServiceLevel), "The service level promised")
    automation: str | None = described(
        OneOf(AUTOMATION), "Who runs it; trigger, stop and cap are those of its play"
    )
    events: tuple[str, ...] = described(EventNames(), "How it shows in the event log", default=())
    optional: bool = described(Boolean(), "A customer may skip it", default=False)
