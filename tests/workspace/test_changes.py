"""What a future map changes: added, removed, moved, changed, and the opportunities behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jmap.workspace.changes import changes, metric_changes, out_of_order
from tests.workspace.maps import workspace_of

BEFORE = """\
jmap: 1
title: Today
stages:
  search: {goal: Find a bike}
  deposit: {goal: Pay}
  ride: {goal: Ride}
  back: {goal: Return}
touchpoints:
  map: {stage: search, name: The map, emotion: 0}
  list: {stage: search, name: The list}
  card: {stage: deposit, name: The card, emotion: -2}
  key: {stage: deposit, name: The key}
  lock: {stage: ride, name: The lock}
  old: {stage: ride, name: The bell, status: archived}
"""
AFTER = """\
jmap: 1
title: Tomorrow
state: future
as_is: before.journey.yaml
stages:
  search: {goal: Find a bike}
  ride: {goal: Ride at once, needs: [A light]}
  back: {goal: Return}
  thanks: {goal: Tell a friend}
touchpoints:
  list: {stage: search, name: The list}
  map: {stage: search, name: The map, emotion: 1, actions: [Looks]}
  key: {stage: ride, name: The key}
  lock: {stage: ride, name: The lock}
  note: {stage: thanks, name: The note}
opportunities:
  no-deposit: {problem: It takes days, stages: [ride], touchpoints: [key]}
  said-no: {problem: Nobody wants it, touchpoints: [note], state: dropped}
"""


def compared(tmp_path: Path) -> list[tuple[object, ...]]:
    workspace = workspace_of(tmp_path, before=BEFORE, after=AFTER)
    before, after = workspace.look_at("before.journey.yaml"), workspace.look_at("after.journey.yaml")
    assert before is not None
    assert after is not None
    return [
        (each.id, each.kind, each.moved, [key.key for key in each.keys], each.opportunities)
        for each in changes(before, after)
    ]


def test_every_difference_is_told_once(tmp_path: Path) -> None:
    assert compared(tmp_path) == [
        ("ride", "changed", False, ["goal", "needs"], ("no-deposit",)),
        ("thanks", "added", False, [], ()),
        ("deposit", "removed", False, [], ()),
        ("list", "changed", True, [], ()),
        ("map", "changed", False, ["emotion", "actions"], ()),
        ("key", "changed", True, [], ("no-deposit",)),
        ("note", "added", False, [], ()),
        ("card", "removed", False, [], ()),
    ]


def test_metrics_are_compared_by_what_they_should_be_not_by_what_was_measured(tmp_path: Path) -> None:
    today = """\
jmap: 1
title: Today
stages: {ride: {metrics: [rides, waits, gone]}}
metrics:
  rides: {target: 10, baseline: 2, history: {2026: 4}}
  waits: {unit: min, target: 5}
  gone: {target: 1}
"""
    tomorrow = """\
jmap: 1
title: Tomorrow
state: future
as_is: today.journey.yaml
stages: {ride: {metrics: [rides, waits, new]}}
metrics:
  rides: {target: 10, baseline: 4}
  waits: {unit: min, target: 2, floor: 9}
  new: {target: 1}
opportunities:
  faster: {problem: Slow, stages: ride, expected: {metric: waits, to: 2}}
  never: {problem: No, stages: ride, state: dropped, expected: {metric: new, to: 2}}
"""
    workspace = workspace_of(tmp_path, today=today, tomorrow=tomorrow)
    after = workspace.look_at("tomorrow.journey.yaml")
    assert after is not None
    assert after.before is not None
    assert [
        (each.id, each.kind, [(key.key, key.before, key.after) for key in each.keys], each.opportunities)
        for each in metric_changes(after.before, after)
    ] == [
        ("waits", "changed", [("target", 5, 2), ("floor", None, 9)], ("faster",)),
        ("new", "added", [], ()),
        ("gone", "removed", [], ()),
    ]


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("", "", ""),
        ("abc", "abc", ""),
        ("abc", "bca", "a"),
        ("abc", "cab", "c"),
        ("abcdef", "adbcfe", "df"),
        ("abcd", "dcba", "bcd"),
    ],
)
def test_as_few_as_can_be_have_moved(before: str, after: str, moved: str) -> None:
    assert out_of_order(list(before), list(after)) == set(moved)
