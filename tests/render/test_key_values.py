from __future__ import annotations

import pytest

from jmap.model.described import shape_of
from jmap.model.metrics import Metric
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.render.key_values import TOLD, Side, values
from jmap.render.words import words_for
from jmap.workspace.journey import Journey
from tests.render.drawing import judged

SAID = """\
jmap: 1
title: All that can be said
teams: {us: The desk}
personas: {ann: Ann, bob: Bob}
segments: {smb: Small firms}
channels: {app: The app}
evidence: {talks: {name: Talks, kind: interview}}
metrics:
  days:
    {unit: d, better: lower, target: 7, floor: 14, window: 30d, formula: Sum, source: CRM, kind: duration,
     leading: true, covers: [activation], measure: {duration: {from: a, to: b}}}
stages:
  a:
    name: Stage A
    summary: The first
    goal: See
    phase: before
    start: true
    enter: {event: seen, label: Came}
    milestone: {event: done, times: 3}
    next: {b: {label: onward, target: 30%}}
    leave: [Gave up, {inactive: 30d}]
    duration: 2w..8w
    drivers: [{text: Fast, when: {event: done}}]
    risks: Slow
    needs: [A price, A proof]
    owner: us
    expands: more.journey.yaml
  b: {next: []}
touchpoints:
  t:
    stage: a
    channels: app
    personas: [ann, bob]
    segments: smb
    importance: 9
    performance: 6.5
    moment_of_truth: {success: Glad, failure: Gone}
    frontstage: [{text: Answers, team: us, system: Phone, wait: 2h, fails: Busy, recovery: Calls}]
    sla: {response: 1d, target: 85%, actual: 69%}
    automation: full
    optional: true
    events: seen
    content: A page
    thoughts: [{text: Hm, persona: ann, evidence: talks}]
    quotes: Indeed
    emotion: {value: -1.7, by: {bob: 0.4}, label: Torn}
    pains: [{text: Slow, severity: 4, frequency: 12.5%, evidence: talks}, Dear]
    gains: Time
    tags: x
    links: [{text: Shop, url: "https://a.example"}, "https://b.example"]
    evidence: talks
    metrics: days
  alone: {stage: a, channels: [], emotion: {from: -1, to: 1, label: Relief}, moment_of_truth: true}
  plain: {stage: a, emotion: {by: {ann: 1}, label: Glad}}
"""


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    more = "jmap: 1\ntitle: M\nstages: {a: A}\n"
    return judged(tmp_path_factory.mktemp("map"), SAID, more=more)[0].journey


def said(journey: Journey, holder: Stage | Touchpoint | Metric, key: str) -> list[tuple[str, ...]]:
    found = values(Side(journey, words_for("en")), holder, key)
    return [tuple(part for part in (each.lead, each.text, each.hint) if part) for each in found]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("name", [("Stage A",)]),
        ("summary", [("The first",)]),
        ("goal", [("See",)]),
        ("phase", [("before the purchase",)]),
        ("start", [("yes",)]),
        ("enter", [("Came (seen)",)]),
        ("milestone", [("done, 3 times",)]),
        ("next", [("B", "onward · 30\u00a0%")]),
        ("leave", [("Gave up or nothing seen for 30\u00a0days",)]),
        ("duration", [("2–8\u00a0weeks",)]),
        ("drivers", [("Fast", "done")]),
        ("risks", [("Slow",)]),
        ("needs", [("A price",), ("A proof",)]),
        ("owner", [("The desk",)]),
        ("expands", [("more.journey.yaml",)]),
        ("emotion", []),
        ("pains", []),
    ],
)
def test_values_of_a_stage(journey: Journey, key: str, expected: list[tuple[str, ...]]) -> None:
    assert said(journey, journey.stages[0], key) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("channels", [("The app",)]),
        ("personas", [("Ann",), ("Bob",)]),
        ("segments", [("Small firms",)]),
        ("importance", [("9 of 10",)]),
        ("performance", [("6.5 of 10",)]),
        ("moment_of_truth", [("When it goes well", "Glad"), ("When it fails", "Gone")]),
        (
            "frontstage",
            [("Answers", "The desk · Phone · customer waits 2\u00a0hours · fails: Busy · then: Calls")],
        ),
        (
            "sla",
            [
                ("answer within 1\u00a0day",),
                ("▼ not kept: 69\u00a0% of cases, target 85\u00a0%",),
            ],
        ),
        ("automation", [("runs by itself",)]),
        ("optional", [("yes",)]),
        ("events", [("seen",)]),
        ("content", [("A page",)]),
        ("thoughts", [("Hm", "Ann · Talks")]),
        ("quotes", [("Indeed",)]),
        ("emotion", [("−1.7, very negative (Torn)",), ("Bob: +0.4, positive",)]),
        ("pains", [("Slow", "severity 4 · hits\u00a012.5\u00a0% · Talks"), ("Dear",)]),
        ("gains", [("Time",)]),
        ("tags", [("x",)]),
        ("links", [("Shop (https://a.example)",), ("https://b.example",)]),
        ("evidence", [("Talks",)]),
        ("metrics", [("Days",)]),
    ],
)
def test_values_of_a_touchpoint(journey: Journey, key: str, expected: list[tuple[str, ...]]) -> None:
    assert said(journey, journey.file.touchpoints["t"], key) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("unit", [("d",)]),
        ("better", [("it falls",)]),
        ("target", [("7\u00a0d",)]),
        ("floor", [("14\u00a0d",)]),
        ("window", [("30\u00a0days",)]),
        ("formula", [("Sum",)]),
        ("source", [("CRM",)]),
        ("kind", [("duration",)]),
        ("leading", [("yes",)]),
        ("covers", [("activation",)]),
        ("measure", [("median time from Stage A to B",)]),
        ("variant", []),
    ],
)
def test_values_of_a_metric(journey: Journey, key: str, expected: list[tuple[str, ...]]) -> None:
    assert said(journey, journey.file.metrics["days"], key) == expected


def test_values_that_are_empty_and_still_say_something(journey: Journey) -> None:
    alone, plain = journey.file.touchpoints["alone"], journey.file.touchpoints["plain"]
    assert said(journey, alone, "channels") == [("none: the customer acts alone",)]
    assert said(journey, plain, "channels") == []
    assert said(journey, plain, "optional") == [("no",)]
    assert said(journey, alone, "emotion") == [("−1.0, negative → +1.0, positive (Relief)",)]
    assert said(journey, plain, "emotion") == [("Ann: +1.0, positive (Glad)",)]
    assert said(journey, alone, "moment_of_truth") == [("yes",)]
    assert said(journey, journey.stages[1], "next") == [("it ends here",)]
    assert said(journey, journey.stages[0], "evidence") == []


def test_every_key_that_is_compared_has_a_label() -> None:
    keys = {key for cls in (Stage, Touchpoint, Metric) for key in shape_of(cls).fields}
    assert keys - set(TOLD) == {"status", "baseline", "history"}
    assert set(TOLD) - keys == {"order"}


def test_free_text_takes_markup_and_names_do_not(journey: Journey) -> None:
    side = Side(journey, words_for("en"))
    step, stage = journey.file.touchpoints["t"], journey.stages[0]
    assert [values(side, stage, key)[0].rich for key in ("goal", "needs", "risks", "name", "expands")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert [values(side, step, key)[0].rich for key in ("pains", "thoughts", "tags", "links")] == [
        True,
        True,
        False,
        False,
    ]
    assert values(side, stage, "duration")[0].whose == "ours"
