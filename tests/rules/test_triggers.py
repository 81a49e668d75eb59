"""What tells two conditions apart, against values tried one by one."""

from __future__ import annotations

import operator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.model.bind import bind
from jmap.model.comparisons import Comparison
from jmap.model.conditions import Condition
from jmap.model.journey_file import JourneyFile
from jmap.rules.intervals import ALL, NONE, compared, intersection, union
from jmap.rules.triggers import alternatives, maybe, metrics_in, surely, told_apart, unit_of
from jmap.yaml.reader import read_bytes

SIGNS = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt}


def file(text: str) -> JourneyFile:
    bound = bind(read_bytes("a.journey.yaml", b"jmap: 1\ntitle: A map\n" + text.encode()).root)
    assert [fault for fault in bound.faults if fault.code != "JM012"] == []
    return bound.file


def condition(text: str) -> Condition:
    found = file(f"stages: {{one: {{enter: {text}}}}}").stages["one"].enter
    assert found is not None
    return found


def comparison(text: str) -> Comparison:
    return file(f"segments: {{one: {{where: {{it: {text}}}}}}}\nstages: {{}}").segments["one"].where["it"]


def apart(one: str, other: str) -> bool:
    left, right = {"it": comparison(one)}, {"it": comparison(other)}
    assert told_apart(left, right) is told_apart(right, left)
    return told_apart(left, right)


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        ("team", "team", False),
        ("team", "[team, free]", False),
        ("team", "free", True),
        ("[team, 2]", "[free, '2']", True),
        ("1", "true", True),
        ("true", "false", True),
        ("'!= true'", "'!= false'", True),
        ("'!= 1'", "'!= 2'", False),
        ("'!= team'", "team", True),
        ("'!= team'", "[team, free]", False),
        ("'!= 5'", "'> 4'", False),
        ("'> 4'", "'< 5'", True),
        ("'> 4'", "'< 6'", False),
        ("'> 4.5'", "'< 5'", False),
        ("'>= 5'", "'<= 5'", False),
        ("'>= 5'", "5", False),
        ("'> 5'", "5", True),
        ("'> 5%'", "50%", False),
        ("'> 5%'", "50", True),
        ("'> 5%'", "'< 50'", True),
        ("'< 2026-01-01'", "2025-12-31", False),
        ("'< 2026-01-01'", "2026-01-01", True),
        ("'< 2026-01-02'", "'> 2026-01-01'", True),
        ("'< 2026-01-03'", "'> 2026-01-01'", False),
        ("'< 2026-01-03'", "'> 1'", True),
        ("'!= 2026-01-01'", "2026-01-01", True),
        ("team", "'> 1'", True),
    ],
)
def test_two_values_of_one_field(one: str, other: str, says: bool) -> None:
    assert apart(one, other) is says


@given(
    st.tuples(st.sampled_from(sorted(SIGNS)), st.integers(0, 5)),
    st.tuples(st.sampled_from(sorted(SIGNS)), st.integers(0, 5)),
)
def test_two_bounds_are_apart_where_no_whole_number_or_day_meets_both(
    one: tuple[str, int], other: tuple[str, int]
) -> None:
    day = date(2026, 1, 1)
    numbers = [f"'{sign} {number}'" for sign, number in (one, other)]
    dates = [f"'{sign} {day + timedelta(number)}'" for sign, number in (one, other)]
    both = any(all(SIGNS[sign](probe, number) for sign, number in (one, other)) for probe in range(-2, 9))
    assert apart(*numbers) is apart(*dates) is not both


def test_fields_that_only_one_asks_for_tell_nothing_apart() -> None:
    left, right = comparison("team"), comparison("free")
    assert not told_apart({"plan": left}, {"colour": right})
    assert not told_apart({}, {"colour": right})
    assert told_apart({"plan": left, "colour": left}, {"colour": left, "plan": right})


