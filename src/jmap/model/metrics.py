"""Metrics: how a stage is measured, where it should be and where it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Day  # noqa: N812 - as in evidence
from typing import Any, ClassVar

from jmap.faults import On
from jmap.model.binder import BAD, Binder
from jmap.model.described import Check, JsonSchema, described
from jmap.model.described_objects import Described
from jmap.model.kinds import (
    Boolean,
    Duration,
    DurationText,
    Entries,
    ManyOf,
    Nested,
    Number,
    OneOf,
    Period,
    PeriodText,
    Text,
    Whole,
)
from jmap.model.kinds.numbers import percent_of
from jmap.model.measures import Measure, MeasureKind
from jmap.records import frozen, record
from jmap.yaml import nodes

KINDS = ("rate", "ratio", "count", "duration", "money", "score", "nps", "csat", "ces")
EXPERIENCE = ("nps", "csat", "ces")
COVERS = ("acquisition", "activation", "retention", "referral", "revenue")


@record
class Observation:
    """A value of a metric in a period, and the number of cases behind it."""

    NOUN: ClassVar[str] = "an observation"

    value: float | None = described(Number(percent=True), "The value", required=True)
    n: int | None = described(Whole(1), "Number of cases behind it")


@frozen
class ObservationKind:
    """A number, or `{value, n}`."""

    def bind(self, node: nodes.Node, binder: Binder) -> Any:
        """Return an `Observation`."""
        if isinstance(node, nodes.Mapping):
            return Nested(Observation).bind(node, binder)
        value = Number(percent=True).bind(node, binder)
        return BAD if value is BAD else Observation(value=value)

    def schema(self) -> JsonSchema:
        """Return a schema for the number or the object."""
        return {"anyOf": [Number(percent=True).schema(), Nested(Observation).schema()]}

    def phrase(self) -> str:
        """Return what may be written."""
        return "a number or `{value, n}`"


def _check_percent(bound: Any, node: nodes.Mapping, binder: Binder) -> None:
    """Say that a percentage stands where the metric has another unit."""
    if bound.shown_unit == "%":
        return
    hint = 'write the number alone, or give the metric `unit: "%"`'
    for route, value in _values(node):
        if percent_of(value) is not None:
            binder.route.extend(route)
            text = value.text if isinstance(value, nodes.Scalar) else ""
            has = f"is measured in `{bound.shown_unit}`" if bound.shown_unit else "has no unit"
            message = f"`{text}` is a percentage, but the metric {has}"
            binder.fault("JM103", message, hint, on=On.VALUE, offending=text)
            del binder.route[-len(route) :]


@record
class Metric(Described):
    """A measure of the journey, with where it should be and where it was."""

    NOUN: ClassVar[str] = "a metric"
    CHECK: ClassVar[Check] = _check_percent

    formula: str | None = described(Text(), "How it is computed, in words")
    source: str | None = described(Text(), "Where the figures come from")
    window: DurationText | None = described(Duration(), "The time one value looks back over")
    kind: str | None = described(
        OneOf(KINDS),
        "A rate is a share and never passes 100 %, a ratio may; nps, csat and ces ask customers",
    )
    variant: str | None = described(
        Text(one_line=True), "The named form of an nps, csat or ces, for example `top-2-box`"
    )
    unit: str | None = described(Text(one_line=True), "`%` (default of a rate), `EUR`, `d` and so on")
    better: str = described(OneOf(("higher", "lower")), "Which way is up", default="higher")
    covers: tuple[str, ...] = described(ManyOf(COVERS), "What part of the business it watches", default=())
    leading: bool = described(Boolean(), "It moves before the outcome does", default=False)
    baseline: float | None = described(Number(percent=True), "Where it started")
    target: float | None = described(Number(percent=True), "Where it should be")
    floor: float | None = described(Number(percent=True), "What it must not fall past")
    history: Mapping[PeriodText, Observation] = described(
        Entries(Period(), ObservationKind(), "a mapping from period to a number or `{value, n}`"),
        "Observations by period; the newest is the actual",
        factory=dict,
    )
    measure: Measure | None = described(MeasureKind(), "How to compute it from the event log")

    @property
    def shown_unit(self) -> str:
        """Return the unit, `%` for a rate that says none."""
        return self.unit if self.unit is not None else "%" if self.kind == "rate" else ""

    def observations(self) -> list[tuple[PeriodText, Observation]]:
        """Return the history ordered by the periods' last days, the newest last."""
        return sorted(self.history.items(), key=lambda item: (item[0].last, item[0].text))

    def latest(self, as_of: Day | None = None) -> tuple[PeriodText, Observation] | None:
        """Return the newest observation, whose value is the actual; none of a period not yet begun."""
        ordered = [each for each in self.observations() if as_of is None or each[0].first <= as_of]
        return ordered[-1] if ordered else None


def _values(node: nodes.Mapping) -> list[tuple[tuple[str, ...], nodes.Node]]:
    found: list[tuple[tuple[str, ...], nodes.Node]] = [
        ((key,), node.entries[key][1]) for key in ("baseline", "target", "floor") if key in node.entries
    ]
    history = node.entries.get("history")
    if history is not None and isinstance(history[1], nodes.Mapping):
        for period, (_, value) in history[1].entries.items():
            if isinstance(value, nodes.Mapping) and "value" in value.entries:
                found.append((("history", period, "value"), value.entries["value"][1]))
            else:
                found.append((("history", period), value))
    return found
