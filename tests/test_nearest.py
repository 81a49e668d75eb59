"""Did you mean: only when it is near, and never one of two."""

from __future__ import annotations

import pytest

from jmap.nearest import Suggestions, by_nearness, edits, nearest

KEYS = ("channels", "actions", "emotion", "metrics", "moment_of_truth", "stage", "sla")


@pytest.mark.parametrize(
    ("word", "guess"),
    [
        ("chanels", "channels"),
        ("channel", "channels"),
        ("Emotion", "emotion"),
        ("moment-of-truth", "moment_of_truth"),
        ("emtoion", "emotion"),
        ("stages", "stage"),
        ("sal", "sla"),
        ("colour", None),
        ("x", None),
        ("", None),
        ("metal", None),
    ],
)
def test_a_slip_is_recognised_and_a_stranger_is_not(word: str, guess: str | None) -> None:
    assert nearest(word, KEYS) == guess


def test_of_two_equally_near_neither_is_suggested() -> None:
    assert nearest("planx", ("plana", "planb")) is None


def test_edits_count_a_swap_as_one() -> None:
    assert (edits("adoptoin", "adoption"), edits("", "abc"), edits("same", "same")) == (1, 3, 0)


def test_nearness_orders_and_keeps_the_order_of_equals() -> None:
    assert by_nearness("digtal", ("human", "digital", "product"))[0] == "digital"
    assert by_nearness("zzz", ("aaa", "bbb", "ccc")) == ["aaa", "bbb", "ccc"]


def test_of_one_file_so_many_different_words_are_weighed() -> None:
    suggest = Suggestions(most=2)
    assert suggest.nearest("chanels", KEYS) == "channels"
    assert suggest.nearest("emtoion", KEYS) == "emotion"
    assert suggest.nearest("actoins", KEYS) is None
    assert suggest.nearest("chanels", KEYS) == "channels"
    assert suggest.by_nearness("stgae", KEYS) == list(KEYS)
    assert Suggestions(most=1).by_nearness("stgae", KEYS)[0] == "stage"
