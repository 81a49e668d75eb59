"""What is to be done: opportunities and plays."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - as in evidence
from typing import ClassVar

from jmap.model.conditions import Condition, ConditionKind
from jmap.model.described import described
from jmap.model.described_objects import AUTOMATION, STATES, Described, Expected, Result
from jmap.model.kinds import (
    Date,
    Items,
    LinkList,
    Nested,
    Number,
    OneOf,
    Percent,
    Refs,
    Text,
)
from jmap.model.kinds.text import Link
from jmap.records import record


@record
class Solution:
    """One way to solve the problem."""

    NOUN: ClassVar[str] = "a solution"

    name: str = described(Text(one_line=True), "What it is", required=True, example="Import check")
    state: str | None = described(OneOf(STATES), "How far it has come")
    links: tuple[Link, ...] = described(LinkList(), "Tickets and documents", default=())


@record
class Opportunity(Described):
    """A problem worth solving, apart from its solution."""

    NOUN: ClassVar[str] = "an opportunity"

    problem: str | None = described(Text(), "The problem, in the customer's terms")
    touchpoints: tuple[str, ...] = described(Refs("touchpoints"), "Where it shows", default=())
    stages: tuple[str, ...] = described(Refs("stages"), "In which stages", default=())
    personas: tuple[str, ...] = described(Refs("personas"), "Whom it troubles", default=())
    segments: tuple[str, ...] = described(Refs("segments"), "Which segments", default=())
    state: str | None = described(OneOf(STATES), "How far it has come")
    since: Day | None = described(Date(), "When it was found")
    due: Day | None = described(Date(), "When it should be done")
    reach: float | None = described(Number(0), "RICE: customers reached in a quarter")
    impact: float | None = described(Number(0), "RICE: 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal")
    confidence: float | None = described(Percent(), "RICE: how sure we are")
    effort: float | None = described(Number(above=0), "RICE: person-months")
    importance: float | None = described(Number(0, 10), "Ulwick: share of top-two-box answers times ten")
    satisfaction: float | None = described(Number(0, 10), "Ulwick: share of top-two-box answers times ten")
    solutions: tuple[Solution, ...] = described(Items(Solution, "name"), "Ways to solve it", default=())
    expected: Expected | None = described(Nested(Expected), "The value that a metric should reach")
    result: Result | None = described(Nested(Result), "The value that it reached")


@record
class Play(Described):
    """What we do, for whom and when: a campaign, an automation, a playbook."""

    NOUN: ClassVar[str] = "a play"

    goal: str | None = described(Text(), "What it is for")
    state: str | None = described(OneOf(STATES), "How far it has come")
    expected: Expected | None = described(Nested(Expected), "The value that a metric should reach")
    result: Result | None = described(Nested(Result), "The value that it reached")
    segments: tuple[str, ...] = described(Refs("segments"), "For which segments", default=())
    stages: tuple[str, ...] = described(Refs("stages"), "In which stages", default=())
    touchpoints: tuple[str, ...] = described(Refs("touchpoints"), "The touchpoints that it runs", default=())
    channels: tuple[str, ...] = described(Refs("channels"), "Through which channels", default=())
    when: Condition | None = described(ConditionKind(), "What sets it off")
    stop: Condition | None = described(ConditionKind(), "What ends it")
    cap: str | None = described(Text(one_line=True), "How much is too much, such as `1 a day per channel`")
    automation: str | None = described(OneOf(AUTOMATION), "Who runs it")
