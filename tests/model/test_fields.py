"""Every field of the format: its doc, its type, and that it is bound."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import UnionType
from typing import Any, TypeAlias

import pytest

from jmap.faults import On
from jmap.model.actions import Opportunity, Play, Solution
from jmap.model.bind import Bound, bind
from jmap.model.binder import Binder, FieldMention
from jmap.model.comparisons import Comparison
from jmap.model.conditions import (
    FORMS,
    AfterCondition,
    AllOf,
    AnyOf,
    AttributeCondition,
    BeforeCondition,
    Condition,
    DormantCondition,
    EventCondition,
    HealthCondition,
    InactiveCondition,
    MetricCondition,
    MilestoneCondition,
    Note,
)
from jmap.model.described import shape_of
from jmap.model.described_objects import Emotion, Expected, Pain, Result, Statement
from jmap.model.events import Event
from jmap.model.evidence import Evidence
from jmap.model.health import Health, Indicator
from jmap.model.journey_file import SECTIONS, For, JourneyFile
from jmap.model.kinds import ManyOf, Number, OneOf, Percent, PeriodText, Text, Whole
from jmap.model.kinds.text import Link
from jmap.model.kinds.times import DurationText, parse_duration, parse_period
from jmap.model.measures import DurationOf, FieldOfEvent, HealthShare, Measure, RateOf, RatioOf
from jmap.model.metrics import Metric, Observation
from jmap.model.people import Channel, Market, Persona, Segment, Team
from jmap.model.stages import Move, Sign, Stage
from jmap.model.touchpoints import LayerItem, MomentOfTruth, ServiceLevel, Touchpoint
from jmap.yaml import nodes
from jmap.yaml.reader import read_bytes
from tests.model.every_key import MAP

Described: TypeAlias = type[Any]

CLASSES: list[Described] = [
    JourneyFile,
    *(For, Market, Team, Segment, Persona, Channel, Event, Stage, Move, Sign, Touchpoint, MomentOfTruth),
    *(LayerItem, ServiceLevel, Statement, Pain, Emotion, Metric, Observation, Measure, FieldOfEvent, RateOf),
    *(RatioOf, DurationOf, HealthShare, Evidence, Opportunity, Solution, Expected, Result, Play, Health),
    Indicator,
    *FORMS.values(),
]
FIELDS = [(cls, field) for cls in CLASSES for field in shape_of(cls).fields.values()]
NAMES = [f"{cls.__name__}.{field.key}" for cls, field in FIELDS]


COMMON = ("name", "summary", "owner", "evidence", "links", "status", "tags")
LATE = {"nodes": nodes, "Binder": Binder, "Callable": Callable, "Any": Any}
"""Names that the modules of the format import for checking types only."""


def bound() -> Bound:
    reading = read_bytes("every.journey.yaml", MAP.encode())
    assert reading.faults == []
    return bind(reading.root)


BOUND = bound()
FILE = BOUND.file


def duration(text: str) -> DurationText:
    parsed = parse_duration(text)
    assert parsed is not None
    return parsed


def period(text: str) -> PeriodText:
    parsed = parse_period(text)
    assert parsed is not None
    return parsed


def test_a_map_with_every_key_has_no_fault() -> None:
    assert BOUND.faults == ()
    assert BOUND.is_map


@pytest.mark.parametrize(("cls", "field"), FIELDS, ids=NAMES)
def test_a_field_has_a_doc(cls: Described, field: Any) -> None:
    assert field.doc[:1].isupper() or field.doc[:1] in "`%"
    assert not field.doc.endswith(".")


OWN = [(cls, field) for cls, field in FIELDS if cls is Team or field.key not in COMMON]


@pytest.mark.parametrize(("cls", "field"), OWN, ids=[f"{cls.__name__}.{field.key}" for cls, field in OWN])
def test_a_field_is_bound(cls: Described, field: Any) -> None:
    """One object at least holds another value than it would without the key."""
    made = shape_of(cls).make({})
    default = getattr(made, field.attribute)
    values = [getattr(each, field.attribute) for each in objects(FILE, cls)]
    assert any(value != default or type(value) is not type(default) for value in values)


@pytest.mark.parametrize(("cls", "field"), FIELDS, ids=NAMES)
def test_a_value_is_of_the_type_that_its_field_names(cls: Described, field: Any) -> None:
    expected = annotation(cls, field.attribute)
    for each in objects(FILE, cls):
        assert fits(getattr(each, field.attribute), expected)


@pytest.mark.parametrize(("cls", "field"), FIELDS, ids=NAMES)
def test_a_kind_makes_what_the_annotation_says(cls: Described, field: Any) -> None:
    expected = annotation(cls, field.attribute)
    made = {Text: str, OneOf: str, Percent: float, Number: float, Whole: int, ManyOf: tuple[str, ...]}
    if type(field.kind) in made:
        assert made[type(field.kind)] in (expected, *typing.get_args(expected))


def test_the_top_level_is_bound() -> None:
    assert FILE.title == "From trial to renewal"
    assert (FILE.scope, FILE.state, FILE.status, FILE.lang) == ("lifecycle", "future", "draft", "en-GB")
    assert FILE.for_ == For(persona="olivia", segments=("smb",))
    assert (FILE.as_is, FILE.uses) == ("current.journey.yaml", ("library/company.journey.yaml",))
    assert (FILE.reviewed, FILE.validated) == (date(2026, 10, 1), date(2026, 9, 15))
    assert FILE.review_every == duration("90d")
    assert FILE.starts_when == Note("Someone looks for a shift planner")
    assert FILE.ends_when == AnyOf(
        any=(EventCondition(event=("account_closed",)), Note("text")), label="Gone"
    )
    assert FILE.conversion == EventCondition(event=("subscribed",))
    assert FILE.leave == AnyOf(
        any=(
            EventCondition(event=("subscription_*",), label="Cancelled"),
            InactiveCondition(inactive=duration("90d"), label="Silence"),
        )
    )
    assert FILE.dormant == InactiveCondition(inactive=duration("30d"))
    assert FILE.extra == {"x-wiki": {"page": 17}}
    assert [*SECTIONS] == [key for key in shape_of(JourneyFile).fields if key in SECTIONS]


def test_what_every_object_takes_is_bound() -> None:
    assert FILE.teams["success"] == Team(
        id="success",
        name="Customer Success",
        contact="success@example.com",
        summary="Looks after customers",
        owner="success",
        evidence=("survey",),
        links=(Link("https://example.com", "https://example.com"), Link("wiki/success.md", "Wiki")),
        status="archived",
        tags=("core", "emea"),
        extra={"x-cost-centre": 12},
    )


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_takes_what_all_objects_take(section: str) -> None:
    common = {
        "name": "A thing",
        "summary": "What it is",
        "owner": "success",
        "evidence": "survey",
        "links": "https://example.com",
        "status": "archived",
        "tags": "core",
    }
    lines = "".join(f"    {key}: {value}\n" for key, value in common.items())
    text = f"jmap: 1\ntitle: T\n{section}:\n  thing:\n{lines}    x-own: 1\n"
    result = bind(read_bytes("x.yaml", text.encode()).root)
    thing = getattr(result.file, section)["thing"]
    assert {fault.code for fault in result.faults} <= {"JM102"}
    assert tuple(common) == COMMON
    assert [getattr(thing, key) for key in COMMON] == [
        *("A thing", "What it is", "success", ("survey",)),
        *((Link("https://example.com", "https://example.com"),), "archived", ("core",)),
    ]
    assert thing.extra == {"x-own": 1}


def test_people_are_bound() -> None:
    assert FILE.segments["smb"].size == 35
    assert FILE.segments["smb"].where == {
        "seats": Comparison(">=", (5.0,), ">= 5"),
        "plan": Comparison("in", ("team", 2.0), "team, 2"),
        "trial": Comparison("in", (False,), "false"),
        "since": Comparison("<", (date(2026, 1, 1),), "< 2026-01-01"),
        "churned": Comparison("!=", ("yes",), "!= yes"),
    }
    olivia = FILE.personas["olivia"]
    assert (olivia.kind, olivia.decides, olivia.segments) == ("primary", ("buyer", "user"), ("smb",))
    assert olivia.demographics == {"age": "38", "team": "12"}
    assert FILE.channels == {
        "email": Channel(id="email", name="Email", kind="digital"),
        "phone": Channel(id="phone", kind="human"),
    }
    assert FILE.events == {
        "Signed Up": Event(id="Signed Up", summary="A trial began"),
        "subscribed": Event(
            id="subscribed",
            summary="It was paid for",
            source="billing",
            fields={"plan": "Which plan", "seats": "How many"},
        ),
    }


def test_stages_are_bound() -> None:
    adoption, renewal = FILE.stages.values()
    paid = EventCondition(event=("subscribed",), where={"plan": Comparison("in", ("team",), "team")}, times=2)
    team = AttributeCondition(attribute="plan", is_=Comparison("in", ("team",), "team"), label="Seen")
    assert adoption.enter == AllOf(all=(paid, team), label="Paid")
    assert adoption.milestone == EventCondition(
        event=("invited_colleague", "plan_published"), times=3, within=duration("14d"), label="Settled"
    )
    assert adoption.next == {"renewal": Move(label="value seen", target=85)}
    unused = Comparison("<", (10.0,), "< 10%", percent=True)
    assert adoption.leave == MetricCondition(metric="use", is_=unused, label="Unused")
    assert adoption.duration == (duration("2w"), duration("3w"))
    red = HealthCondition(health="account", is_=Comparison("in", ("at-risk",), "at-risk"), label="Red")
    assert adoption.risks == (Sign(text="Only one login", when=red),)
    assert adoption.emotion == Emotion(from_=-1, to=1.5, label="Relief")
    assert adoption.quotes == (Statement(text="Finally, a plan", persona="olivia", evidence=("survey",)),)
    assert adoption.expands == ("adoption.journey.yaml", "smb.journey.yaml")
    assert renewal.enter == BeforeCondition(before="renewal_date", by=duration("120d"), label="Soon")
    assert renewal.next == {}
    late = AfterCondition(after="close_date", by=duration("60d"), label="Late")
    assert renewal.leave == AnyOf(any=(late, DormantCondition(dormant=True, label="Quiet")))
    done = MilestoneCondition(milestone="adoption", label="Done")
    assert renewal.risks == (Sign(text="Quiet", when=done),)


def test_touchpoints_are_bound() -> None:
    assert FILE.touchpoints["call"] == Touchpoint(
        id="call",
        stage="adoption",
        actions=("Rings", "Waits"),
        thoughts=(Statement(text="How long?"),),
        quotes=(Statement(text="I gave up"),),
        channels=(),
        personas=("olivia",),
        segments=("smb",),
        emotion=Emotion(value=-1, label="Annoyed", by={"olivia": -2}),
        importance=9,
        performance=3.5,
        moment_of_truth=MomentOfTruth(success="It works", failure="They leave"),
        pains=(Pain(text="The queue", severity=4, frequency=22.5, evidence=("survey",)),),
        gains=("A person",),
        frontstage=(
            LayerItem(
                text="Answers",
                team="success",
                system="Phone",
                wait=duration("5m"),
                fails="Line drops",
                recovery="Rings back",
            ),
        ),
        backstage=(LayerItem(text="Looks up the account"),),
        support=(LayerItem(text="Phone company"),),
        content=("Script",),
        sla=ServiceLevel(response=duration("90s"), resolution=duration("4h"), target=90, actual=71),
        automation="assisted",
        events=("call_*", "ticket_opened"),
        metrics=("use",),
        optional=True,
        expands=("call.journey.yaml",),
    )


def test_metrics_are_bound() -> None:
    use = FILE.metrics["use"]
    assert (use.baseline, use.target, use.floor, use.window) == (40, 60, 30, duration("7d"))
    assert use.history == {
        period("2026"): Observation(value=41),
        period("2026-H1"): Observation(value=44, n=900),
    }
    rate = RateOf(from_="adoption", to="renewal", within=duration("90d"))
    assert {id_: metric.measure for id_, metric in FILE.metrics.items()} == {
        "use": Measure(rate=rate),
        "ease": Measure(ratio=RatioOf(of="use", over="use")),
        "steps": Measure(count="step_done"),
        "paid": Measure(sum=FieldOfEvent(event="invoice_paid", field="amount")),
        "sites": Measure(distinct=FieldOfEvent(event="shift_planned", field="site")),
        "wait": Measure(duration=DurationOf(from_="adoption", to="renewal", stat="p90")),
        "quiet": Measure(share="dormant"),
        "red": Measure(share=HealthShare(health="account", is_="at-risk")),
    }


def test_actions_are_bound() -> None:
    chance = FILE.opportunities["call-back"]
    assert chance.solutions == (
        Solution(name="More people"),
        Solution(name="Call back", state="idea", links=(Link("tickets/17.md", "tickets/17.md"),)),
    )
    assert chance.expected == Expected(metric="use", to=65, by=period("2026-Q4"))
    assert chance.result == Result(period=period("2026-Q3"), value=61, n=950)
    play = FILE.plays["wake-up"]
    assert (play.when, play.stop) == (DormantCondition(dormant=True), Note("Answers"))
    assert (play.cap, play.automation) == ("1 a day per channel", "full")


def test_health_is_bound() -> None:
    health = FILE.health["account"]
    assert (health.method, health.window, health.unknown_below) == ("points", duration("30d"), 50)
    assert health.bands == {"healthy": 70, "at-risk": 0}
    assert health.indicators == {
        "logins": Indicator(
            id="logins", name="Logins", weight=2, good=20, poor=0, missing="zero", count="signed_in"
        ),
        "paid": Indicator(
            id="paid", good=500, poor=0, sum=FieldOfEvent(event="invoice_paid", field="amount")
        ),
        "last": Indicator(id="last", good=1, poor=30, days_since="any"),
        "seats": Indicator(id="seats", good=90, poor=10, attribute="seat_share"),
        "use": Indicator(id="use", good=60, poor=20, metric="use"),
    }


def test_mentions_are_recorded_where_they_stand() -> None:
    mentioned = {(each.section, each.id, each.route) for each in BOUND.references}
    assert ("metrics", "use", ("stages", "adoption", "leave", "metric")) in mentioned
    assert ("stages", "renewal", ("stages", "adoption", "next", "renewal")) in mentioned
    assert ("personas", "olivia", ("touchpoints", "call", "emotion", "by", "olivia")) in mentioned
    assert ("evidence", "survey", ("touchpoints", "call", "pains", 0, "evidence", 0)) in mentioned
    assert ("health", "account", ("stages", "adoption", "risks", 0, "when", "health")) in mentioned
    assert [(each.purpose, each.path) for each in BOUND.paths] == [
        ("as_is", "current.journey.yaml"),
        ("uses", "library/company.journey.yaml"),
        ("expands", "adoption.journey.yaml"),
        ("expands", "smb.journey.yaml"),
        ("expands", "call.journey.yaml"),
        ("file", "research/survey.md"),
    ]
    events = {each.name: each for each in BOUND.events}
    enter = ("stages", "adoption", "enter", "all", 0)
    assert any(
        each.route == (*enter, "event")
        and each.fields == (FieldMention("plan", (*enter, "where", "plan"), On.KEY),)
        for each in BOUND.events
    )
    assert events["call_*"].route == ("touchpoints", "call", "events", 0)


def annotation(cls: Described, attribute: str) -> Any:
    return typing.get_type_hints(cls, localns=LATE)[attribute]


def objects(part: Any, cls: Described) -> Iterator[Any]:
    """Yield every object of a class inside another."""
    if dataclasses.is_dataclass(part):
        if type(part) is cls:
            yield part
        for item in dataclasses.fields(part):
            yield from objects(getattr(part, item.name), cls)
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield from objects(key, cls)
            yield from objects(value, cls)
    elif isinstance(part, tuple):
        for item in part:
            yield from objects(item, cls)


def fits(value: Any, expected: Any) -> bool:
    """Tell whether a value is of a type; a whole number does for a number."""
    origin, inside = typing.get_origin(expected), typing.get_args(expected)
    if origin in (typing.Union, UnionType):
        return any(fits(value, each) for each in inside)
    if origin is tuple:
        if not isinstance(value, tuple):
            return False
        types = inside[:1] * len(value) if inside[-1] is Ellipsis else inside
        return all(fits(each, one) for each, one in zip(value, types, strict=True))
    if origin is not None:
        return isinstance(value, Mapping) and all(
            fits(key, inside[0]) and fits(each, inside[1]) for key, each in value.items()
        )
    if expected in (Any, Condition):
        return True
    return type(value) is expected or (expected is float and type(value) is int)
