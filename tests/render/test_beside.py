from __future__ import annotations

from pathlib import Path

import pytest

from jmap.render.beside import GLYPHS, KINDS, Beside
from jmap.render.view import build_view
from tests.render.drawing import AS_OF, EXAMPLES, items, view
from tests.render.pairs import TODAY, TOMORROW, beside_of

PLAIN = "jmap: 1\ntitle: {title}\nstages: {{a: A}}\n{more}"


@pytest.fixture
def beside(tmp_path: Path) -> Beside:
    return beside_of(tmp_path)


def test_every_change_stands_in_its_stage_in_the_order_of_both_maps(beside: Beside) -> None:
    assert [
        (stage.id, stage.name, stage.kind, [(row.id, row.marks) for row in stage.rows])
        for stage in beside.stages
    ] == [
        (
            "find",
            "Find",
            "changed",
            [("find", ("changed",)), ("list", ("moved",)), ("map", ("changed",))],
        ),
        ("deposit", "Pay a deposit", "removed", [("deposit", ("removed",)), ("card", ("removed",))]),
        (
            "ride",
            "Ride",
            "changed",
            [("ride", ("changed",)), ("key", ("moved", "changed")), ("lock", ("changed",))],
        ),
        ("back", "Back", "", [("desk", ("removed",))]),
        ("thanks", "Tell a friend", "added", [("thanks", ("added",)), ("note", ("added",))]),
    ]
    assert beside.same == ()


def test_each_object_counts_once_and_those_that_answer_an_opportunity_are_counted(beside: Beside) -> None:
    assert beside.counts == (("added", 2), ("removed", 3), ("moved", 2), ("changed", 4))
    assert beside.total == sum(count for _, count in beside.counts) == 11
    answering = {row.id for stage in beside.stages for row in stage.rows if row.answers}
    assert answering == {"ride", "key", "lock", "desk"}
    assert beside.answered == 4


def test_metrics_stand_apart_with_the_opportunities_that_mean_to_move_them(beside: Beside) -> None:
    [rides] = beside.metrics
    [target] = rides.keys
    assert (rides.marks, rides.anchor, rides.href) == (("changed",), "ch-me-rides", "")
    assert [value.text for value in (*target.before, *target.after)] == [
        "1\u202f200\u00a0per\u00a0day",
        "1\u202f500\u00a0per\u00a0day",
    ]
    assert [(each.number, each.name) for each in rides.answers] == [("O-1", "Ride at once")]


def test_marks_are_found_by_section_and_id(beside: Beside) -> None:
    assert beside.marks["touchpoints", "note"].marks == ("added",)
    assert beside.marks["stages", "ride"].anchor == "ch-st-ride"
    assert ("stages", "back") not in beside.marks


def test_the_other_map_is_named_with_its_page(beside: Beside) -> None:
    other = beside.as_is
    assert (other.path, other.title, other.href) == ("today.journey.yaml", "Renting today", "today.html")
    assert other.reviewed == "reviewed 28\u00a0September\u00a02026"
    assert beside.why == ""


def test_the_earlier_map_knows_the_later_ones(tmp_path: Path) -> None:
    seen = view(tmp_path, TODAY, later=TOMORROW.replace("today", "map"))
    assert seen.beside is None
    assert [(each.title, each.href) for each in seen.futures] == [("Renting tomorrow", "later.html")]


def test_maps_without_a_pair_have_neither(tmp_path: Path) -> None:
    seen = view(tmp_path, PLAIN.format(title="T", more=""))
    assert (seen.beside, seen.futures) == (None, ())


@pytest.mark.parametrize(
    ("today", "why"),
    [
        (
            PLAIN.format(title="Old", more="touchpoints: {t: {stage: b}}\n"),
            "It has errors, and what they leave out would look like changes: nothing is compared.",
        ),
        (
            "jmap: 1\ntitle: Old\nstages: {b: B}\n",
            "The two maps share no id of a stage or touchpoint: nothing is compared.",
        ),
        ("jmap: 1\ntitle: [Old\nstages: {a: A}\n", "The file cannot be read: nothing is compared."),
    ],
)
def test_maps_that_cannot_be_compared_say_why(tmp_path: Path, today: str, why: str) -> None:
    more = "state: future\nas_is: today.journey.yaml\n"
    beside = beside_of(tmp_path, today, PLAIN.format(title="New", more=more))
    assert (beside.why, beside.total, beside.stages) == (why, 0, ())


def test_maps_that_are_alike_have_no_changes(tmp_path: Path) -> None:
    more = "state: future\nas_is: today.journey.yaml\n"
    beside = beside_of(tmp_path, PLAIN.format(title="Old", more=""), PLAIN.format(title="New", more=more))
    assert (beside.why, beside.total, beside.stages, beside.same) == ("", 0, (), ("A",))


def test_words_are_those_of_the_page_and_texts_those_of_their_map(tmp_path: Path) -> None:
    today = f"{TODAY}lang: de\n"
    beside = beside_of(tmp_path, today, lang="fr")
    lock = beside.marks["touchpoints", "lock"]
    pains, backstage = lock.keys
    assert (pains.label, backstage.label) == ("Pains", "Backstage")
    assert pains.before[0].hint == "gravité 4 · touche\u00a012,5\u202f%"
    assert backstage.after[0].hint == "\u2068Us\u2069 · attente du client\u00a0: 2\u00a0heures"
    assert (beside.words.content, beside.words.tag, beside.as_is.lang) == ("de", "fr", "de")


def test_the_example_shows_every_kind_of_change_and_one_without_a_reason() -> None:
    found = next(each for each, _ in items(EXAMPLES / "saas") if each.journey.id == "renewal-to-be")
    seen = build_view(found, None, AS_OF).beside
    assert seen is not None
    assert all(count for _, count in seen.counts)
    assert 0 < seen.answered < seen.total
    assert seen.metrics
    assert any(key.key == "order" for stage in seen.stages for row in stage.rows for key in row.keys)


def test_every_kind_has_a_sign_and_a_word() -> None:
    assert GLYPHS.keys() == KINDS.keys()
    assert len(set(GLYPHS.values())) == len(GLYPHS)