M = "{metric: m, is: '>= 5'}"
LESS = "{metric: m, is: '< 3'}"


@pytest.mark.parametrize(
    ("text", "sure", "may"),
    [
        (M, compared(">=", 5), compared(">=", 5)),
        (f"{{any: [{M}, {{event: x}}]}}", compared(">=", 5), ALL),
        (f"{{all: [{M}, {{event: x}}]}}", NONE, compared(">=", 5)),
        (
            f"[{M}, {LESS}]",
            union([compared("<", 3), compared(">=", 5)]),
            union([compared("<", 3), compared(">=", 5)]),
        ),
        (f"{{all: [{M}, {LESS}]}}", NONE, NONE),
        (f"{{all: [{M}, [{LESS}, a note]]}}", NONE, compared(">=", 5)),
        ("{all: [{metric: m, is: '> 2'}, {metric: m, is: '<= 4'}]}",)
        + (intersection([compared(">", 2), compared("<=", 4)]),) * 2,
        ("{metric: m, is: [1, 2]}",) + (union([compared("in", 1), compared("in", 2)]),) * 2,
        ("{metric: m, is: '50%'}",) + (compared("in", 50),) * 2,
        ("{metric: m, is: high}", NONE, ALL),
        ("{metric: m, is: true}", NONE, ALL),
        ("{metric: m, is: '> 2026-01-01'}", NONE, ALL),
        ("{metric: other, is: '> 5'}", NONE, ALL),
        ("{milestone: one}", NONE, ALL),
    ],
)
def test_the_values_for_which_a_condition_holds(text: str, sure: object, may: object) -> None:
    assert surely(condition(text), "m") == sure
    assert maybe(condition(text), "m") == may


def test_a_condition_with_a_time_limit_is_left_open() -> None:
    stage = file("stages: {one: {milestone: {metric: m, is: '>= 5', within: 30d}}}").stages["one"]
    assert surely(stage.milestone, "m") == NONE
    assert maybe(stage.milestone, "m") == ALL


def test_without_a_condition_anything_may_be() -> None:
    assert surely(None, "m") == NONE
    assert maybe(None, "m") == ALL
    assert metrics_in(None) == {}


@pytest.mark.parametrize(
    ("metric", "texts", "unit"),
    [
        ("{kind: rate}", ["'> 5%'", "'< 3'"], "%"),
        ("{kind: count}", ["'> 5%'", "'< 3'"], None),
        ("{kind: count}", ["'> 5%'", "['1%', '2%']"], "%"),
        ("{kind: count}", ["'> 5%'", "['1%', 2]"], None),
        ("{unit: EUR}", ["'> 5'", "7"], "EUR"),
        ("{unit: EUR}", [], "EUR"),
    ],
)
def test_the_unit_in_which_a_metric_is_compared(metric: str, texts: list[str], unit: str | None) -> None:
    found = file(f"stages: {{}}\nmetrics: {{m: {metric}}}").metrics["m"]
    assert unit_of(found, [condition(f"{{metric: m, is: {text}}}") for text in texts]) == unit


def test_the_ways_in_which_a_condition_comes_true() -> None:
    text = "{all: [[{event: a, label: A}, {event: b}], {inactive: 3d}], label: Both}"
    a, b, quiet = condition("{event: a}"), condition("{event: b}"), condition("{inactive: 3d}")
    assert alternatives(condition(text)) == [(a, quiet), (b, quiet)]
    assert alternatives(condition("A note")) == [(condition("A note"),)]
    assert alternatives(None) == []


def test_too_many_ways_are_none() -> None:
    two = "[{event: a}, {event: b}]"
    assert len(alternatives(condition(f"{{all: [{', '.join([two] * 6)}]}}"))) == 64
    assert alternatives(condition(f"{{all: [{', '.join([two] * 7)}]}}")) == []
    assert alternatives(condition(f"[{{event: c}}, {{all: [{', '.join([two] * 40)}]}}]")) == []
