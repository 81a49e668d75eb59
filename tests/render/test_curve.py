from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.render.curve import between_edges, columns, slopes, value_at

VALUES = st.lists(st.floats(-2, 2, allow_nan=False), min_size=1, max_size=12)


def test_slopes_are_flat_at_peaks_and_on_plateaus() -> None:
    # Steps 2, -2, 0: the peak and both ends of the plateau are flat, the free start takes its step.
    assert slopes([(0, 0), (1, 2), (2, 0), (3, 0)]) == [2, 0, 0, 0]


def test_slopes_that_would_overshoot_are_cut_to_a_circle_of_three() -> None:
    # Steps 1 and 10: the mean slope 5.5 is 5.5 times the first step, more than the circle allows.
    # a = 1, b = 5.5: 3/sqrt(1 + 30.25) = 0.5366563; a and b are cut to 0.5366563 and 2.9516097.
    found = slopes([(0, 0), (1, 1), (2, 11)])
    assert found[0] == pytest.approx(0.5366563)
    assert found[1] == pytest.approx(2.9516097)
    assert found[2] == pytest.approx(10)


def test_between_two_points_it_is_a_straight_line() -> None:
    assert value_at([(0.5, -1), (1.5, 1)], 1.0) == pytest.approx(0)
    assert value_at([(0.5, -1), (1.5, 1)], 0.75) == pytest.approx(-0.5)


def test_beyond_its_ends_it_is_level() -> None:
    assert value_at([(0.5, -1), (1.5, 1)], 0.1) == -1
    assert value_at([(0.5, -1), (1.5, 1)], 1.9) == 1


def test_without_points_there_is_nothing_to_draw() -> None:
    assert columns([], 3) == [(), (), ()]
    with pytest.raises(ValueError, match="without points"):
        value_at([], 0)


def test_a_column_before_the_first_and_after_the_last_point_stays_empty() -> None:
    drawn = columns([(1.5, 1.0)], 3)
    assert drawn[0] == ()
    assert drawn[2] == ()
    assert [(piece.start, piece.end) for piece in drawn[1]] == [((0, 1), (0.5, 1)), ((0.5, 1), (1, 1))]


def test_it_is_cut_where_it_crosses_neutral() -> None:
    [left, right] = columns([(0.5, -1.0), (1.5, 1.0)], 2)
    # The line crosses 0 at x = 1, between the columns.
    assert {piece.side for piece in left} == {-1}
    assert {piece.side for piece in right} == {1}


@given(VALUES)
def test_it_never_passes_beyond_its_points(values: list[float]) -> None:
    points = [(index / 2 + 0.25, value) for index, value in enumerate(values)]
    for index, (left, right) in enumerate(itertools.pairwise(points)):
        low, high = sorted((left[1], right[1]))
        for step in range(1, 10):
            x = left[0] + (right[0] - left[0]) * step / 10
            assert low - 1e-9 <= value_at(points, x) <= high + 1e-9, index


@given(VALUES)
def test_it_runs_on_from_piece_to_piece_across_columns(values: list[float]) -> None:
    points = [((index + 0.5) / 3, value) for index, value in enumerate(values)]
    count = int(points[-1][0]) + 1
    pieces = [(column, piece) for column, found in enumerate(columns(points, count)) for piece in found]
    for (at, before), (next_, after) in itertools.pairwise(pieces):
        assert at + before.end[0] == pytest.approx(next_ + after.start[0])
        assert before.end[1] == pytest.approx(after.start[1], abs=1e-6)
    assert pieces[0][1].start[0] == 0
    assert pieces[-1][1].end[0] == pytest.approx(1)


@given(VALUES)
def test_every_piece_is_within_its_column_and_on_one_side(values: list[float]) -> None:
    points = [((index + 0.5) / 2, value) for index, value in enumerate(values)]
    for found in columns(points, int(points[-1][0]) + 1):
        for piece in found:
            assert 0 <= piece.start[0] <= piece.end[0] <= 1
            assert piece.start[1] * piece.end[1] >= -1e-9


@given(VALUES, st.lists(st.integers(1, 9), min_size=4, max_size=4))
def test_columns_of_any_width_cut_the_same_curve(values: list[float], widths: list[int]) -> None:
    edges = [0.0, *itertools.accumulate(float(each) for each in widths)]
    points = [((index + 0.5) / len(values) * edges[-1], value) for index, value in enumerate(values)]
    found = between_edges(points, edges)
    assert len(found) == len(widths)
    every = [piece for pieces in found for piece in pieces]
    for one, other in itertools.pairwise(every):
        assert one.end == pytest.approx(other.start)
    for (low, high), pieces in zip(itertools.pairwise(edges), found, strict=True):
        for piece in pieces:
            assert low - 1e-6 <= piece.start[0] <= piece.end[0] <= high + 1e-6
            assert piece.start[1] * piece.end[1] >= -1e-6
            assert value_at(points, piece.end[0]) == pytest.approx(piece.end[1], abs=1e-6)


def test_columns_without_points_before_and_after_stay_empty() -> None:
    assert [len(each) for each in between_edges([(15.0, 1.0)], [0.0, 10.0, 20.0, 30.0])] == [0, 2, 0]
    assert between_edges([], [0.0, 10.0]) == [()]
