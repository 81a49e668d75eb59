"""Visits: what enters and leaves a stage, for each form of a condition."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.analyze import generated
from tests.analyze.logs import measured, visits

Told = list[tuple[Any, ...]]


def told(folder: Path, text: str, *events: tuple[Any, ...], **wanted: Any) -> Told:
    """Return visits as (stage, hours in, hours out, left)."""
    return [(each[1], each[2], each[3], each[5]) for each in visits(folder, text, events, **wanted)]


def test_other_events_do_not_break_a_visit(tmp_path: Path) -> None:
    text = "stages: {a: {enter: {event: a}}, b: {enter: {event: [b, 'b-*']}}}\n"
    events = [("x", "a", 0), ("x", "z", 1), ("x", "a", 2), ("x", "b-2", 3), ("x", "b", 4), ("x", "a", 5)]
    assert visits(tmp_path, text, events) == [
        ("x", "a", 0, 3, "b", False, 2, 1, 1),
        ("x", "b", 3, 5, "a", False, 2, 1, 1),
        ("x", "a", 5, None, None, False, 1, 1, 2),
    ]


def test_fields_of_an_event(tmp_path: Path) -> None:
    text = (
        "stages:\n  a: {enter: {event: seen}}\n"
        "  big: {enter: {event: paid, where: {of: big, amount: '> 5', plan: [team, 'it''s']}}}\n"
        "  done:\n    enter:\n      event: paid\n"
        "      where: {of: done, share: '>= 50%', day: '<= 2026-01-02', new: false, plan: '!= x'}\n"
    )
    big, done = {"of": "big"}, {"of": "done", "day": "2026-01-02T23:00:00Z", "new": "False", "plan": "y"}
    events = [
        ("x", "seen", 0),
        ("x", "paid", 1, {**big, "amount": "5", "plan": "team"}),
        ("x", "paid", 2, {**big, "amount": "1e1", "plan": "free"}),
        ("x", "paid", 3, {**big, "amount": "10", "plan": "it's"}),
        ("x", "paid", 4, {**done, "share": "49%"}),
        ("x", "paid", 5, {**done, "share": "50%", "day": "2026-01-03"}),
        ("x", "paid", 6, {**done, "share": "50%", "plan": ""}),
        ("x", "paid", 7, {**done, "share": "50%", "plan": "x"}),
        ("x", "paid", 8, {**done, "share": "50%", "new": "true"}),
        ("x", "paid", 9, {**done, "share": "50"}),
    ]
    assert told(tmp_path, text, *events) == [
        ("a", 0, 3, False),
        ("big", 3, 9, False),
        ("done", 9, None, False),
    ]


def test_so_many_times(tmp_path: Path) -> None:
    text = "stages: {a: {enter: {event: a}}, b: {enter: {event: b, times: 3}}}\n"
    events = [("x", "a", 0), *(("x", "b", hours) for hours in (1, 2, 4)), ("x", "a", 5), ("x", "b", 6)]
    # From the third on it has happened three times.
    assert told(tmp_path, text, *events)[1:3] == [("b", 4, 5, False), ("a", 5, 6, False)]


def test_an_attribute_that_changes(tmp_path: Path) -> None:
    text = "stages: {a: {enter: {event: a}}, b: {enter: {attribute: plan, is: [team, big]}}}\n"
    plans = ["free", "team", "", "big", "free", "free", "team"]
    events = [("x", "a" if hours == 4 else "z", hours, {"plan": plan}) for hours, plan in enumerate(plans)]
    # What is empty changes nothing, and from one value that holds to another is no change of the condition.
    assert visits(tmp_path, text, events) == [
        ("x", "b", 1, 4, "a", False, 1, 1, 1),
        ("x", "a", 4, 6, "b", False, 1, 1, 1),
        ("x", "b", 6, None, None, False, 1, 1, 2),
    ]


def test_at_one_time_an_attribute_is_that_of_the_later_stage(tmp_path: Path) -> None:
    text = (
        "stages: {s: {enter: {event: z}}, p: {enter: {event: b}}, t: {enter: {attribute: plan, is: team}}}\n"
    )
    events = [("x", "z", 0, {"plan": "free"}), ("x", "b", 0, {"plan": "team"}), ("x", "c", 1)]
    assert [visit[1] for visit in visits(tmp_path, text, events)] == ["s", "p", "t"]
    # An event without a stage is the last of them.
    events = [("x", "z", 0, {"plan": "team"}), ("x", "a", 0, {"plan": "free"}), ("x", "c", 1)]
    assert [visit[1] for visit in visits(tmp_path, text, events)] == ["s"]


def test_an_event_that_enters_in_two_ways_enters_once(tmp_path: Path) -> None:
    text = "stages: {a: {enter: [{event: a}, {attribute: plan, is: team}]}, b: {enter: {event: b}}}\n"
    events = [
        ("x", "a", 0, {"plan": "team"}),
        ("x", "b", 1, {"plan": "free"}),
        ("x", "z", 2, {"plan": "team"}),
    ]
    assert [(each[1], each[2], each[6]) for each in visits(tmp_path, text, events)] == [
        ("a", 0, 1),
        ("b", 1, 1),
        ("a", 2, 1),
    ]


def test_dates_to_come_and_past(tmp_path: Path) -> None:
    text = (
        "stages: {a: {enter: {event: a}}, b: {enter: {before: ends, by: 1d}},"
        " c: {enter: {after: ends, by: 2h}}}\n"
    )
    first = {"ends": "2026-01-03"}
    assert told(tmp_path, text, ("x", "a", 0, first), ("y", "z", 80)) == [
        ("a", 0, 24, False),
        ("b", 24, 50, False),
        ("c", 50, None, False),
    ]
    # Put off before it came due, it comes due by the new date; past as-of it does not come.
    later = {"ends": "2026-01-09"}
    assert told(tmp_path, text, ("x", "a", 0, first), ("x", "z", 20, later), ("y", "z", 170)) == [
        ("a", 0, 168, False),
        ("b", 168, None, False),
    ]
    # Learned too late, it is due when it is learned.
    assert told(tmp_path, text, ("x", "a", 30, first), ("y", "z", 31)) == [
        ("a", 30, 30, False),
        ("b", 30, None, False),
    ]


def test_silence(tmp_path: Path) -> None:
    text = "stages: {a: {enter: {event: a}}, b: {enter: {inactive: 5h}}}\n"
    events = [("x", "a", 0), ("x", "z", 5), ("x", "a", 11), ("y", "z", 16)]
    # An event at the last moment keeps it from being silence; as-of is a moment that counts.
    assert told(tmp_path, text, *events) == [
        ("a", 0, 10, False),
        ("b", 10, 11, False),
        ("a", 11, 16, False),
        ("b", 16, None, False),
    ]


def test_all_of_several_is_true_at_the_last(tmp_path: Path) -> None:
    text = (
        "stages:\n  a: {enter: {event: a}}\n"
        "  b: {enter: {all: [{event: b}, {attribute: plan, is: team}, {any: [{event: c}, {event: d}]}]}}\n"
    )
    events = [
        ("x", "a", 0),
        ("x", "b", 1),
        ("x", "d", 2),
        ("x", "z", 3, {"plan": "team"}),
        ("x", "a", 4),
        ("x", "z", 5, {"plan": "free"}),
        ("x", "b", 6),
        ("x", "z", 7, {"plan": "team"}),
    ]
    assert told(tmp_path, text, *events) == [
        ("a", 0, 3, False),
        ("b", 3, 4, False),
        ("a", 4, 7, False),
        ("b", 7, None, False),
    ]


def test_the_milestone_of_a_stage(tmp_path: Path) -> None:
    text = (
        "stages:\n  a: {enter: {event: a}, milestone: {event: m, times: 2, within: 10h}}\n"
        "  b: {enter: {milestone: a}, milestone: {event: n}}\n  c: {enter: {milestone: b}}\n"
    )
    events = [("x", "m", 0), ("x", "a", 1), ("x", "m", 2), ("x", "m", 3), ("x", "n", 4)]
    # What came before the stage does not count.
    assert told(tmp_path, text, *events) == [("a", 1, 3, False), ("b", 3, 4, False), ("c", 4, None, False)]
    late = [("x", "a", 1), ("x", "m", 2), ("x", "m", 12), ("x", "n", 13)]
    assert told(tmp_path, text, *late) == [("a", 1, None, False)]


def test_dormant_as_a_condition(tmp_path: Path) -> None:
    text = "dormant: {inactive: 3h}\nstages: {a: {enter: {event: a}}, b: {enter: {dormant: true}}}\n"
    assert told(tmp_path, text, ("x", "a", 0), ("y", "z", 9)) == [("a", 0, 3, False), ("b", 3, None, False)]


def test_leaving_ends_a_visit_and_an_event_begins_a_new_life(tmp_path: Path) -> None:
    text = "leave: {event: gone}\nstages: {a: {enter: {event: a}}, b: {enter: {event: b}}}\n"
    events = [("x", "a", 0), ("x", "gone", 1), ("x", "gone", 2), ("x", "a", 3), ("x", "b", 4)]
    assert visits(tmp_path, text, events) == [
        ("x", "a", 0, 1, None, True, 1, 1, 1),
        ("x", "a", 3, 4, "b", False, 1, 2, 2),
        ("x", "b", 4, None, None, False, 1, 2, 1),
    ]


def test_leaving_in_one_stage_counts_for_those_who_are_in_it(tmp_path: Path) -> None:
    text = "stages: {a: {enter: {event: a}, leave: {event: gone}}, b: {enter: {event: b}}}\n"
    events = [("x", "a", 0), ("x", "b", 1), ("x", "gone", 2), ("y", "a", 0), ("y", "gone", 1)]
    assert told(tmp_path, text, *events) == [("a", 0, 1, False), ("b", 1, None, False), ("a", 0, 1, True)]


def test_who_has_left_does_not_leave_the_stage_again(tmp_path: Path) -> None:
    text = (
        "leave: {event: gone}\nstages: {a: {enter: {event: a}, leave: {event: gone-a}},"
        " b: {enter: [{event: b}, {inactive: 5h}]}}\n"
    )
    # The event that would leave the stage brings the customer back, so that silence after it counts.
    events = [("x", "a", 0), ("x", "gone", 1), ("x", "gone-a", 4), ("y", "z", 20)]
    assert told(tmp_path, text, *events) == [("a", 0, 1, True), ("b", 9, None, False)]


def test_a_date_brings_nobody_back(tmp_path: Path) -> None:
    text = (
        "leave: {event: gone}\n"
        "stages: {a: {enter: {event: a}},"
        " b: {enter: [{event: b}, {before: ends, by: 1d}, {inactive: 30h}]}}\n"
    )
    due = {"ends": "2026-01-04"}
    events = [
        ("x", "a", 0, due),
        ("x", "gone", 1),
        ("w", "a", 0, due),
        ("w", "gone", 1),
        ("w", "z", 20),
        ("y", "z", 99),
    ]
    # w had come back by an event before the date.
    assert told(tmp_path, text, *events) == [("a", 0, 1, True), ("b", 48, None, False), ("a", 0, 1, True)]


@pytest.mark.parametrize(
    ("enter", "unseen"),
    [
        ("Feels at home", "it is prose"),
        ("{metric: m, is: '> 3'}", "the metric `m` is not of one customer"),
        ("{attribute: none, is: x}", "the log has no attribute `none`"),
        ("{event: a, where: {none: x}}", "the log has no attribute `none`"),
        ("{before: none, by: 1d}", "the log has no attribute `none`"),
        ("{dormant: true}", "the map does not say when a customer is dormant"),
        ("{all: [{event: a}, Prose]}", "it is prose"),
    ],
)
def test_what_no_log_shows_is_told(tmp_path: Path, enter: str, unseen: str) -> None:
    text = f"metrics: {{m: {{}}}}\nstages: {{s: {{enter: {enter}}}, t: {{enter: {{event: b}}}}}}\n"
    found = measured(tmp_path, text, [("x", "b", 0)])
    assert (found.plan.stages[0].observed, found.plan.stages[0].enter.unseen) == (False, (unseen,))
    assert found.plan.chain == (1,)


def test_what_is_seen_in_part_counts(tmp_path: Path) -> None:
    found = measured(tmp_path, "stages: {s: {enter: [{event: a}, A good talk]}}\n", [("x", "a", 0)])
    assert (found.plan.stages[0].observed, found.plan.stages[0].enter.unseen) == (True, ("it is prose",))


@pytest.mark.parametrize("seed", range(6))
def test_visits_divide_the_entries_and_outcomes_sum_to_visits(tmp_path: Path, seed: int) -> None:
    events = generated.log(seed)
    text = "leave: [{event: other}, {inactive: 4h}]\n" + generated.MAP
    found = measured(tmp_path, text, events)
    entries = {step: len({e for e in events if e[1] == step}) for step in generated.STEPS}
    for place, step in enumerate(generated.STEPS):
        seen = found.outcomes[place]
        assert seen.visits + seen.repeats == entries[step]
        assert seen.forward + seen.back + seen.left + seen.open == seen.visits
        assert seen.visits - seen.reentries == seen.customers
    of_customer: dict[str, Told] = {}
    for each in visits(tmp_path, text, events):
        of_customer.setdefault(each[0], []).append(each)
    for of_one in of_customer.values():
        for before, after in pairwise(of_one):
            # Each visit ends at the next, or by leaving before it; a new life begins with no stage before.
            assert before[3] is not None
            assert before[3] <= after[2]
            assert (before[4] == after[1]) == (before[7] == after[7])
            assert before[5] == (before[7] != after[7])
