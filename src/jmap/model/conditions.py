"""Conditions: what must come true for a customer to enter, move on or leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar, TypeAlias

from jmap.faults import On
from jmap.model.binder import BAD, BandMention, Binder, EventMention, FieldMention, is_empty
from jmap.model.comparisons import Compared, Comparison, Where, WhereTests
from jmap.model.described import JsonSchema, described, shape_of
from jmap.model.kinds import (
    Boolean,
    Duration,
    DurationText,
    EventNames,
    Ref,
    Text,
    Whole,
)
from jmap.model.kinds.lists import NOTHING, items_of, list_schema
from jmap.model.kinds.objects import object_schema
from jmap.model.kinds.unquoted import say_misread
from jmap.records import frozen, record
from jmap.yaml.nodes import Mapping, Node, Scalar, Sequence

_LABEL = "What the lifecycle shows beside it"


@frozen
class Note:
    """A condition in prose: drawn for people, and not measurable."""

    text: str

    @property
    def label(self) -> str:
        """Return the text."""
        return self.text


@record
class EventCondition:
    """An event of the log, so many times, with fields that hold."""

    NOUN: ClassVar[str] = "a condition on an event"

    event: tuple[str, ...] = described(
        EventNames(), "Name of the event, or a list; `*` globs", default=(), required=True
    )
    where: WhereTests = described(Where(), "Fields of the event that must hold", factory=dict)
    times: int = described(Whole(1), "How often at least", default=1)
    within: DurationText | None = described(Duration(), "Counted from entering the stage")
    label: str | None = described(Text(one_line=True), _LABEL)


@record
class MetricCondition:
    """A metric that reaches a value."""

    NOUN: ClassVar[str] = "a condition on a metric"

    metric: str | None = described(Ref("metrics"), "The metric", required=True)
    is_: Comparison | None = described(Compared(), "What it must be", required=True, example='">= 50%"')
    within: DurationText | None = described(Duration(), "Counted from entering the stage")
    label: str | None = described(Text(one_line=True), _LABEL)


@record
class InactiveCondition:
    """No event of the customer for so long."""

    NOUN: ClassVar[str] = "a condition on silence"

    inactive: DurationText | None = described(Duration(), "How long nothing was seen", required=True)
    label: str | None = described(Text(one_line=True), _LABEL)


@record
class BeforeCondition:
    """So long ahead of the date in a customer attribute."""

    NOUN: ClassVar[str] = "a condition on a coming date"

    before: str | None = described(
        Text(one_line=True), "Customer attribute that holds the date", required=True
    )
    by: DurationText | None = described(Duration(), "How long ahead of it", required=True, example="120d")
    label: str | None = described(Text(one_line=True), _LABEL)


@record
class AfterCondition:
    """So long past the date in a customer attribute."""

    NOUN: ClassVar[str] = "a condition on a past date"

    after: str | None = described(
        Text(one_line=True), "Customer attribute that holds the date", required=True
    )
    by: DurationText | None = described(Duration(), "How long past it", required=True, example="60d")
    label: str | None = described(Text(one_line=True), _LABEL)


@record
class MilestoneCondition:
    """The milestone of a stage is reached."""

    NOUN: ClassVar[str] = "a condition on a milestone"

    milestone: str | None = described(Ref("stages"), "The stage whose milestone is meant", required=True)
    label: str | None = described(Text(one_line=True), _LABEL)


@record
class AttributeCondition:
    """A customer attribute that has a value."""

    NOUN: ClassVar[str] = "a condition on an attribute"

    attribute: str | None = described(Text(one_line=True), "Name of the customer attribute", required=True)
    is_: Comparison | None = described(Compared(), "What it must be", required=True, example="team")
    label: str | None = described(Text(one_line=True), _LABEL)


@record
class DormantCondition:
    """The map's `dormant` holds."""

    NOUN: ClassVar[str] = "a condition on being dormant"

    dormant: bool | None = described(Boolean(), "`true`: the map's `dormant` holds", required=True)
    label: str | None = described(Text(one_line=True), _LABEL)


@record
class HealthCondition:
    """A health score lies in a band."""

    NOUN: ClassVar[str] = "a condition on health"

    health: str | None = described(Ref("health"), "The health score", required=True)
    is_: Comparison | None = described(
        Compared(), "The band, or a list of bands", required=True, example="at-risk"
    )
    label: str | None = described(Text(one_line=True), _LABEL)


