"""Every touchpoint with all that is said and known of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jmap.audit.audit import score_map
from jmap.audit.review import review
from jmap.audit.scorecard import ScoreRow, scorecard
from jmap.measures.measured import MapMeasured, Rate, TouchpointMeasured
from tests.audit.maps import journey, judged_map, measures

START = "title: Trial\nowner: sales\nteams: {sales: Sales people, desk: Service desk}\n"
STAGES = "stages: {try: {name: Try it, evidence: calls}, use: {owner: desk}}\n"
EVIDENCE = """\
evidence:
  calls: {kind: interview, date: 2026-04-18, n: 5}
  ballot: {kind: survey, date: 2026-10-15, n: 50}
  old: {kind: interview, date: 2026-10-01, status: archived}
  undated: {kind: workshop}
  planned: {kind: observation, date: 2026-11-01, n: 5}
"""


def rows(folder: Path, touchpoints: str, before: str = "") -> dict[str, ScoreRow]:
    text = START + before + STAGES + EVIDENCE + "touchpoints:\n" + touchpoints
    return {each.id: each for each in scorecard(*journey(folder, text), {})}


def test_a_map_without_touchpoints_has_no_rows(tmp_path: Path) -> None:
    assert scorecard(*journey(tmp_path, START + STAGES + EVIDENCE), {}) == ()


def test_a_row_has_everything_that_is_said_of_a_touchpoint(tmp_path: Path) -> None:
    touchpoint = """\
  call:
    stage: use
    name: The call
    owner: sales
    channels: [phone, chat]
    moment_of_truth: true
    importance: 8.3
    performance: 6.2
    emotion: -1
    pains: [Slow, {text: Rude, severity: 2}, {text: Dear, severity: 4}]
    sla: {response: 1d, resolution: 3d, target: 85%, actual: 84.5%}
    automation: assisted
    evidence: ballot
