"""Numbers that a page and the reports share."""

from __future__ import annotations

from pathlib import Path

from jmap.audit.numbered import opportunities_shown, opportunity_numbers
from tests.audit.maps import journey

MAP = """\
title: Trial
stages: {try: {}}
opportunities:
  old: {stages: try, status: archived}
  first: {stages: try, state: done}
  second: {stages: try, state: idea}
"""


def test_archived_opportunities_have_the_last_numbers_and_stay_out_of_all_else(tmp_path: Path) -> None:
    trial, _ = journey(tmp_path, MAP)
    numbers = {"first": "O-1", "second": "O-2", "old": "O-3"}
    assert opportunity_numbers(trial) == opportunity_numbers(trial) == numbers
    assert [each.id for each in opportunities_shown(trial)] == ["first", "second", "old"]
    assert [each.id for each in trial.opportunities()] == ["first", "second"]
