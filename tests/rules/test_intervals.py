"""Sets of numbers, against what the comparisons say of one number after the other."""

from __future__ import annotations

import operator
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.rules.intervals import (
    ALL,
    NONE,
    Interval,
    Numbers,
    compared,
    gaps,
    intersection,
    meeting,
    only,
    spelled,
    union,
)

SIGNS: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "!=": operator.ne,
    "in": operator.eq,
}
# Whole numbers and the halves between them: each comparison with a whole number is told by these.
PROBES = [half / 2 for half in range(-3, 16)]
comparisons = st.tuples(st.sampled_from(sorted(SIGNS)), st.integers(0, 6))


def holds(numbers: Numbers, probe: float) -> bool:
    return any(each.low <= (probe, 0) and (probe, 1) <= each.high for each in numbers)


@given(comparisons)
def test_a_comparison_is_the_numbers_for_which_it_holds(said: tuple[str, int]) -> None:
    sign, number = said
    numbers = compared(sign, number)
    assert [holds(numbers, probe) for probe in PROBES] == [SIGNS[sign](probe, number) for probe in PROBES]


@given(st.lists(comparisons, max_size=4), st.lists(comparisons, max_size=4))
def test_any_and_all_of_several(some: list[tuple[str, int]], others: list[tuple[str, int]]) -> None:
    either = union(compared(*each) for each in some)
    both = intersection([either, *(compared(*each) for each in others)])
    for probe in PROBES:
        one = any(SIGNS[sign](probe, number) for sign, number in some)
        assert holds(either, probe) is one
        assert holds(both, probe) is (one and all(SIGNS[sign](probe, number) for sign, number in others))
    for numbers in (either, both):
        assert all(before.high < after.low for before, after in pairwise(numbers))
        assert all(each.low < each.high for each in numbers)


@given(st.lists(comparisons, min_size=1, max_size=4))
def test_a_gap_is_what_lies_between(some: list[tuple[str, int]]) -> None:
    numbers = union(compared(*each) for each in some)
    between = tuple(gaps(numbers))
    inside = [probe for probe in PROBES if holds(numbers, probe)]
    for probe in PROBES:
        within = bool(inside) and numbers[0].low <= (probe, 0) and (probe, 1) <= numbers[-1].high
        assert holds(between, probe) is (within and not holds(numbers, probe))


def test_nothing_and_everything() -> None:
    assert union([]) == NONE
    assert intersection([]) == ALL
    assert union([compared("<", 5), compared(">=", 5)]) == ALL
    assert intersection([compared("<", 5), compared(">=", 5)]) == NONE


@pytest.mark.parametrize(
    ("some", "unit", "words"),
    [
        ([(">=", 30), ("<", 80)], "%", "from 30% to below 80%"),
        ([(">=", 30), ("<=", 80)], "%", "from 30% to 80%"),
        ([(">", 30), ("<", 80)], "EUR", "above 30 EUR and below 80 EUR"),
        ([(">", 30), ("<=", 80)], "", "above 30 up to 80"),
        ([(">=", 30)], "%", "30% or more"),
        ([(">", 30.5)], "%", "above 30.5%"),
        ([("<", 80)], "%", "below 80%"),
        ([("<=", 80)], "%", "up to 80%"),
        ([("in", 3)], "", "exactly 3"),
    ],
)
def test_an_interval_in_words(some: list[tuple[str, float]], unit: str, words: str) -> None:
    (interval,) = intersection(compared(*each) for each in some)
    assert spelled(interval, unit) == words


def test_where_two_should_meet_is_written_as_a_condition_takes_it() -> None:
    assert meeting(80, "%").endswith("such as `< 80%` and `>= 80%`")
    assert meeting(2.5, "min").endswith("such as `< 2.5` and `>= 2.5`")


@pytest.mark.parametrize(
    ("low", "high", "empty"),
    [
        (("<=", 6), (">=", 7), True),
        (("<", 6), (">", 6), False),
        (("<", 6), (">=", 7), False),
        (("<=", 6), (">", 7), False),
        (("<=", 6.5), (">=", 6.75), False),
    ],
)
def test_between_two_whole_numbers(low: tuple[str, float], high: tuple[str, float], empty: bool) -> None:
    (gap,) = gaps(union([compared(*low), compared(*high)]))
    assert gap.between_neighbours is empty


def test_one_number_is_a_point() -> None:
    assert [each.point for each in only(4)] == [True]
    assert [each.point for each in ALL] == [False]
    assert Interval((4, 0), (4, 1)) == only(4)[0]
