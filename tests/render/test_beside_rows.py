from __future__ import annotations

from pathlib import Path

import pytest

from jmap.render.beside import Beside
from jmap.render.beside_rows import ChangeShown, KeyShown
from jmap.render.key_values import Value
from tests.render.pairs import TODAY, TOMORROW, beside_of


@pytest.fixture
def beside(tmp_path: Path) -> Beside:
    return beside_of(tmp_path)


def told(key: KeyShown) -> tuple[str, str, list[str], list[str]]:
    before, after = (
        [f"{each.sign} {each.text}".strip() for each in side] for side in (key.before, key.after)
    )
    return key.key, key.label, before, after


def _sides(key: KeyShown) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    return key.before, key.after


def row(beside: Beside, section: str, id_: str) -> ChangeShown:
    return beside.marks[section, id_]


def test_a_list_tells_what_came_and_went(beside: Beside) -> None:
    assert [told(each) for each in row(beside, "stages", "find").keys] == [
        ("needs", "Needs", ["A map", "gone A price"], ["A map", "new A light"]),
    ]
    assert [told(each) for each in row(beside, "touchpoints", "map").keys] == [
        ("channels", "Channels", ["App"], ["App", "new Desk"]),
    ]


def test_a_value_of_which_nothing_stays_has_no_signs(beside: Beside) -> None:
    assert [told(each) for each in row(beside, "stages", "ride").keys] == [
        ("goal", "Goal", ["Ride"], ["Ride at once"])
    ]


def test_what_one_map_does_not_say_is_empty(beside: Beside) -> None:
    assert [told(each) for each in row(beside, "touchpoints", "lock").keys] == [
        ("pains", "Pains", ["It jams"], []),
        ("backstage", "Backstage", [], ["Looks"]),
    ]


def test_what_has_moved_tells_from_where_to_where_first(beside: Beside) -> None:
    assert [told(each) for each in row(beside, "touchpoints", "key").keys] == [
        ("stage", "Stage", ["Pay a deposit"], ["Ride"]),
        ("emotion", "Emotion", ["−0.5, negative"], ["+1.0, positive"]),
    ]
    assert [told(each) for each in row(beside, "touchpoints", "list").keys] == [
        ("order", "Order", ["2 of 2"], ["1 of 2"])
    ]


def test_stages_that_change_places_tell_their_order(tmp_path: Path) -> None:
    today = "jmap: 1\ntitle: T\nstages: {a: A, b: B, c: C}\n"
    tomorrow = "jmap: 1\ntitle: U\nstate: future\nas_is: today.journey.yaml\nstages: {b: B, c: C, a: A}\n"
    moved = beside_of(tmp_path, today, tomorrow).marks["stages", "a"]
    assert (moved.marks, [told(each) for each in moved.keys]) == (
        ("moved",),
        [("order", "Order", ["1 of 3"], ["3 of 3"])],
    )


def test_what_is_added_or_removed_is_told_in_short(beside: Beside) -> None:
    note, desk = row(beside, "touchpoints", "note"), row(beside, "touchpoints", "desk")
    assert [each.text for each in note.about] == ["App", "+1.5, very positive", "Writes"]
    assert [each.text for each in desk.about] == ["Desk", "Queues"]
    assert [each.text for each in row(beside, "stages", "thanks").about] == [
        "Tell a friend",
        "1\u00a0day – 2\u00a0weeks",
    ]
    assert (note.of_as_is, desk.of_as_is, note.keys, desk.keys) == (False, True, (), ())


def test_links_lead_into_the_grid_or_to_the_page_of_the_as_is(beside: Beside) -> None:
    assert row(beside, "touchpoints", "note").href == "#tp-note"
    assert row(beside, "stages", "find").href == "#st-find"
    assert row(beside, "touchpoints", "desk").href == "today.html#tp-desk"
    assert row(beside, "touchpoints", "note").anchor == "ch-tp-note"


def test_opportunities_of_the_as_is_alone_have_no_number(beside: Beside) -> None:
    assert [(each.number, each.name) for each in row(beside, "touchpoints", "key").answers] == [
        ("O-1", "Ride at once")
    ]
    assert [(each.number, each.name) for each in row(beside, "touchpoints", "desk").answers] == [
        ("", "No queue")
    ]
    assert row(beside, "touchpoints", "note").answers == ()


def test_what_rests_on_other_evidence_says_so(tmp_path: Path) -> None:
    evidence = "evidence: {talks: {name: Talks, kind: interview}}\n"
    pain = "pains: [{text: It jams, severity: 4, frequency: 12.5%}], "
    proof = pain.replace("12.5%", "12.5%, evidence: talks")
    tomorrow = TOMORROW.replace("lock: {stage: ride, ", f"lock: {{stage: ride, {proof}")
    beside = beside_of(tmp_path, TODAY, f"{tomorrow}{evidence}")
    [pains] = [each for each in row(beside, "touchpoints", "lock").keys if each.key == "pains"]
    assert [each.hint for each in (*pains.before, *pains.after)] == [
        "severity 4 · hits\u00a012.5\u00a0%",
        "severity 4 · hits\u00a012.5\u00a0% · Talks",
    ]