"""
    row = rows(tmp_path, touchpoint, "channels: {phone: {name: By phone}, chat: {}}\n")["call"]
    assert (row.title, row.stage, row.channels) == ("The call", "Use", ("By phone", "Chat"))
    assert (row.moment, row.importance, row.performance, row.gap) == (True, 8.3, 6.2, 2.1)
    assert (row.emotion, row.pains, row.worst_pain, row.owner) == (-1, 3, 4, "Sales people")
    assert (row.sla, row.kept, row.automation) == ("answer in 1d, solved in 3d, 85 %", False, "assisted")
    # 0.9 for a survey, fresh, with 50 of the 100 answers that are enough.
    assert row.confidence == pytest.approx(0.45)
    assert row.age == 0
    assert (row.reach, row.lift, row.lift_low, row.lift_high, row.findings) == (None, None, None, None, 0)
    assert (row.where.line, row.where.anchor) == (14, "tp-call")


def test_a_bare_touchpoint_says_nothing(tmp_path: Path) -> None:
    row = rows(tmp_path, "  call: {stage: use}\n")["call"]
    assert (row.channels, row.moment, row.importance, row.performance, row.gap) == (
        (),
        False,
        None,
        None,
        None,
    )
    assert (row.emotion, row.pains, row.worst_pain, row.confidence, row.age) == (None, 0, None, None, None)
    assert (row.owner, row.sla, row.kept, row.automation) == ("Service desk", "", None, "")


def test_rows_stand_in_journey_order_without_archived_ones(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        "  c: {stage: use}\n  a: {stage: try}\n  old: {stage: try, status: archived}\n  b: {stage: try}\n",
    )
    assert list(found) == ["a", "b", "c"]
    assert found["a"].owner == "Sales people"


@pytest.mark.parametrize(
    ("emotion", "expected"),
    [
        ("1.5", 1.5),
        ("{from: 1, to: -2}", -0.5),
        ("{value: 1, by: {buyer: -2}}", -2),
        ("{by: {user: -1}}", None),
    ],
)
def test_the_emotion_is_that_of_the_point_of_view(
    tmp_path: Path, emotion: str, expected: float | None
) -> None:
    people = "personas: {buyer: {kind: primary}, user: {kind: secondary}}\n"
    found = rows(
        tmp_path, f"  a: {{stage: use, emotion: {emotion}}}\n  b: {{stage: use, emotion: 2}}\n", people
    )
    assert (found["a"].emotion, found["b"].emotion) == (expected, 2)


def test_what_the_point_of_view_does_not_meet_has_no_emotion(tmp_path: Path) -> None:
    people = "personas: {buyer: {kind: primary}, user: {kind: secondary}}\n"
    found = rows(tmp_path, "  a: {stage: use, personas: user, emotion: 2}\n", people)
    assert found["a"].emotion is None


def test_without_a_point_of_view_it_is_the_mean(tmp_path: Path) -> None:
    people = "personas: {buyer: {}, user: {}}\n"
    found = rows(tmp_path, "  a: {stage: use, emotion: {by: {buyer: 2, user: -1}}}\n", people)
    assert found["a"].emotion == 0.5


@pytest.mark.parametrize(
    ("evidence", "confidence", "age"),
    [
        # Its stage's: an interview 180 days old counts half.
        ("", 0.5, 180),
        ("evidence: ballot", 0.45, 0),
        ("evidence: [calls, ballot]", 1 - 0.5 * 0.55, 0),
        ("evidence: [calls, calls]", 0.5, 180),
        # What is archived counts for nothing, and what is not dated has no age.
        ("evidence: old", None, None),
        ("evidence: [old, calls]", 0.5, 180),
        ("evidence: undated", 0.3, None),
        ("evidence: [undated, calls]", 1 - 0.7 * 0.5, 180),
        ("evidence: planned", 1, 0),
    ],
)
def test_confidence_and_age_are_those_of_the_evidence(
    tmp_path: Path, evidence: str, confidence: float | None, age: int | None
) -> None:
    row = rows(tmp_path, f"  a: {{stage: try, {evidence}}}\n")["a"]
    assert row.confidence == (pytest.approx(confidence) if confidence is not None else None)
    assert row.age == age


@pytest.mark.parametrize(
    ("sla", "promise", "kept"),
    [
        ("{response: 4h}", "answer in 4h", None),
        ("{resolution: 2w, target: 99.5%}", "solved in 2w, 99.5 %", None),
        ("{target: 80%, actual: 80%}", "80 %", True),
        ("{actual: 80%}", "", None),
    ],
)
def test_a_promise_in_words(tmp_path: Path, sla: str, promise: str, kept: bool | None) -> None:
    row = rows(tmp_path, f"  a: {{stage: use, sla: {sla}}}\n")["a"]
    assert (row.sla, row.kept) == (promise, kept)


def test_measures_give_reach_and_lift_in_points_of_percent(tmp_path: Path) -> None:
    trial, settings = journey(tmp_path, START + STAGES + EVIDENCE + "touchpoints: {a: {stage: use}}\n")
    reach = Rate(0.4, 0.3, 0.5, 40, 100)
    seen = TouchpointMeasured(reach, None, None, 0.07, -0.011, 0.15)
    known = replace(settings, measures=measures(MapMeasured(touchpoints={"a": seen})))
    (row,) = scorecard(trial, known, {})
    assert (row.reach, row.lift, row.lift_low, row.lift_high) == (reach, 7, -1.1, 15)


def test_open_findings_are_counted_by_touchpoint(tmp_path: Path) -> None:
    steps = (
        "touchpoints: {a: {stage: use, importance: 9, performance: 1}, b: {stage: use}, use: {stage: try}}\n"
    )
    judged, settings = judged_map(tmp_path, START + STAGES + EVIDENCE + steps)
    counted = {
        each.id: sum(finding.route[:2] == ("touchpoints", each.id) for finding in judged.quality)
        for each in judged.journey.touchpoints
    }
    found = review(judged, score_map(judged, settings), settings).scorecard
    assert {each.id: each.findings for each in found} == counted
    assert counted["a"] > 0


def test_the_half_life_is_that_of_the_rule_on_weak_claims(tmp_path: Path) -> None:
    text = START + STAGES + EVIDENCE + "touchpoints: {a: {stage: try}}\n"
    (row,) = scorecard(*journey(tmp_path, text, "[rules.JM709]\nhalf_life = 90\n"), {})
    assert row.confidence == pytest.approx(0.25)
