"""Paths to the purchase: where they begin and end, what they are made of, and how they are told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jmap.analyze.measures.paths import Paths
from tests.analyze.logs import measured

HOUR = 3600
MAP = """\
scope: lifecycle
stages:
  look: {phase: before, enter: {event: look}}
  basket: {phase: purchase, enter: {event: add}}
  own: {phase: after, enter: {event: pay}}
touchpoints:
  letter: {stage: look, events: 'letter*'}
  shop: {stage: basket, events: [add, pay]}
leave: {event: gone}
"""
EVENTS = [
    *[("x", "look", 0), ("x", "letter-1", 1), ("x", "look", 2), ("x", "letter-2", 3), ("x", "add", 4)],
    *[("x", "add", 5), ("x", "look", 6), ("x", "pay", 7), ("x", "look", 8), ("x", "pay", 9)],
    *[("y", "look", 10), ("y", "add", 11), ("y", "pay", 13)],
    *[("z", "look", 0), ("z", "gone", 1), ("z", "look", 20), ("z", "add", 21), ("z", "pay", 26)],
    *[("w", "look", 0), ("w", "add", 1)],
]


def told(folder: Path, text: str = MAP, events: Any = EVENTS, **wanted: Any) -> list[tuple[str, int, float]]:
    found = paths(folder, text, events, **wanted)
    assert found is not None
    assert sum(path.n for path in found.rows) == found.customers
    assert len(found.rows) == found.distinct
    return [(" > ".join(path.steps), path.n, path.median / HOUR) for path in found.rows]


def paths(folder: Path, text: str = MAP, events: Any = EVENTS, **wanted: Any) -> Paths | None:
    return measured(folder, text, events, **wanted).paths


def test_by_stage(tmp_path: Path) -> None:
    # z left and came back: what was before is another life. w has not bought.
    assert told(tmp_path) == [("look > basket > own", 2, 4.5), ("look*2 > basket*2 > look > own", 1, 7)]


def test_by_event(tmp_path: Path) -> None:
    assert told(tmp_path, by="event") == [
        ("look > add > pay", 2, 4.5),
        ("look > letter-1 > look > letter-2 > add*2 > look > pay", 1, 7),
    ]


def test_by_touchpoint(tmp_path: Path) -> None:
    # What is no touchpoint's stands between none: the letters are one after the other.
    assert told(tmp_path, by="touchpoint") == [("shop*2", 2, 4.5), ("letter*2 > shop*3", 1, 7)]


def test_recent_purchases_only(tmp_path: Path) -> None:
    assert told(tmp_path, recent=13 * HOUR) == [("look > basket > own", 2, 4.5)]
    assert told(tmp_path, recent=12 * HOUR) == [("look > basket > own", 1, 6)]


def test_a_conversion_of_its_own(tmp_path: Path) -> None:
    text = "conversion: {event: add}\n" + MAP
    assert told(tmp_path, text) == [("look > basket", 3, 1), ("look*2 > basket", 1, 4)]


def test_of_equal_paths_the_first_by_name_stands_first(tmp_path: Path) -> None:
    text = (
        "scope: lifecycle\nstages: {b: {phase: before, enter: {event: b}},"
        " a: {phase: before, enter: {event: a}}, z: {phase: after, enter: {event: z}}}\n"
    )
    events = [
        ("x", "b", 0),
        ("x", "z", 1),
        ("y", "a", 0),
        ("y", "z", 1),
        ("v", "a", 0),
        ("v", "b", 1),
        ("v", "z", 2),
    ]
    assert [path for path, *_ in told(tmp_path, text, events)] == ["a > b > z", "a > z", "b > z"]


def test_at_one_time_the_journey_goes_on(tmp_path: Path) -> None:
    events = [("x", "pay", 1), ("x", "add", 1), ("x", "look", 1)]
    assert told(tmp_path, events=events) == [("look > basket > own", 1, 0)]
    assert told(tmp_path, events=events, by="event") == [("look > add > pay", 1, 0)]


def test_at_one_time_touchpoints_come_in_the_order_of_their_events(tmp_path: Path) -> None:
    text = (
        "scope: lifecycle\nstages: {look: {phase: before, enter: {event: look}},"
        " own: {phase: after, enter: {event: pay}}}\n"
        "touchpoints: {first: {stage: look, events: zoom}, last: {stage: look, events: ask}}\n"
    )
    events = [("x", "look", 0), ("x", "zoom", 1), ("x", "ask", 1), ("x", "pay", 2)]
    assert told(tmp_path, text, events, by="event") == [("look > ask > zoom > pay", 1, 2)]
    assert told(tmp_path, text, events, by="touchpoint") == [("last > first", 1, 2)]


def test_a_map_without_a_purchase_has_no_paths(tmp_path: Path) -> None:
    assert paths(tmp_path, "stages: {a: {enter: {event: look}}}\n") is None
    prose = MAP.replace("own: {phase: after, enter: {event: pay}}", "own: {phase: after, enter: It pays}")
    assert paths(tmp_path, prose) is None


def test_a_purchase_that_nobody_made(tmp_path: Path) -> None:
    assert paths(tmp_path, events=[("x", "look", 0)]) == Paths("stage", 0, 0, ())
