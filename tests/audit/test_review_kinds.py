"""Drafts and future maps are told of like any other map; each finding with the day that is its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jmap.audit.audit import score_map
from jmap.audit.review import Review, review
from jmap.report.wording.journey import out_of_date
from tests.audit.maps import judged_map

MAP = """\
title: Trial
%s
stages: {try: {next: {use: {target: 40%%}}}, use: {}}
touchpoints: {call: {stage: try, emotion: -2, importance: 9, performance: 2, moment_of_truth: true}}
metrics:
  signed: {kind: rate, target: 40, history: {2026-Q3: 30}, measure: {rate: {from: try, to: use}}}
opportunities: {later: {stages: use, reach: 10, impact: 1, confidence: 100%%, effort: 2}}
"""
EMPTY = "title: Trial\n%s\nstages: {try: {}}\n"
KINDS = ["status: active", "status: draft", "state: future", "state: future\nas_is: before.journey.yaml"]


def told(folder: Path, text: str) -> Review:
    judged, settings = judged_map(folder, text, before=MAP % "status: active")
    return review(judged, score_map(judged, settings), settings)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_map_is_told_of(tmp_path: Path, kind: str) -> None:
    found = told(tmp_path, MAP % kind)
    assert [(each.id, each.standing.gap) for each in found.metrics] == [("signed", -10)]
    assert [each.gap for each in found.moments] == [7]
    assert found.emotion is not None
    assert found.emotion.mean == -2
    assert [(each.actual, each.short) for each in found.behaviour.moves] == [(30, 10)]
    assert [each.rice for each in found.priorities.opportunities] == [5]
    assert [each.weight for each in found.priorities.unanswered] == [-2]
    assert [each.id for each in found.scorecard] == ["call"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_map_that_says_nothing_is_told_of_with_nothing(tmp_path: Path, kind: str) -> None:
    found = told(tmp_path, EMPTY % kind)
    assert (found.metrics, found.moments, found.emotion, found.levels) == ((), (), None, ())
    assert (found.behaviour.moves, found.priorities.opportunities, found.scorecard) == ((), (), ())


DUE = """\
title: Trial
stages: {try: {}, use: {}}
touchpoints:
  call: {stage: try, importance: 9, performance: 2, frontstage: [{text: Calls}]}
  mail: {stage: try, importance: 9, performance: 2}
metrics:
  signed: {kind: rate, target: 40, history: {2026-Q3: 30}}
  lost: {kind: rate, target: 40, history: {2026-Q3: 30}}
opportunities:
  early: {state: dropped, touchpoints: call, due: 2026-01-02, expected: {metric: signed, to: 40}}
  done: {state: done, touchpoints: call, due: 2026-01-03, expected: {metric: signed, to: 40}}
  first: {state: doing, touchpoints: call, due: 2026-01-04}
  later: {state: planned, touchpoints: call, due: 2026-01-05, expected: {metric: signed, to: 40}}
"""


def test_a_finding_has_the_day_of_what_is_meant_to_mend_it_and_no_other(tmp_path: Path) -> None:
    found = told(tmp_path, DUE)
    days = {(each.finding.rule, each.where.id): each.due for each in (*found.fixes, *found.problems)}
    assert days["JM605", "call"] == date(2026, 1, 4)
    assert days["JM605", "mail"] is None
    assert days["JM807", "signed"] == date(2026, 1, 5)
    assert days["JM807", "lost"] is None
    assert days["JM909", "first"] == date(2026, 1, 4)
    # What the map does not say of a touchpoint is not what its opportunities are to do by their day.
    assert days["JM608", "call"] is None


OLD = """\
title: Trial
stages: {try: {}}
metrics:
  old: {kind: rate, target: 40, history: {2024-12: 30}}
  newer: {kind: rate, target: 40, history: {2025-12: 30}}
  none: {kind: rate, target: 40}
"""


def test_values_that_are_out_of_date_are_told_beside_how_metrics_stand(tmp_path: Path) -> None:
    found = told(tmp_path, OLD)
    assert [each.id for each in found.out_of_date()] == ["old", "newer"]
    assert out_of_date(found) == "; 2 values out of date, the oldest of 2024-12"
    assert out_of_date(told(tmp_path, EMPTY % "status: active")) == ""
