"""Segments: who belongs to one, what is compared, and what is left of it after correction."""

from __future__ import annotations

from pathlib import Path

import pytest

from jmap.analyze.measures.apart import Apart
from jmap.analyze.measures.segments import Segment
from jmap.measures.proportion import chance, holm
from tests.analyze import generated
from tests.analyze.logs import measured

HOUR = 3600
MAP = """\
stages:
  a: {enter: {event: a}}
  b: {enter: {event: b}}
segments:
  big: {where: {size: big}}
  firm: {where: {size: [big, small], kind: firm}}
  told: {where: {moon: full}}
  vague: {}
"""
BIG, SMALL = {"size": "big"}, {"size": "small"}


def by_measure(found: Segment) -> dict[tuple[str, int | None], Apart]:
    return {(each.measure, each.stage): each for each in found.apart}


def test_the_first_event_tells_who_belongs(tmp_path: Path) -> None:
    events = [
        *[("w", "a", 0, BIG), ("w", "b", 1, SMALL)],
        *[("x", "a", 5, BIG), ("x", "a", 4, SMALL)],
        *[("y", "a", 0), ("y", "b", 1, BIG)],
        ("z", "b", 0, SMALL | {"kind": "firm"}),
    ]
    found = measured(tmp_path, MAP, events).segments.found
    assert [each.plan.id for each in found] == ["big", "firm"]
    big, firm = found
    # y's first event says nothing of its size.
    assert (big.inside.customers, big.rest.customers, big.unknown) == (1, 2, 1)
    # w and x say nothing of their kind, and one part that fails is enough.
    assert (firm.inside.customers, firm.rest.customers, firm.unknown) == (1, 0, 3)


def test_segments_that_no_log_shows(tmp_path: Path) -> None:
    plan = measured(tmp_path, MAP, [("x", "a", 0, BIG | {"kind": ""})]).plan
    assert {each.id: each.unseen for each in plan.segments if not each.observed} == {
        "told": ("the log has no attribute `moon`",),
        "vague": ("it has no `where`",),
    }


def test_of_events_at_one_time_the_earlier_stage_tells(tmp_path: Path) -> None:
    events = [
        ("x", "b", 0, SMALL),
        ("x", "a", 0, BIG),
        ("x", "0", 0, SMALL),
        ("y", "a", 0, SMALL | {"kind": ""}),
    ]
    [big, _] = measured(tmp_path, MAP, events).segments.found
    assert (big.inside.customers, big.rest.customers) == (1, 1)


def test_what_differs(tmp_path: Path) -> None:
    text = MAP + "leave: {event: gone}\ndormant: {inactive: 5h}\nconversion: {event: b}\n"
    events: list[tuple[object, ...]] = []
    for n in range(40):
        # Of the big 36 in 40 move on, of the small 10, and 20 of them leave.
        events += [(f"big{n:02}", "a", 0, BIG), (f"big{n:02}", "b" if n < 36 else "z", 2, BIG)]
        end = "b" if n < 10 else "gone" if n < 30 else "z"
        events += [(f"small{n:02}", "a", 0, SMALL), (f"small{n:02}", end, 4, SMALL)]
    events.append(("other", "z", 8, {"size": "", "kind": "x"}))
    found = measured(tmp_path, text, events, window=6 * HOUR).segments
    big = found.found[0]
    apart = by_measure(big)
    counts = {key: (one.inside.n, one.inside.of, one.rest.n, one.rest.of) for key, one in apart.items()}
    assert counts == {
        ("funnel", 1): (36, 40, 10, 40),
        ("forward", 0): (36, 40, 10, 40),
        ("left", 0): (0, 40, 20, 40),
        ("dormant", None): (40, 40, 0, 20),
        ("conversion", None): (36, 40, 10, 40),
        ("dormant", 0): (4, 4, 0, 10),
        ("dormant", 1): (36, 36, 0, 10),
        ("events", None): (76, 80, 70, 80),
    }
    difference = apart["conversion", None].difference
    assert difference is not None
    assert difference.value == pytest.approx(0.65)
    assert difference.low > 0.4
    # Few comparisons need no correction; those still there of the small ones are too few to judge by.
    assert not found.corrected
    assert apart["left", 0].chance == chance(apart["left", 0].inside, apart["left", 0].rest)
    assert apart["left", 0].certain
    assert apart["dormant", None].chance is None
    assert not apart["dormant", None].certain
    assert big.inside.times[0].median == 2 * HOUR
    assert big.rest.times[0].median == 4 * HOUR


@pytest.mark.parametrize("seed", range(3))
def test_a_segment_and_the_rest_are_the_whole(tmp_path: Path, seed: int) -> None:
    text = generated.MAP + "segments: {odd: {where: {odd: true}}, even: {where: {odd: false}}}\n"
    text += "leave: {event: other}\n"
    events = [
        (who, name, hours, {"odd": "true" if int(who[1:]) % 3 else "false"})
        for who, name, hours in generated.log(seed)
    ]
    found = measured(tmp_path, text, events, window=6 * HOUR, min_n=1)
    odd, even = found.segments.found
    assert odd.inside == even.rest
    assert odd.rest == even.inside
    assert odd.unknown == 0
    steps = [each.reached for each in found.funnel.steps]
    assert [a + b for a, b in zip(odd.inside.reached, odd.rest.reached, strict=True)] == steps
    for place, whole in found.outcomes.items():
        here, there = odd.inside.outcomes[place], odd.rest.outcomes[place]
        for name in ("visits", "customers", "repeats", "reentries", "forward", "back", "left", "open"):
            assert getattr(here, name) + getattr(there, name) == getattr(whole, name), (place, name)
        assert odd.inside.times[place].n + odd.rest.times[place].n == found.times[place].n
        assert here.forward + here.back + here.left + here.open == here.visits
    # More than ten comparisons: the chances are Holm's of all of both segments.
    every = [one for each in found.segments.found for one in each.apart]
    assert found.segments.corrected
    raw = [chance(one.inside, one.rest) for one in every if one.judged]
    assert [one.chance for one in every if one.judged] == pytest.approx(
        holm([each for each in raw if each is not None])
    )
