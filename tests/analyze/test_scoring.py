"""Scores of health: worked examples, and what holds for every model and every account."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.analyze.figures import HealthPlan, IndicatorPlan, Unseen
from jmap.analyze.scoring import apportioned, band, goodness, score

BANDS = (("healthy", 70.0), ("watch", 40.0), ("at-risk", 0.0))


def indicator(weight: float = 1, good: float = 100, poor: float = 0, *, zero: bool = False) -> IndicatorPlan:
    return IndicatorPlan("i", "I", Unseen(""), weight, good, poor, zero)


def model(*indicators: IndicatorPlan, method: str = "weighted", unknown_below: float = 0.6) -> HealthPlan:
    return HealthPlan("h", "H", method, None, (), indicators, BANDS, unknown_below)


def test_weights_20_15_22_with_scores_47_59_21_give_40_1228() -> None:
    found = score(model(indicator(20), indicator(15), indicator(22)), [47, 59, 21])
    assert round(found.score or 0, 4) == 40.1228
    assert found.band == "watch"
    assert [round(part.contribution, 4) for part in found.parts] == [16.4912, 15.5263, 8.1053]


@pytest.mark.parametrize(
    ("good", "poor", "value", "expected"),
    [
        (80, 30, 55, 50),
        (80, 30, 10, 0),
        (80, 30, 90, 100),
        (1, 14, 1, 100),
        (1, 14, 14, 0),
        (1, 14, 7.5, 50),
        (5, 5, 5, 100),
        (5, 5, 4, 0),
    ],
)
def test_how_good_a_value_is(good: float, poor: float, value: float, expected: float) -> None:
    assert goodness(indicator(1, good, poor), value) == expected


def test_no_data_is_left_out_or_a_0() -> None:
    skipped = score(model(indicator(3), indicator(1)), [80, None])
    assert (skipped.score, skipped.covered, skipped.parts[1].s) == (80, 0.75, None)
    zeroed = score(model(indicator(3), indicator(1, zero=True)), [80, None])
    assert (zeroed.score, zeroed.covered, zeroed.parts[1].s) == (60, 1, 0)


def test_the_band_is_unknown_below_a_share_of_weights() -> None:
    assert score(model(indicator(6), indicator(4)), [80, None]).band == "healthy"
    few = score(model(indicator(6), indicator(4), unknown_below=0.61), [80, None])
    assert (few.score, few.band) == (80, None)
    none = score(model(indicator(6)), [None])
    assert (none.score, none.band, none.covered) == (None, None, 0)


def test_points_are_the_score_and_what_has_no_data_gives_none() -> None:
    points = model(indicator(60), indicator(40), method="points")
    assert score(points, [50, 100]).score == 70
    assert score(points, [50, None]).score == 30


def test_the_worst_indicator_is_the_score() -> None:
    found = score(model(indicator(9), indicator(1), indicator(1), method="worst"), [90, 20, 20])
    assert (found.score, [part.contribution for part in found.parts]) == (20, [0, 20, 0])


@pytest.mark.parametrize(
    ("value", "name"), [(70, "healthy"), (69.999, "watch"), (40, "watch"), (0, "at-risk")]
)
def test_a_lower_bound_belongs_to_its_band(value: float, name: str) -> None:
    assert band(model(), value) == name


def test_a_score_that_comes_to_a_bound_is_not_kept_from_it_by_a_hair() -> None:
    found = score(model(*(indicator(weight) for weight in (0.1, 0.2, 0.7))), [70, 70, 70])
    assert (found.score, found.band) == (70, "healthy")


VALUES = st.none() | st.floats(-1e6, 1e6)
INDICATORS = st.builds(
    indicator,
    st.floats(0.001, 1000),
    st.floats(-1000, 1000),
    st.floats(-1000, 1000),
    zero=st.booleans(),
)
CASES = st.lists(st.tuples(INDICATORS, VALUES), min_size=1, max_size=8)
METHODS = st.sampled_from(("weighted", "points", "worst"))


@given(CASES, METHODS)
def test_the_parts_add_up(cases: list[tuple[IndicatorPlan, float | None]], method: str) -> None:
    found = score(model(*(each for each, _ in cases), method=method), [value for _, value in cases])
    if found.score is None:
        assert all(part.contribution == 0 for part in found.parts)
        return
    assert sum(part.contribution for part in found.parts) == pytest.approx(found.score, abs=1e-6)
    told = apportioned(found.score, [part.contribution for part in found.parts], 4)
    assert round(sum(told) * 10_000) == round(found.score * 10_000)
    assert all(
        abs(shown - part.contribution) < 1.0001e-4 for shown, part in zip(told, found.parts, strict=True)
    )


@given(CASES, METHODS, st.data())
def test_raising_a_measure_whose_good_lies_above_its_poor_never_lowers_health(
    cases: list[tuple[IndicatorPlan, float | None]], method: str, data: Any
) -> None:
    place = data.draw(st.integers(0, len(cases) - 1))
    each, value = cases[place]
    low, high = sorted((each.good, each.poor))
    cases[place] = (replace(each, good=high + 1, poor=low), 0.0 if value is None else value)
    plan = model(*(one for one, _ in cases), method=method)
    values = [given_ for _, given_ in cases]
    before = score(plan, values).score
    values[place] = (values[place] or 0.0) + data.draw(st.floats(0, 1e6))
    after = score(plan, values).score
    assert before is not None
    assert after is not None
    assert after >= before
