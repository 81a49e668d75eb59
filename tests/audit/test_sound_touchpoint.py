"""A touchpoint added that passes every rule it meets lowers no score."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jmap.faults import Route
from jmap.workspace.journey import Journey
from tests.audit.edited import answered, audited, opened, text_of

MAPS = ("burger.journey.yaml", "onboarding.journey.yaml", "ladder.journey.yaml", "small/5.journey.yaml")
Subjects: TypeAlias = Counter[tuple[str, str, Route]]
"""Subjects of scored rules: the rule, the file, the way there."""


@cache
def journey(path: str) -> Journey:
    (found,) = opened({path: text_of(path)}).journeys()
    return found


def overall(text: str, path: str) -> Fraction:
    found = audited({path: text}).score.overall
    assert found is not None
    return found


@cache
def overall_before(path: str) -> Fraction:
    return overall(text_of(path), path)


def outcomes(path: str, text: str) -> tuple[Subjects, Subjects]:
    """Return the subjects that pass, and those that fail."""
    passed, failed = Subjects(), Subjects()
    for answers in answered({path: text}).values():
        for answer in answers:
            for each in () if answer.rule.of_journey else answer.outcomes:
                (passed if each.passed else failed)[answer.rule.code, each.file, each.subject] += 1
    return passed, failed


@cache
def outcomes_before(path: str) -> tuple[Subjects, Subjects]:
    return outcomes(path, text_of(path))


def with_touchpoint(path: str, keys: str) -> str:
    """Return the text of a map with a touchpoint more, the first of its section."""
    before, at, after = text_of(path).partition("\ntouchpoints:\n")
    assert at
    return f"{before}{at}  stop-over: {{name: Zwischenhalt, {keys}}}\n{after}"


KEYS = (
    "actions: Waits",
    "importance: 5",
    "content: A map",
    "emotion: 1",
    "owner: %(teams)s",
    "evidence: %(evidence)s",
    "metrics: %(metrics)s",
    "performance: 2",
    "moment_of_truth: {success: S, failure: F}",
    "support: It",
)


@st.composite
def touchpoints(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a map and the keys of a touchpoint for one of its stages, most of them written."""
    path = draw(st.sampled_from(MAPS))
    seen = journey(path).sight.sections
    stage = draw(st.sampled_from([each.id for each in journey(path).stages]))
    channels = (
        draw(st.lists(st.sampled_from(sorted(seen["channels"])), max_size=3)) if seen["channels"] else []
    )
    named = {
        section: draw(st.sampled_from(sorted(seen[section]))) if seen[section] else ""
        for section in ("teams", "evidence", "metrics")
    }
    left_out = draw(st.sets(st.sampled_from(KEYS), max_size=4))
    written = [key % named for key in KEYS if key not in left_out]
    keys = [f"stage: {stage}", f"channels: [{', '.join(dict.fromkeys(channels))}]"]
    return path, ", ".join([*keys, *(key for key in written if not key.endswith(": "))])


@settings(max_examples=25, deadline=None)
@given(touchpoints())
def test_a_touchpoint_that_passes_every_rule_it_meets_lowers_no_score(drawn: tuple[str, str]) -> None:
    path, keys = drawn
    text = with_touchpoint(path, keys)
    passed, failed = outcomes(path, text)
    passed_before, failed_before = outcomes_before(path)
    # A stage's own emotion is judged only where none of its touchpoints has one, so that a subject may go.
    if not failed - failed_before and not passed_before - passed:
        assert overall(text, path) >= overall_before(path)


FULL = (
    "stage: %s, actions: Waits, importance: 5, channels: [web, phone], owner: t1, content: A map, emotion: 1,"
    " evidence: e1, metrics: m1"
)


@pytest.mark.parametrize("stage", ["s0", "s2", "s9"])
def test_a_full_touchpoint_meets_rules_and_recovers_points(stage: str) -> None:
    path = "ladder.journey.yaml"
    text = with_touchpoint(path, FULL % stage)
    passed, failed = outcomes(path, text)
    assert not failed - outcomes_before(path)[1]
    assert (passed - outcomes_before(path)[0]).total() >= 4
    assert overall(text, path) > overall_before(path)


def test_one_that_fails_a_rule_may_lower_it() -> None:
    path = "ladder.journey.yaml"
    text = with_touchpoint(path, "stage: s12")
    assert outcomes(path, text)[1] - outcomes_before(path)[1]
    assert overall(text, path) < overall_before(path)