@record
class AllOf:
    """All of several conditions hold; true at the last of them."""

    NOUN: ClassVar[str] = "a condition of several parts"

    all: tuple[Condition, ...] = ()
    label: str | None = None


@record
class AnyOf:
    """Any of several conditions holds; also what a list of conditions means."""

    NOUN: ClassVar[str] = "a choice of conditions"

    any: tuple[Condition, ...] = ()
    label: str | None = None


Condition: TypeAlias = (
    Note
    | EventCondition
    | MetricCondition
    | InactiveCondition
    | BeforeCondition
    | AfterCondition
    | MilestoneCondition
    | AttributeCondition
    | DormantCondition
    | HealthCondition
    | AllOf
    | AnyOf
)

FORMS: dict[str, type[Any]] = {
    "event": EventCondition,
    "metric": MetricCondition,
    "inactive": InactiveCondition,
    "before": BeforeCondition,
    "after": AfterCondition,
    "milestone": MilestoneCondition,
    "attribute": AttributeCondition,
    "dormant": DormantCondition,
    "health": HealthCondition,
}
_KEYS = (*FORMS, "all", "any")
_FORMS_HINT = "a condition has one of " + ", ".join(f"`{key}`" for key in _KEYS)


@frozen
class ConditionKind:
    """A text, a form or a list of them; `within` is for milestones only."""

    milestone: bool = False

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a condition."""
        if isinstance(node, Scalar):
            say_misread(node, binder)
            return Note(node.text)
        if isinstance(node, Sequence):
            parts = self._parts(node, binder)
            if not parts:
                if node.items or not binder.whole:
                    return BAD
                return binder.fault("JM110", "this list of conditions is empty", "add one, or take it out")
            return parts[0] if len(node.items) == 1 else AnyOf(any=parts)
        return self._form(node, binder)

    def _form(self, node: Mapping, binder: Binder) -> Any:
        keys = [key for key in _KEYS if key in node.entries]
        if not keys:
            return self._no_form(node, binder)
        if len(keys) > 1:
            message = "this condition mixes " + " and ".join(f"`{key}`" for key in keys)
            hint = "keep one, or join two conditions with `all: [...]` or `any: [...]`"
            return binder.fault("JM110", message, hint, offending=" ".join(keys))
        key = keys[0]
        if key in ("all", "any"):
            return self._several(key, node, binder)
        said = len(binder.events)
        bound = binder.bind_object(shape_of(FORMS[key]), node, {})
        if not self.milestone and "within" in node.entries and key in ("event", "metric"):
            binder.route.append("within")
            message = "`within` counts from entering a stage, and is for milestones only"
            binder.fault("JM110", message, "take it out, or use `milestone`", on=On.KEY)
            binder.route.pop()
        if key == "event":
            _fields_of_where(node, binder, said)
        elif key == "health":
            _bands_of(bound, node, binder)
        value, written = getattr(bound, key), node.entries[key][1]
        if value == () and isinstance(written, Sequence) and not written.items:
            binder.route.append(key)
            binder.fault("JM110", "this condition names no event", "name one, or take the condition out")
            binder.route.pop()
        return BAD if value in (None, ()) else bound

    def _no_form(self, node: Mapping, binder: Binder) -> Any:
        for key in node.entries:
            guess = binder.suggest.nearest(key, _KEYS)
            if guess is not None:
                binder.route.append(key)
                message, hint = f"unknown key `{key}` in a condition", f"did you mean `{guess}`?"
                binder.fault("JM101", message, hint, on=On.KEY, offending=key)
                binder.route.pop()
                return BAD
        return binder.fault("JM110", "this is no condition that jmap knows", _FORMS_HINT)

    def _several(self, key: str, node: Mapping, binder: Binder) -> Any:
        label = None
        for name, (_, value) in node.entries.items():
            binder.route.append(name)
            if name == "label" and is_empty(value):
                hint = "write a value after it, or take the key out"
                binder.fault("JM113", "`label` has nothing under it", hint, on=On.KEY)
            elif name == "label":
                label = Text(one_line=True).bind(value, binder)
            elif name != key and not name.startswith("x-"):
                message = f"unknown key `{name}` in {(AllOf if key == 'all' else AnyOf).NOUN}"
                guess = binder.suggest.nearest(name, (key, "label"))
                hint = f"did you mean `{guess}`?" if guess else f"beside `{key}` it takes `label`"
                binder.fault("JM101", message, hint, on=On.KEY, offending=name)
            binder.route.pop()
        value = node.entries[key][1]
        binder.route.append(key)
        parts: tuple[Condition, ...] = ()
        if isinstance(value, Sequence) and (value.items or not binder.whole):
            parts = self._parts(value, binder)
        else:
            binder.fault("JM110", f"`{key}` takes a list of conditions", "put each after a `- `")
        binder.route.pop()
        if not parts:
            return BAD
        text = label if isinstance(label, str) else None
        return AllOf(all=parts, label=text) if key == "all" else AnyOf(any=parts, label=text)

    def _parts(self, node: Sequence, binder: Binder) -> tuple[Condition, ...]:
        parts = (self.bind(item, binder) for item in items_of(node, binder))
        return tuple(part for part in parts if part is not BAD)

    def schema(self) -> JsonSchema:
        """Return a reference to the schema of conditions."""
        return {"$ref": "#/$defs/Milestone" if self.milestone else "#/$defs/Condition"}

    def definition(self) -> JsonSchema:
        """Return the schema of conditions, which holds itself."""
        forms = []
        for form in FORMS.values():
            schema = object_schema(shape_of(form))
            if not self.milestone:
                schema["properties"].pop("within", None)
            for names in schema["properties"].get("event", {}).get("allOf", ()):
                for option in names.get("anyOf", ()):
                    if option.get("type") == "array":
                        option["minItems"] = 1
            forms.append(schema)
        forms.extend(self._several_schema(key) for key in ("all", "any"))
        note = {"type": ["string", "number", "boolean"]}
        listed = list_schema(self.schema()) | {"minItems": 1}
        return {"anyOf": [note, *forms, listed]}

    def _several_schema(self, key: str) -> JsonSchema:
        return {
            "type": "object",
            "properties": {
                key: list_schema(self.schema()) | {"minItems": 1},
                "label": {"anyOf": [Text(one_line=True).schema(), NOTHING]},
            },
            "patternProperties": {"^x-": {}},
            "additionalProperties": False,
            "required": [key],
        }

    def phrase(self) -> str:
        """Return what may be written."""
        return "a condition such as `{event: signed_up}`"


def parts_of(condition: Condition | None) -> Iterator[Condition]:
    """Yield the parts of a condition that are not themselves made of parts."""
    if isinstance(condition, AllOf):
        for part in condition.all:
            yield from parts_of(part)
    elif isinstance(condition, AnyOf):
        for part in condition.any:
            yield from parts_of(part)
    elif condition is not None:
        yield condition


def measurable(condition: Condition | None) -> bool:
    """Tell whether no part of a condition is prose, and there is one."""
    parts = list(parts_of(condition))
    return bool(parts) and not any(isinstance(part, Note) for part in parts)


def _fields_of_where(node: Mapping, binder: Binder, said: int) -> None:
    where = node.entries.get("where")
    if where is None or not isinstance(where[1], Mapping):
        return
    route = tuple(binder.route)
    names = where[1].entries
    fields = tuple(FieldMention(name, (*route, "where", name), On.KEY) for name in names)
    for index in range(said, len(binder.events)):
        mention: EventMention = binder.events[index]
        binder.events[index] = replace(mention, fields=fields)


def _bands_of(bound: HealthCondition, node: Mapping, binder: Binder) -> None:
    """Record the bands that a condition on health names; a comparison of the score names none."""
    test = bound.is_
    if bound.health is None or test is None or test.operator not in ("in", "!="):
        return
    route = (*binder.route, "is")
    written = node.entries["is"][1]
    if isinstance(written, Sequence):
        for index, item in enumerate(written.items):
            if isinstance(item, Scalar) and not is_empty(item):
                binder.bands.append(BandMention(bound.health, item.text, (*route, index)))
    else:
        binder.bands.append(BandMention(bound.health, test.text.removeprefix("!=").strip(), route))
