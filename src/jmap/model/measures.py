"""How a metric is computed from the event log."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, TypeAlias

from jmap.faults import On
from jmap.model.binder import BAD, BandMention, Binder, EventMention, FieldMention
from jmap.model.described import Check, JsonSchema, described, shape_of
from jmap.model.kinds import Duration, DurationText, OneOf, Ref, Text
from jmap.model.kinds.objects import Nested, object_schema
from jmap.model.kinds.unquoted import say_misread
from jmap.records import frozen, record
from jmap.yaml.nodes import Mapping, Node, Scalar


@frozen
class EventName:
    """The name of one event of the log; with `or_any` the word `any` stands for all events."""

    or_any: bool = False

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the name, and record the mention."""
        if not isinstance(node, Scalar):
            return binder.wrong_type(node, self.phrase())
        say_misread(node, binder)
        if not (self.or_any and node.text == "any"):
            binder.events.append(EventMention(node.text, tuple(binder.route)))
        return node.text

    def schema(self) -> JsonSchema:
        """Return a schema for text."""
        return Text().schema()

    def phrase(self) -> str:
        """Return `the name of an event`."""
        return "the name of an event"


@frozen
class StageOrEvent:
    """The id of a stage, or the name of an event."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the text, and record the mention."""
        text = Text(one_line=True).bind(node, binder)
        if text is not BAD:
            binder.events.append(EventMention(text, tuple(binder.route), or_stage=True))
        return text

    def schema(self) -> JsonSchema:
        """Return a schema for one line of text."""
        return Text(one_line=True).schema()

    def phrase(self) -> str:
        """Return what may be written."""
        return "the id of a stage or the name of an event"


def _check_field(bound: Any, _node: Mapping, binder: Binder) -> None:
    """Record which field the event should have."""
    if bound.event and bound.field:
        field = FieldMention(bound.field, (*binder.route, "field"), On.VALUE)
        binder.events[-1] = replace(binder.events[-1], fields=(field,))


@record
class FieldOfEvent:
    """A field of an event."""

    NOUN: ClassVar[str] = "a field of an event"
    CHECK: ClassVar[Check] = _check_field

    event: str = described(EventName(), "The event", required=True, default="", example="invoice_paid")
    field: str = described(Text(one_line=True), "Its field", required=True, default="", example="amount")


@record
class RateOf:
    """The share of those at `from` who come to `to`: ids of stages, else names of events."""

    NOUN: ClassVar[str] = "a rate"

    from_: str = described(StageOrEvent(), "Where they are counted", required=True, default="")
    to: str = described(StageOrEvent(), "Where they should come", required=True, default="")
    within: DurationText | None = described(Duration(), "In what time")


@record
class RatioOf:
    """One metric over another."""

    NOUN: ClassVar[str] = "a ratio"

    of: str | None = described(Ref("metrics"), "The metric above the line", required=True)
    over: str | None = described(Ref("metrics"), "The metric below it", required=True)


@record
class DurationOf:
    """The time from one stage or event to another."""

    NOUN: ClassVar[str] = "a duration"

    from_: str = described(StageOrEvent(), "Where the clock starts", required=True, default="")
    to: str = described(StageOrEvent(), "Where it stops", required=True, default="")
    stat: str = described(OneOf(("median", "mean", "p90")), "Which figure", default="median")


def _check_band(bound: Any, _node: Mapping, binder: Binder) -> None:
    """Record which band is meant."""
    if bound.health is not None and bound.is_ is not None:
        binder.bands.append(BandMention(bound.health, bound.is_, (*binder.route, "is")))


@record
class HealthShare:
    """Customers in a band of a health score."""

    NOUN: ClassVar[str] = "a band of health"
    CHECK: ClassVar[Check] = _check_band

    health: str | None = described(Ref("health"), "The health score", required=True)
    is_: str | None = described(Text(one_line=True), "The band", required=True)


ShareOf: TypeAlias = str | HealthShare


@frozen
class ShareKind:
    """`dormant`, `left`, or a band of a health score."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the word, or a `HealthShare`."""
        if isinstance(node, Mapping):
            return Nested(HealthShare).bind(node, binder)
        return OneOf(("dormant", "left")).bind(node, binder)

    def schema(self) -> JsonSchema:
        """Return a schema for the words or the object."""
        return {"anyOf": [{"enum": ["dormant", "left"]}, Nested(HealthShare).schema()]}

    def phrase(self) -> str:
        """Return what may be written."""
        return "`dormant`, `left` or `{health, is}`"


@record
class Measure:
    """How a metric is computed from the event log; one of the keys is said."""

    NOUN: ClassVar[str] = "`measure`"

    count: str | None = described(EventName(), "How often an event happened")
    sum: FieldOfEvent | None = described(Nested(FieldOfEvent), "The sum of a field of an event")
    distinct: FieldOfEvent | None = described(
        Nested(FieldOfEvent), "The number of different values of a field of an event"
    )
    rate: RateOf | None = described(Nested(RateOf), "The share that comes from one stage to another")
    ratio: RatioOf | None = described(Nested(RatioOf), "One metric over another")
    duration: DurationOf | None = described(Nested(DurationOf), "The time between two stages")
    share: ShareOf | None = described(ShareKind(), "The share of living customers who are so")


@frozen
class MeasureKind:
    """Exactly one of the keys of `Measure`."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a `Measure`."""
        if not isinstance(node, Mapping):
            return binder.wrong_type(node, self.phrase())
        shape = shape_of(Measure)
        keys = [key for key in node.entries if key in shape.fields]
        if len(keys) > 1:
            message = "this measure mixes " + " and ".join(f"`{key}`" for key in keys)
            return binder.fault("JM110", message, "keep one of them", offending=" ".join(keys))
        if not keys:
            for key in node.entries:
                guess = binder.suggest.nearest(key, shape.fields)
                if guess is not None:
                    binder.route.append(key)
                    message = f"unknown key `{key}` in `measure`"
                    binder.fault("JM101", message, f"did you mean `{guess}`?", on=On.KEY, offending=key)
                    binder.route.pop()
                    return BAD
            hint = "a measure has one of " + ", ".join(f"`{key}`" for key in shape.fields)
            return binder.fault("JM110", "this is no measure that jmap knows", hint)
        return binder.bind_object(shape, node, {})

    def schema(self) -> JsonSchema:
        """Return a schema with exactly one of the keys."""
        schema = object_schema(shape_of(Measure))
        return schema | {"oneOf": [{"required": [key]} for key in shape_of(Measure).fields]}

    def phrase(self) -> str:
        """Return what may be written."""
        return "a measure such as `{rate: {from: adoption, to: renewal}}`"
