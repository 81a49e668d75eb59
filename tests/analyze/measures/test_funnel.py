"""The funnel: every possible start is tried, and ClickHouse's `windowFunnel` comes to the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jmap.analyze.measures.funnel import Funnel
from tests.analyze import generated
from tests.analyze.logs import measured

MAP = "stages: {a: {enter: {event: a}}, b: {enter: {event: b}}, c: {enter: {event: c}}}\n"
HOUR = 3600


def funnel(folder: Path, *events: tuple[str, str, float], text: str = MAP, **wanted: Any) -> Funnel:
    return measured(folder, text, events, **{"window": 10 * HOUR, **wanted}).funnel


def reached(found: Funnel) -> list[int]:
    return [step.reached for step in found.steps]


def test_a_later_start_may_have_time_enough(tmp_path: Path) -> None:
    events = (("x", "a", 0), ("x", "a", 8), ("x", "b", 12), ("x", "c", 17))
    assert reached(funnel(tmp_path, *events)) == [1, 1, 1]


def test_an_earlier_start_may_come_further(tmp_path: Path) -> None:
    # The second start has no second step after it.
    events = (("x", "a", 0), ("x", "b", 4), ("x", "a", 5), ("x", "c", 9))
    assert reached(funnel(tmp_path, *events)) == [1, 1, 1]


def test_the_window_counts_its_last_moment(tmp_path: Path) -> None:
    assert reached(funnel(tmp_path, ("x", "a", 0), ("x", "b", 10), ("y", "a", 0), ("y", "b", 10.01))) == [
        2,
        1,
        0,
    ]


def test_steps_at_one_time_are_read_as_the_ties_say(tmp_path: Path) -> None:
    events = (("x", "b", 1), ("x", "a", 1), ("x", "c", 1))
    assert reached(funnel(tmp_path, *events)) == [1, 1, 1]
    assert reached(funnel(tmp_path, *events, ties="strict")) == [1, 0, 0]


def test_a_stage_that_a_move_goes_round_is_no_step(tmp_path: Path) -> None:
    text = "stages: {a: {enter: {event: a}, next: [b, c]}, b: {enter: {event: b}}, c: {enter: {event: c}}}\n"
    found = funnel(tmp_path, ("x", "a", 0), ("x", "c", 1), text=text)
    assert [(step.stage, step.reached) for step in found.steps] == [(0, 1), (2, 1)]


def test_a_stage_that_no_log_shows_is_no_step(tmp_path: Path) -> None:
    text = "stages: {a: {enter: {event: a}}, b: {enter: Feels at home}, c: {enter: {event: c}}}\n"
    found = measured(tmp_path, text, [("x", "a", 0), ("x", "c", 1)])
    assert [step.stage for step in found.funnel.steps] == [0, 2]
    # Nor does it stand between the stages beside it.
    assert [move.kind for move in found.conformance.moves] == ["declared"]


def test_starts_with_time_left(tmp_path: Path) -> None:
    events = (("x", "a", 0), ("x", "b", 1), ("y", "a", 15), ("z", "a", 1), ("z", "a", 16), ("w", "c", 20))
    steps = funnel(tmp_path, *events).steps
    # y has begun too late to tell, and z again; x came on, and has time for no more.
    assert [(step.reached, step.immature) for step in steps] == [(3, 1), (1, 2), (0, 0)]
    steps = funnel(tmp_path, *events, mature=True).steps
    assert [(step.reached, step.immature) for step in steps] == [(2, 0), (1, 0), (0, 0)]


def test_a_customer_who_begins_in_the_middle(tmp_path: Path) -> None:
    events = (("x", "b", 0), ("x", "c", 1), ("y", "a", 0))
    found = funnel(tmp_path, *events)
    assert (reached(found), found.mid_journey) == ([1, 0, 0], 1)
    text = MAP.replace("b: {", "b: {start: true, ")
    assert funnel(tmp_path, *events, text=text).mid_journey == 0


def furthest(times: dict[str, list[int]], window: int, *, strict: bool) -> int:
    """Return how many steps the longest chain of a customer has, every start tried by itself."""
    best = 0
    for start in times.get(generated.STEPS[0], ()):
        last, n = start, 1
        for step in generated.STEPS[1:]:
            later = [
                t for t in times.get(step, ()) if (t > last if strict else t >= last) and t <= start + window
            ]
            if not later:
                break
            last, n = min(later), n + 1
        best = max(best, n)
    return best


@pytest.mark.parametrize("ties", ["favour", "strict"])
def test_it_is_what_trying_every_start_gives(tmp_path: Path, ties: str) -> None:
    for seed in range(12):
        events = generated.log(seed)
        folder = tmp_path / str(seed)
        folder.mkdir()
        window = (2, 4, 7)[seed % 3]
        found = measured(folder, generated.MAP, events, window=window * HOUR, ties=ties)
        times: dict[str, dict[str, list[int]]] = {}
        for customer, event, hours in events:
            times.setdefault(customer, {}).setdefault(event, []).append(hours)
        levels = [furthest(each, window, strict=ties == "strict") for each in times.values()]
        assert reached(found.funnel) == [sum(level >= n for level in levels) for n in range(1, 5)], seed


def test_it_is_that_of_clickhouse(tmp_path: Path) -> None:
    # In favour only: its strict mode forgets a start for a later one at the time of the next step.
    chdb = pytest.importorskip("chdb")
    for seed in range(12):
        events = generated.log(seed)
        folder = tmp_path / str(seed)
        folder.mkdir()
        window = (2, 4, 7)[seed % 3]
        found = measured(folder, generated.MAP, events, window=window * HOUR)
        rows = ", ".join(f"('{customer}', '{event}', {hours})" for customer, event, hours in events)
        steps = ", ".join(f"event = '{step}'" for step in generated.STEPS)
        told = str(
            chdb.query(
                f"SELECT level FROM (SELECT customer, windowFunnel({window})(toUInt64(hours), {steps})"
                " AS level"
                f" FROM values('customer String, event String, hours UInt32', {rows}) GROUP BY customer)"
            )
        )
        levels = [int(line) for line in told.split()]
        assert reached(found.funnel) == [sum(level >= n for level in levels) for n in range(1, 5)], seed
