from __future__ import annotations

from pathlib import Path

import pytest

from jmap.render.beside import Beside
from tests.render.pairs import TOMORROW, beside_of


@pytest.fixture
def beside(tmp_path: Path) -> Beside:
    return beside_of(tmp_path)


def test_what_is_removed_shows_in_the_column_of_its_stage_or_of_the_stage_before(beside: Beside) -> None:
    assert [
        ([each.name for each in gone.stages], [each.name for each in gone.touchpoints])
        for gone in beside.gone
    ] == [(["Pay a deposit"], ["The card"]), ([], []), ([], ["The desk"]), ([], [])]


def test_what_went_before_the_first_stage_shows_in_it(tmp_path: Path) -> None:
    today = "jmap: 1\ntitle: T\nstages: {ask: Ask, ride: Ride}\ntouchpoints: {form: {stage: ask}}\n"
    tomorrow = "jmap: 1\ntitle: U\nstate: future\nas_is: today.journey.yaml\nstages: {ride: Ride}\n"
    [gone] = beside_of(tmp_path, today, tomorrow).gone
    assert [each.id for each in (*gone.stages, *gone.touchpoints)] == ["ask", "form"]


def test_what_is_kept_as_archived_keeps_its_own_place(tmp_path: Path) -> None:
    archived = TOMORROW.replace(
        "touchpoints:\n", "touchpoints:\n  desk: {stage: back, status: archived}\n", 1
    )
    beside = beside_of(tmp_path, tomorrow=archived)
    assert beside.marks["touchpoints", "desk"].marks == ("removed",)
    assert [each.id for each in beside.gone[2].touchpoints] == []


def test_lanes_know_the_columns_in_which_they_differ(beside: Beside) -> None:
    assert beside.cells == {
        "actions": frozenset({2, 3}),
        "needs": frozenset({0}),
        "pains": frozenset({1}),
        "backstage": frozenset({1}),
    }


def test_what_has_moved_away_is_told_where_it_was(beside: Beside) -> None:
    # The key was in the deposit, which shows behind the first stage.
    assert [[(each.name, stage) for each, stage in gone.moved] for gone in beside.gone] == [
        [("The key", "Ride")],
        [],
        [],
        [],
    ]


def test_a_lane_differs_where_something_has_moved_to_and_from(tmp_path: Path) -> None:
    step = "touchpoints: {t: {stage: %s, actions: Looks}}\n"
    today = f"jmap: 1\ntitle: T\nstages: {{a: A, b: B, c: C}}\n{step % 'a'}"
    head = "jmap: 1\ntitle: U\nstate: future\nas_is: today.journey.yaml\nstages: {a: A, b: B, c: C}\n"
    moved = beside_of(tmp_path, today, f"{head}{step % 'c'}")
    assert moved.cells == {"actions": frozenset({0, 2})}
    assert [[each.id for each, _ in gone.moved] for gone in moved.gone] == [["t"], [], []]


def test_a_step_that_only_follows_its_own_stage_has_not_left(tmp_path: Path) -> None:
    today = "jmap: 1\ntitle: T\nstages: {a: A, b: B}\ntouchpoints: {t: {stage: b}, u: {stage: a}}\n"
    head = "jmap: 1\ntitle: U\nstate: future\nas_is: today.journey.yaml\nstages: {a: A}\n"
    [gone] = beside_of(tmp_path, today, f"{head}touchpoints: {{t: {{stage: a}}, u: {{stage: a}}}}\n").gone
    assert [each.id for each in gone.stages] == ["b"]
    assert gone.moved == ()
