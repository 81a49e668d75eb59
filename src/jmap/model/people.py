"""Who the journey is for and who runs it: market, segments, personas, channels, teams."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from jmap.model.comparisons import Where, WhereTests
from jmap.model.described import described
from jmap.model.described_objects import Described
from jmap.model.kinds import ManyOf, OneOf, Percent, Refs, Text, Texts, TextTable
from jmap.records import record


@record
class Market:
    """The target market: who could be a customer, and what they want."""

    NOUN: ClassVar[str] = "`market`"

    summary: str | None = described(Text(), "Who they are, in a sentence or two")
    demographics: tuple[str, ...] = described(Texts(), "Size, place, trade, age", default=())
    needs: tuple[str, ...] = described(Texts(), "What they need", default=())
    preferences: tuple[str, ...] = described(Texts(), "How they like to buy and work", default=())
    challenges: tuple[str, ...] = described(Texts(), "What stands in their way", default=())
    evidence: tuple[str, ...] = described(Refs("evidence"), "What this rests on", default=())


@record
class Segment(Described):
    """A part of the customer base."""

    NOUN: ClassVar[str] = "a segment"

    size: float | None = described(Percent(), "Share of customers")
    where: WhereTests = described(
        Where(), "Customer attributes by which a member is recognised; all must hold", factory=dict
    )
    needs: tuple[str, ...] = described(Texts(), "What this segment needs", default=())
    channels: tuple[str, ...] = described(
        Refs("channels"), "Channels it prefers, in order of preference", default=()
    )


@record
class Persona(Described):
    """A person whose journey it is, drawn from research."""

    NOUN: ClassVar[str] = "a persona"

    role: str | None = described(Text(one_line=True), "What the person does")
    kind: str | None = described(
        OneOf(("primary", "secondary", "negative")), "How much the journey is made for this person"
    )
    decides: tuple[str, ...] = described(
        ManyOf(("buyer", "user", "admin", "champion", "influencer")),
        "The part played in the decision",
        default=(),
    )
    segments: tuple[str, ...] = described(Refs("segments"), "The segments this person belongs to", default=())
    quotes: tuple[str, ...] = described(Texts(), "What such a person said, word for word", default=())
    context: str | None = described(Text(), "The situation the person is in")
    demographics: Mapping[str, str] = described(
        TextTable(), "Facts such as age, team size or tools", factory=dict
    )
    jobs: tuple[str, ...] = described(Texts(), "Jobs to be done", default=())
    goals: tuple[str, ...] = described(Texts(), "What the person wants to reach", default=())
    needs: tuple[str, ...] = described(Texts(), "What the person needs for it", default=())
    frustrations: tuple[str, ...] = described(Texts(), "What stands in the way", default=())
    channels: tuple[str, ...] = described(
        Refs("channels"), "Channels the person prefers, in order of preference", default=()
    )


@record
class Channel(Described):
    """A way by which customer and company meet."""

    NOUN: ClassVar[str] = "a channel"

    kind: str | None = described(
        OneOf(("product", "digital", "social", "human", "physical", "partner")), "What sort it is"
    )


@record
class Team(Described):
    """A team that owns stages, touchpoints, metrics or plays."""

    NOUN: ClassVar[str] = "a team"

    contact: str | None = described(Text(one_line=True), "How to reach it")
