from __future__ import annotations

from pathlib import Path

import pytest

from jmap.rules.in_hand import mending, moving
from jmap.workspace.journey import Journey
from tests.audit.maps import journey

MAP = """
title: In hand
stages: {try: Try}
touchpoints: {sign-up: {stage: try}, pay: {stage: try}, leave: {stage: try}}
metrics: {done: Done, late: Late}
opportunities:
  shorter: {touchpoints: sign-up, expected: {metric: done, to: 5}}
  clearer: {touchpoints: sign-up}
  was: {touchpoints: [sign-up, pay], state: done, expected: {metric: late, to: 5}}
  not-now: {touchpoints: pay, state: dropped}
  later: {touchpoints: leave, state: planned}
plays:
  remind: {touchpoints: sign-up, expected: {metric: done, to: 5}}
"""


@pytest.fixture
def found(tmp_path: Path) -> Journey:
    return journey(tmp_path, MAP)[0]


def test_what_is_meant_to_mend_a_touchpoint_is_named_unless_it_is_over(found: Journey) -> None:
    rest = "see how far that has come, and whether it is enough"
    several = f"`shorter`, `clearer` and 1 more are meant to mend it: {rest}"
    assert mending(found, "touchpoints", "sign-up") == several
    assert mending(found, "touchpoints", "leave") == f"`later` is meant to mend it: {rest}"
    assert mending(found, "touchpoints", "pay") == ""


def test_what_is_meant_to_move_a_metric_is_named_unless_it_is_over(found: Journey) -> None:
    rest = "see how far that has come, and whether it is enough"
    assert moving(found, "done") == f"`shorter` and `remind` are meant to move it: {rest}"
    assert moving(found, "late") == ""
