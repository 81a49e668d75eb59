"""Stages of a journey, and the ways from one to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from jmap.model.binder import Binder
from jmap.model.conditions import Condition, ConditionKind
from jmap.model.described import JsonSchema, described
from jmap.model.described_objects import Described, Emotion, Pain, Statement
from jmap.model.emotions import EmotionKind
from jmap.model.kinds import (
    Boolean,
    DurationRange,
    DurationText,
    Entries,
    Items,
    Nested,
    OneOf,
    Paths,
    Percent,
    Ref,
    Refs,
    Text,
    Texts,
)
from jmap.records import frozen, record
from jmap.yaml import nodes


@record
class Move:
    """A way on from a stage: what it is called, and the share that should take it."""

    NOUN: ClassVar[str] = "a way on"

    label: str | None = described(Text(one_line=True), "What the lifecycle shows on the arrow")
    target: float | None = described(Percent(), "Share of the stage's customers that should go on")


@frozen
class NextKind:
    """Ids of stages, or a mapping from id to `{label, target}`; `[]` is an end."""

    def bind(self, node: nodes.Node, binder: Binder) -> Any:
        """Return a dict from id to `Move`, in file order."""
        if isinstance(node, nodes.Mapping):
            what = "a mapping from stage to `{label, target}`"
            return Entries(Ref("stages"), Nested(Move), what).bind(node, binder)
        ids = Refs("stages").bind(node, binder)
        return {id_: Move() for id_ in ids} if isinstance(ids, tuple) else ids

    def schema(self) -> JsonSchema:
        """Return a schema for ids or the mapping."""
        table = Entries(Ref("stages"), Nested(Move), "").schema()
        return {"anyOf": [*Refs("stages").schema()["anyOf"], table]}

    def phrase(self) -> str:
        """Return what may be written."""
        return "one id of `stages`, a list of them, or a mapping from id to `{label, target}`"


@record
class Sign:
    """A driver of success or a sign of leaving, measurable where it has a `when`."""

    NOUN: ClassVar[str] = "a driver or risk"

    text: str | None = described(
        Text(), "What it is", required=True, example="Imported their own data in week one"
    )
    when: Condition | None = described(ConditionKind(), "How it shows in data")


@record
class Felt(Described):
    """What stages and touchpoints may both say of the customer's experience."""

    thoughts: tuple[Statement, ...] = described(Items(Statement), "What the customer thinks", default=())
    quotes: tuple[Statement, ...] = described(
        Items(Statement), "What a customer said, word for word", default=()
    )
    emotion: Emotion | None = described(
        EmotionKind(), "How it feels, from -2 (very negative) to 2 (very positive)"
    )
    pains: tuple[Pain, ...] = described(Items(Pain), "What hurts", default=())
    gains: tuple[str, ...] = described(Texts(), "What the customer gains", default=())
    metrics: tuple[str, ...] = described(Refs("metrics"), "What shows how it goes", default=())
    expands: tuple[str, ...] = described(
        Paths("expands"), "Maps that hold the detail, one for each segment, say", default=()
    )


@record
class Stage(Felt):
    """A stage of the journey; stages stand in the order in which a customer first meets them."""

    NOUN: ClassVar[str] = "a stage"

    goal: str | None = described(Text(), "The customer's goal in this stage; ours is the summary")
    needs: tuple[str, ...] = described(
        Texts(), "What the customer needs and asks here: price, security, training", default=()
    )
    phase: str | None = described(
        OneOf(("before", "purchase", "after")),
        "Where it stands to the purchase; required in a lifecycle",
    )
    start: bool = described(
        Boolean(), "Customers may begin here too; the first stage always is a start", default=False
    )
    enter: Condition | None = described(ConditionKind(), "The moment a customer arrives in this stage")
    milestone: Condition | None = described(
        ConditionKind(milestone=True), "The success that makes the customer ready to move on"
    )
    next: Mapping[str, Move] | None = described(
        NextKind(), "Where it leads, in place of the next stage in the file; `[]` is an end"
    )
    leave: Condition | None = described(
        ConditionKind(), "How a customer leaves the relationship in this stage"
    )
    duration: tuple[DurationText, DurationText] | None = described(DurationRange(), "How long it should take")
    drivers: tuple[Sign, ...] = described(Items(Sign), "What makes customers succeed", default=())
    risks: tuple[Sign, ...] = described(
        Items(Sign), "What tells that a customer is about to leave", default=()
    )
