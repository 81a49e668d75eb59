"""How visits come out, which moves there are, and who is dormant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.analyze.logs import measured

MAP = """\
stages:
  a: {enter: {event: a}}
  b: {enter: {event: b}}
  c: {enter: {event: c}, next: [b]}
  d: {start: true, enter: {event: d}}
"""


def outcomes(folder: Path, events: Any, text: str = MAP) -> dict[str, tuple[int, int, int, int]]:
    found = measured(folder, text, events)
    ids = [stage.id for stage in found.plan.stages]
    return {
        ids[place]: (seen.forward, seen.back, seen.left, seen.open)
        for place, seen in found.outcomes.items()
        if seen.visits
    }


def moves(folder: Path, events: Any, text: str = MAP) -> dict[str, str]:
    found = measured(folder, text, events)
    ids = [stage.id for stage in found.plan.stages]
    return {f"{ids[move.start]}{ids[move.end]}": move.kind for move in found.conformance.moves}


def test_a_declared_way_back_is_forward(tmp_path: Path) -> None:
    events = [("x", "b", 0), ("x", "c", 1), ("x", "b", 2), ("x", "a", 3)]
    assert outcomes(tmp_path, events) == {"a": (0, 0, 0, 1), "b": (1, 1, 0, 0), "c": (1, 0, 0, 0)}
    assert moves(tmp_path, events) == {"ba": "backward", "bc": "declared", "cb": "declared"}


def test_to_skip_is_forward_once(tmp_path: Path) -> None:
    events = [("x", "a", 0), ("x", "c", 1), ("x", "a", 2), ("x", "c", 3)]
    assert outcomes(tmp_path, events) == {"a": (1, 1, 0, 0), "c": (0, 1, 0, 1)}
    assert moves(tmp_path, events) == {"ac": "skipped", "ca": "backward"}


def test_a_next_stage_that_is_not_declared(tmp_path: Path) -> None:
    assert moves(tmp_path, [("x", "c", 0), ("x", "d", 1)]) == {"cd": "undeclared"}


def test_to_leave_and_to_stay(tmp_path: Path) -> None:
    text = "leave: {event: gone}\n" + MAP
    events = [("x", "a", 0), ("x", "gone", 1), ("x", "b", 2), ("y", "a", 0)]
    assert outcomes(tmp_path, events, text) == {"a": (0, 0, 1, 1), "b": (0, 0, 0, 1)}
    # A new life is no move from the old one.
    assert moves(tmp_path, events, text) == {}


def test_who_is_dormant(tmp_path: Path) -> None:
    text = "leave: [{event: gone}, {inactive: 20h}]\ndormant: {inactive: 5h}\n" + MAP
    events = [
        ("quiet", "a", 5),
        ("quiet-elsewhere", "z", 6),
        ("at-the-edge", "b", 15),
        ("awake", "b", 16),
        ("gone", "a", 10),
        ("gone", "gone", 10),
        ("long-gone", "a", 0),
        ("back", "a", 1),
        ("back", "gone", 2),
        ("back", "a", 3),
        ("now", "z", 20),
    ]
    found = measured(tmp_path, text, events).dormancy
    assert found is not None
    # Six are alive: who was silent for 20 hours has left. Of these two have been seen in the last five.
    assert (found.share.n, found.share.of) == (4, 6)
    assert {place: (share.n, share.of) for place, share in found.stages.items()} == {0: (2, 2), 1: (1, 2)}
    assert measured(tmp_path, MAP, events).dormancy is None
