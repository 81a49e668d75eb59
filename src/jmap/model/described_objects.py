"""What the objects of every section share, and small objects that several sections use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, ClassVar

from jmap.model.binder import Binder
from jmap.model.described import Check, described, shape_of
from jmap.model.kinds import (
    Entries,
    LinkList,
    Number,
    OneOf,
    Owner,
    Percent,
    Period,
    PeriodText,
    Ref,
    Refs,
    Text,
    Texts,
    Whole,
)
from jmap.model.kinds.text import Link
from jmap.records import record
from jmap.yaml import nodes

SYNONYMS: Mapping[str, str] = {
    "description": "summary",
    "desc": "summary",
    "title": "name",
    "label": "name",
    "type": "kind",
    "url": "links",
    "urls": "links",
    "team": "owner",
    "research": "evidence",
    "painpoints": "pains",
    "pain-points": "pains",
    "feelings": "emotion",
    "feeling": "emotion",
    "sentiment": "emotion",
    "mood": "emotion",
    "steps": "actions",
    "doing": "actions",
    "thinking": "thoughts",
    "channel": "channels",
    "frustration": "frustrations",
    "exit": "leave",
    "churn": "leave",
    "entry": "enter",
}
"""Keys that people write for ours; a suggestion is made only where the object takes the key."""


def words(id_: str) -> str:
    """Return an id in words: `pricing-page` is `Pricing page`."""
    text = id_.replace("-", " ")
    return text[:1].upper() + text[1:]


@record
class Described:
    """What every object of a section accepts."""

    SYNONYMS: ClassVar[Mapping[str, str]] = SYNONYMS

    id: str = ""
    name: str | None = described(Text(one_line=True), "The name shown; without one, the id in words")
    summary: str | None = described(Text(), "What it is, in a sentence or two")
    owner: str | None = described(
        Owner(), "Who answers for it: the id of a team, or free text where no teams are in sight"
    )
    evidence: tuple[str, ...] = described(
        Refs("evidence"), "What the statements made here rest on", default=()
    )
    links: tuple[Link, ...] = described(
        LinkList(), "Addresses, or paths relative to the file, worth opening", default=()
    )
    status: str | None = described(
        OneOf(("archived",)), "`archived`: kept and drawn faintly, but not audited"
    )
    tags: tuple[str, ...] = described(Texts(words=True), "Words of your own to group by", default=())
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Return the name, or the id in words."""
        return self.name or words(self.id)

    @property
    def archived(self) -> bool:
        """Tell whether the object is kept but no longer in force."""
        return self.status == "archived"


STATES = ("idea", "planned", "doing", "done", "dropped")
AUTOMATION = ("none", "assisted", "full")


@record
class Statement:
    """A thought or a quote: whose it is and what it rests on, where that is known."""

    NOUN: ClassVar[str] = "a thought or quote"

    text: str = described(Text(), "The words", required=True, example="How long will this take?")
    persona: str | None = described(Ref("personas"), "Who thinks or said it")
    evidence: tuple[str, ...] = described(Refs("evidence"), "What it rests on", default=())


@record
class Pain:
    """What hurts: how badly, how often, and how we know."""

    NOUN: ClassVar[str] = "a pain"

    text: str = described(Text(), "What hurts", required=True, example="The price is hidden")
    severity: int | None = described(Whole(1, 5), "How badly, from 1 to 5")
    frequency: float | None = described(Percent(), "Share of customers who meet it")
    evidence: tuple[str, ...] = described(Refs("evidence"), "What it rests on", default=())


@record
class Expected:
    """The value that a metric should reach, and by when."""

    NOUN: ClassVar[str] = "`expected`"

    metric: str | None = described(Ref("metrics"), "The metric that should move", required=True)
    to: float | None = described(Number(percent=True), "The value it should reach", required=True)
    by: PeriodText | None = described(Period(), "The period by the end of which")


@record
class Result:
    """The value that a metric did reach."""

    NOUN: ClassVar[str] = "`result`"

    period: PeriodText | None = described(Period(), "The period it was measured in")
    value: float | None = described(Number(percent=True), "The value measured", required=True)
    n: int | None = described(Whole(1), "Number of cases behind it")


def _check_emotion(_bound: Any, node: nodes.Mapping, binder: Binder) -> None:
    """Say that forms are mixed, or that none is whole."""
    keys = node.entries.keys()
    if keys & {"from", "to"} and keys & {"value", "by"}:
        message = "`emotion` mixes two forms: `from` and `to` for a change, `value` and `by` for one feeling"
        binder.fault("JM103", message, "keep one of them", offending="emotion")
    elif keys & {"from", "to"}:
        for key in ("from", "to"):
            if key not in keys:
                binder.missing(shape_of(Emotion).fields[key], "`emotion`")
    elif not keys & {"value", "by"}:
        binder.missing(shape_of(Emotion).fields["value"], "`emotion`")


@record
class Emotion:
    """How a step feels, from -2 (very negative) to 2 (very positive).

    One of three forms: a value; a value with values `by` persona; a change `from` one value `to` another.
    """

    NOUN: ClassVar[str] = "`emotion`"
    CHECK: ClassVar[Check] = _check_emotion

    value: float | None = described(Number(-2, 2), "How it feels to personas not named in `by`")
    label: str | None = described(Text(one_line=True), "The feeling in a word or two")
    by: Mapping[str, float] = described(
        Entries(Ref("personas"), Number(-2, 2), "a mapping from persona to a number"),
        "How it feels to single personas",
        factory=dict,
    )
    from_: float | None = described(Number(-2, 2), "How it feels at the beginning of the step")
    to: float | None = described(Number(-2, 2), "How it feels at its end")

    @property
    def changes(self) -> bool:
        """Tell whether the feeling changes within the step."""
        return self.from_ is not None and self.to is not None

    def points(self, persona: str | None) -> tuple[float, ...]:
        """Return the points of the curve for a persona: two for a change, else one, or none.

        Without a persona, or where nothing is known for one, it is the value for everyone; where there
        is none, the mean of the personas named.
        """
        if self.from_ is not None and self.to is not None:
            return (self.from_, self.to)
        if persona is not None and persona in self.by:
            return (self.by[persona],)
        if self.value is not None:
            return (self.value,)
        if persona is None and self.by:
            return (sum(self.by.values()) / len(self.by),)
        return ()
