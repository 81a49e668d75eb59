from __future__ import annotations

from pathlib import Path

import pytest

from jmap.render.beside import Beside
from jmap.render.beside_curves import Felt, both
from jmap.render.curve import Piece
from tests.render.pairs import TODAY, TOMORROW, beside_of


@pytest.fixture
def beside(tmp_path: Path) -> Beside:
    return beside_of(tmp_path)


@pytest.mark.parametrize(
    ("before", "after", "together"),
    [
        ("", "", ""),
        ("abc", "abc", "abc"),
        ("abc", "ac", "abc"),
        ("abc", "c", "abc"),
        ("abc", "acd", "abcd"),
        ("abcd", "dx", "abcdx"),
        ("abc", "xyz", "abcxyz"),
        ("axb", "ba", "bax"),
    ],
)
def test_what_one_list_lacks_stands_behind_what_it_followed(before: str, after: str, together: str) -> None:
    assert "".join(both(before, after)) == together


def test_both_curves_run_over_the_stages_of_both_maps(beside: Beside) -> None:
    ann = beside.feelings[0]
    assert [(each.name, each.kind, each.mean_before, each.mean_after) for each in ann.stages] == [
        ("Find", "", "+0.5", "+0.5"),
        ("Pay a deposit", "removed", "−0.8", ""),
        ("Ride", "", "0.0", "+0.5"),
        ("Back", "", "", ""),
        ("Tell a friend", "added", "", "+1.5"),
    ]
    # Neither is drawn where its map has no such stage.
    assert [bool(each.before) for each in ann.stages] == [True, True, True, False, False]
    assert [bool(each.after) for each in ann.stages] == [True, False, True, True, True]


def test_each_persona_has_both_curves_and_their_figures(beside: Beside) -> None:
    ann, bob = beside.feelings
    assert (ann.personas, bob.personas) == ((0,), (1,))
    assert (ann.mean_before, ann.mean_after) == ("−0.2", "+0.8")
    assert ann.low_before == Felt("The card", "−1.0", "negative")
    assert ann.low_after == Felt("The lock", "0.0", "neutral")
    assert bob.low_before == Felt("The card", "−2.0", "very negative")


def test_personas_who_feel_alike_share_a_picture(tmp_path: Path) -> None:
    alike = beside_of(tmp_path, TODAY.replace(", by: {bob: -2}", ""), TOMORROW)
    assert [each.personas for each in alike.feelings] == [()]
    assert [[ghost.personas for ghost in column] for column in alike.ghosts] == [[()], [()], [], []]


def test_the_ghost_stands_where_stages_correspond(beside: Beside) -> None:
    # The deposit is gone, so that the curve leads from the first stage to the ride.
    [[find], [ride], back, thanks] = beside.ghosts
    assert find.points == (Felt("The map", "+0.5", "positive"),)
    assert ride.points == (Felt("The lock", "0.0", "neutral"),)
    assert (back, thanks) == ((), ())
    # Both personas feel alike where they do; the map stands in the first quarter of its stage.
    assert find.personas == ride.personas == ()
    assert find.pieces[0] == Piece((0.0, 0.5), (0.25 / 3, 0.5), (0.25 - 0.25 / 3, 0.5), (0.25, 0.5))
    assert ride.pieces[-1].end == (1.0, 0.0)


def test_maps_without_feelings_have_no_curves(tmp_path: Path) -> None:
    today = "jmap: 1\ntitle: T\nstages: {a: A}\n"
    tomorrow = "jmap: 1\ntitle: U\nstate: future\nas_is: today.journey.yaml\nstages: {a: {goal: B}}\n"
    beside = beside_of(tmp_path, today, tomorrow)
    assert beside.feelings == ()
    assert beside.ghosts == ((),)
