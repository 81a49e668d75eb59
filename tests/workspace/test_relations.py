"""The map that a future one changes, and the future maps that change one."""

from __future__ import annotations

from pathlib import Path

from tests.workspace.maps import workspace_of

TODAY = "jmap: 1\ntitle: Today\nuses: [people.journey.yaml]\nstages: {a: {owner: desk}}\n"
PEOPLE = "jmap: 1\nteams: {desk: Desk}\n"
FUTURE = "jmap: 1\ntitle: {title}\nstate: future\nas_is: today.journey.yaml\nstages: {{a: A}}\n"


def test_a_future_map_sees_the_map_that_it_changes_with_its_libraries(tmp_path: Path) -> None:
    later = FUTURE.format(title="Later")
    workspace = workspace_of(tmp_path, "later", later=later, today=TODAY, people=PEOPLE)
    journey = workspace.look_at("later.journey.yaml")
    assert journey is not None
    assert journey.before is not None
    assert (journey.before.path, journey.before.title) == ("today.journey.yaml", "Today")
    assert journey.before.title_of("teams", "desk") == "Desk"
    assert journey.before.faults == ()
    # The run was asked for one map, and is told of no other.
    assert list(workspace.facts) == ["later.journey.yaml"]
    assert workspace.libraries() == ()


def test_its_faults_are_those_that_may_leave_something_out(tmp_path: Path) -> None:
    today = TODAY.replace("desk}", "nobody, gaol: x}")
    people = PEOPLE + "personas: {p: {kind: odd}}\n"
    later = FUTURE.format(title="Later")
    journey = workspace_of(tmp_path, later=later, today=today, people=people).look_at("later.journey.yaml")
    assert journey is not None
    assert journey.before is not None
    assert [(file, fault.code) for file, fault in journey.before.faults] == [
        ("today.journey.yaml", "JM101"),
        ("people.journey.yaml", "JM105"),
        ("today.journey.yaml", "JM201"),
    ]


def test_a_map_knows_the_maps_of_the_run_that_change_it(tmp_path: Path) -> None:
    maps = {"today": TODAY, "people": PEOPLE, "b": FUTURE.format(title="B"), "a": FUTURE.format(title="A")}
    journey = workspace_of(tmp_path, **maps).look_at("today.journey.yaml")
    assert journey is not None
    assert [each.title for each in journey.futures()] == ["A", "B"]
    assert journey.before is None
    alone = workspace_of(tmp_path, "today", "b").look_at("today.journey.yaml")
    assert alone is not None
    assert [each.title for each in alone.futures()] == ["B"]


def test_a_map_that_names_itself_changes_nothing(tmp_path: Path) -> None:
    journey = workspace_of(tmp_path, today=FUTURE.format(title="T")).look_at("today.journey.yaml")
    assert journey is not None
    assert journey.before is None
    assert journey.futures() == []
