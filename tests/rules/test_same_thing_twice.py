"""Names in a stage of many touchpoints are compared once each, not each with all."""

from __future__ import annotations

import pytest

from jmap.rules.jm6_touchpoints import jm613_same_thing_twice as rule
from tests.audit.edited import answered


def test_in_a_stage_of_many_touchpoints_no_two_names_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def likeness(one: str, other: str, least: float) -> float:
        asked.append(f"{one} {other} {least}")
        return 0

    monkeypatch.setattr(rule, "_likeness", likeness)
    names = "".join(f"  t{number}: {{stage: s, name: Step {number}}}\n" for number in range(201))
    text = "jmap: 1\ntitle: T\nstages: {s: {}}\ntouchpoints:\n" + names + "  same: {stage: s, name: step 7}\n"
    (answer,) = (
        each for each in answered({"t.journey.yaml": text})["t.journey.yaml"] if each.rule is rule.RULE
    )
    assert (answer.passed, answer.applicable, asked) == (201, 202, [])
