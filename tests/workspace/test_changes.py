"""What a future map changes: added, removed, moved, changed, and the opportunities behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jmap.workspace.changes import changes, out_of_order
from jmap.workspace.config import load_config
from jmap.workspace.discovery import Home
from jmap.workspace.workspace import Workspace, asked_for

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
    root = tmp_path.resolve()
    (root / "before.journey.yaml").write_text(BEFORE, encoding="utf-8")
    (root / "after.journey.yaml").write_text(AFTER, encoding="utf-8")
    home = Home(root, None)
    config = load_config(None).config
    workspace = Workspace(home, config, asked_for([root], home, config))
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
