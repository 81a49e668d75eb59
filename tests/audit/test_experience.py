"""Moments of truth, the curve and service levels in figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from jmap.audit.experience import emotion_line, level_lines, moment_lines
from tests.audit.maps import journey

START = "title: Trial\nowner: sales\nteams: {sales: Sales people, desk: Service desk}\n"
EMPTY = START + "stages: {try: {}}\n"
STEPS = START + "stages: {try: {name: Try it}, use: {owner: desk}}\ntouchpoints:\n"


def test_a_map_that_says_nothing_has_none_of_them(tmp_path: Path) -> None:
    trial, settings = journey(tmp_path, EMPTY)
    assert (moment_lines(trial), emotion_line(trial, settings), level_lines(trial)) == ((), None, ())


def test_moments_stand_by_gap_and_those_without_one_last(tmp_path: Path) -> None:
    text = (
        STEPS
        + """\
  unsaid: {stage: try, moment_of_truth: true, importance: 9}
  better: {stage: try, moment_of_truth: true, importance: 4, performance: 8}
  narrow: {stage: try, moment_of_truth: true, importance: 8.3, performance: 6.2}
  even: {stage: use, moment_of_truth: true, importance: 8, performance: 8}
  ordinary: {stage: use, importance: 9, performance: 1}
  wide: {stage: use, name: The wide one, importance: 9, performance: 3,
         moment_of_truth: {success: Signed, failure: Gone}}
  gone: {stage: use, moment_of_truth: true, importance: 9, performance: 0, status: archived}
"""
    )
    found = moment_lines(journey(tmp_path, text)[0])
    assert [(each.id, each.gap) for each in found] == [
        *(("wide", 6), ("narrow", 2.1), ("even", 0), ("better", -4), ("unsaid", None))
    ]
    first = found[0]
    assert (first.title, first.stage, first.importance, first.performance) == ("The wide one", "Use", 9, 3)
    assert (first.success, first.failure) == ("Signed", "Gone")
    assert (first.where.line, first.where.anchor) == (12, "tp-wide")
    assert (found[-1].importance, found[-1].performance, found[-1].success) == (9, None, "")


def test_the_curve_in_figures(tmp_path: Path) -> None:
    text = (
        START
        + """\
personas: {buyer: {name: The buyer, kind: primary}}
stages: {try: {}, use: {}, stay: {name: Stay on, emotion: {value: 0.5, label: content}}}
touchpoints:
  sign-up: {stage: try, emotion: 1}
  import:
    stage: try
    name: The import
    emotion: {from: 1, to: -1}
  call: {stage: use, emotion: {value: 2, by: {buyer: -1.5}}}
"""
    )
    found = emotion_line(*journey(tmp_path, text))
    assert found is not None
    assert (found.whose, found.points) == ("The buyer", 5)
    assert (found.mean, found.positive) == (0, 0.6)
    assert (found.low.value, found.low.title, found.low.label) == (-1.5, "Call", "")
    assert (found.peak.value, found.peak.title) == (-1.5, "Call")
    assert (found.end.value, found.end.title, found.end.label) == (0.5, "Stay on", "content")
    assert (found.end.where.section, found.end.where.id, found.end.where.anchor) == (
        *("stages", "stay", "st-stay"),
    )
    assert found.peak_end == -0.5
    (cliff,) = found.cliffs
    assert (cliff.start.value, cliff.end.value, cliff.fall) == (1, -1, 2)
    assert (cliff.start.title, cliff.end.title) == ("The import", "The import")
    # Each end of a change has the place of its own figure.
    assert (cliff.end.where.line, cliff.start.where.column, cliff.end.where.column) == (12, 21, 28)


def test_one_point_is_low_peak_and_end_and_nothing_falls(tmp_path: Path) -> None:
    found = emotion_line(*journey(tmp_path, STEPS + "  call: {stage: use, emotion: -1}\n"))
    assert found is not None
    assert found.low == found.peak == found.end
    assert (found.whose, found.mean, found.peak_end, found.positive, found.points) == ("", -1, -1, 0, 1)
    assert found.cliffs == ()


def test_of_equal_lows_the_first_counts_and_of_equal_peaks_the_lower(tmp_path: Path) -> None:
    steps = "  a: {stage: try, emotion: -1}\n  b: {stage: try, emotion: 1}\n  c: {stage: use, emotion: -1}\n"
    found = emotion_line(*journey(tmp_path, STEPS + steps))
    assert found is not None
    assert (found.low.title, found.peak.title, found.end.title) == ("A", "A", "C")


@pytest.mark.parametrize(
    ("config", "falls"), [("", [2]), ("[rules.JM704]\nfall = 1\n", [2, 1]), ("[rules.JM704]\nfall = 3\n", [])]
)
def test_a_cliff_is_what_the_rule_calls_one(tmp_path: Path, config: str, falls: list[float]) -> None:
    steps = "".join(
        f"  s{index}: {{stage: try, emotion: {value}}}\n" for index, value in enumerate((2, 0, 1, 0))
    )
    found = emotion_line(*journey(tmp_path, STEPS + steps, config))
    assert found is not None
    assert [each.fall for each in found.cliffs] == falls


def test_broken_service_levels_stand_first_then_unmeasured_ones(tmp_path: Path) -> None:
    text = (
        STEPS
        + """\
  kept: {stage: try, sla: {response: 1d, target: 80%, actual: 80%}}
  unmeasured: {stage: try, sla: {resolution: 3d, target: 90%}}
  slightly: {stage: try, sla: {response: 1d, target: 90%, actual: 89%}}
  no-target: {stage: try, sla: {response: 4h, actual: 10%}}
  badly: {stage: use, name: Bad one, sla: {response: 4h, resolution: 3d, target: 95%, actual: 61.5%}}
"""
    )
    found = level_lines(journey(tmp_path, text)[0])
    assert [(each.id, each.kept) for each in found] == [
        *(("badly", False), ("slightly", False), ("unmeasured", None), ("kept", True))
    ]
    first = found[0]
    assert (first.title, first.stage, first.response, first.resolution) == ("Bad one", "Use", "4h", "3d")
    assert (first.target, first.actual, first.owner) == (95, 61.5, "Service desk")
    assert (first.where.line, first.where.column, first.where.anchor) == (11, 43, "tp-badly")
    assert (found[2].response, found[2].resolution, found[2].actual) == ("", "3d", None)
    assert found[2].owner == "Sales people"
