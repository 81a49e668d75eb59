"""Scores of the past: how well they tell who leaves, against counting every pair."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.analyze.measures.backtest import auc

SCORES = st.lists(st.integers(0, 10).map(float), min_size=1, max_size=12)


@given(SCORES, SCORES)
def test_the_area_is_the_share_of_pairs_told_right(left: list[float], stayed: list[float]) -> None:
    right = sum((s > w) + (s == w) / 2 for w in left for s in stayed)
    found = auc(left, stayed)
    assert found is not None
    assert found.value == pytest.approx(right / len(left) / len(stayed))
    assert 0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1


def test_its_interval_is_that_of_the_paper() -> None:
    # An area of 0.75 of 2 against 2: Q1 = 0.6, Q2 = 1.125 / 1.75.
    found = auc([1, 3], [2, 4])
    assert found is not None
    error = math.sqrt((0.1875 + (0.6 - 0.5625) + (1.125 / 1.75 - 0.5625)) / 4)
    assert (found.value, found.low) == pytest.approx((0.75, 0.75 - 1.959964 * error), rel=1e-6)
    assert found.high == 1


def test_without_anybody_on_one_side_there_is_none() -> None:
    assert auc([], [1]) is None
    assert auc([1], []) is None
