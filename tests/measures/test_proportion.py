"""Proportions: intervals that others published, and corrections worked out by hand."""

from __future__ import annotations

import math

import pytest

from jmap.measures.measured import Rate
from jmap.measures.proportion import chance, difference, exact_chance, holm, rate


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_newcombes_published_intervals(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    # R. G. Newcombe, Statistics in Medicine 17 (1998), table II, method 10.
    found = difference(rate(*one), rate(*other))
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert found.value == pytest.approx(one[0] / one[1] - other[0] / other[1])


def test_shares_of_nobody_do_not_differ() -> None:
    assert difference(rate(0, 0), rate(1, 2)) is None
    assert difference(rate(1, 2), rate(0, 0)) is None
    assert chance(Rate(None, None, None, 0, 0), rate(1, 2)) is None


def test_the_chance_is_that_of_chi_square() -> None:
    # The four cells of 56 of 70 and 48 of 80, chi-square with one degree of freedom.
    square = 150 * (56 * 32 - 48 * 14) ** 2 / (70 * 80 * 104 * 46)
    assert square == pytest.approx(7.0234, abs=1e-4)
    assert chance(rate(56, 70), rate(48, 80)) == pytest.approx(math.erfc(math.sqrt(square / 2)))
    assert chance(rate(5, 5), rate(7, 7)) == 1.0


def test_holm_steps_down() -> None:
    # 0.01 times 4, 0.02 times 3, 0.03 times 2 and no less than before, 0.9 by itself.
    assert holm([0.03, 0.01, 0.9, 0.02]) == pytest.approx([0.06, 0.04, 0.9, 0.06])
    assert holm([0.4, 0.6]) == pytest.approx([0.8, 0.8])
    assert holm([]) == []


def test_fishers_exact_test() -> None:
    # R. A. Fisher, The Design of Experiments (1935): the lady who tastes tea, and a table of one way only.
    assert exact_chance(rate(3, 4), rate(1, 4)) == pytest.approx(34 / 70)
    assert exact_chance(rate(4, 4), rate(0, 4)) == pytest.approx(2 / 70)
    assert exact_chance(rate(2, 2), rate(3, 3)) == 1.0
    assert exact_chance(rate(0, 0), rate(1, 2)) is None
