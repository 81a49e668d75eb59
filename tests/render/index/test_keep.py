from __future__ import annotations

import dataclasses
import json
from fractions import Fraction
from pathlib import Path

import pytest

from jmap.audit.seen import Lead, Named, StageSeen, Tally
from jmap.render.index.row import Fix, IndexRow, Mood, NotDrawn
from tests.render.index.workspaces import BROKEN, LIBRARY, MAPS, rows_of


@pytest.fixture
def rows(tmp_path: Path) -> dict[str, IndexRow]:
    return {each.id: each for each in rows_of(tmp_path, MAPS)[0]}


def plain(value: object) -> bool:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return all(plain(getattr(value, each.name)) for each in dataclasses.fields(value))
    if isinstance(value, tuple):
        return all(map(plain, value))
    return value is None or type(value) in (str, int, float, bool)


def test_a_row_is_plain_data_through_and_through(rows: dict[str, IndexRow]) -> None:
    assert len(rows) == 5
    for each in rows.values():
        assert plain(each)
        packed = json.loads(json.dumps(dataclasses.asdict(each)))
        assert packed["title"] == each.title
        assert len(packed["fixes"]) == len(each.fixes)


def test_what_a_row_says_of_its_map(rows: dict[str, IndexRow]) -> None:
    whole = rows["whole"]
    assert (whole.path, whole.href, whole.title) == ("whole.journey.yaml", "whole.html", "The whole way")
    assert (whole.kind, whole.lifecycle, whole.future) == ("As-is lifecycle", True, False)
    assert whole.people == (Named("ann", "Ann"), Named("bob", "Bob"))
    assert whole.segments == ()
    assert [each.id for each in whole.segments_known] == ["small", "large", "public"]
    assert (whole.on_target, whole.measured) == (1, 2)
    assert (whole.reviewed, whole.review_days, whole.owner) == ("2026-11-01", 90, "Care")
    assert whole.moods == (Mood("Try", 0.0), Mood("Use", None), Mood("Renew", -1.0))
    assert whole.details == (Lead("use", "Use", "detail.journey.yaml"),)
    assert rows["detail"].review_days == 30
    assert rows["detail"].segments == (Named("small", "Small firms"),)
    assert rows["to-be"].as_is == "whole.journey.yaml"
    assert (rows["draft"].draft, rows["draft"].archived) == (True, False)
    assert (rows["old"].draft, rows["old"].archived, rows["old"].score) == (False, True, None)


def test_nobody_has_to_look_at_a_negative_persona_that_no_map_names(rows: dict[str, IndexRow]) -> None:
    assert [each.id for each in rows["whole"].people_known] == ["ann", "bob"]


def test_stages_count_touchpoints_for_those_who_meet_them_and_as_they_feel(rows: dict[str, IndexRow]) -> None:
    start, _, end = rows["whole"].stages
    assert start == StageSeen(
        "try",
        "Try",
        Tally(2, 0.0, 2),
        Tally(1, 1.0, 1),
        (("small", Tally(1, -1.0, 1)),),
        (("ann", Tally(2, 0.0, 2)), ("bob", Tally(2, 0.0, 2))),
    )
    assert end.unnamed == Tally(0, 0, 0)
    assert end.segments == (("small", Tally(1, -1.0, 1)), ("large", Tally(1, -1.0, 1)))
    assert end.people == (("ann", Tally(1, -1.0, 1)), ("bob", Tally(1, 2.0, 1)))


def test_a_stage_that_feels_for_its_touchpoints_has_no_touchpoint_for_it(tmp_path: Path) -> None:
    text = (
        "jmap: 1\ntitle: T\npersonas: {a: {kind: primary}}\n"
        "stages: {one: {emotion: {value: -1, by: {a: 1}}}}\ntouchpoints: {t: {stage: one}}\n"
    )
    [row], _ = rows_of(tmp_path, {"map": text})
    assert row.stages[0].every == Tally(1, 1.0, 1)
    assert row.stages[0].people == (("a", Tally(1, 1.0, 1)),)


def test_a_touchpoint_that_expands_has_its_detail_at_its_stage(tmp_path: Path) -> None:
    text = (
        "jmap: 1\ntitle: T\nstages: {one: One, two: Two}\n"
        "touchpoints: {t: {stage: two, expands: [part.journey.yaml, part.journey.yaml]}}\n"
    )
    part = "jmap: 1\ntitle: P\nstages: {a: A}\n"
    rows, _ = rows_of(tmp_path, {"map": text, "part": part})
    assert rows[0].details == (Lead("two", "Two", "part.journey.yaml"),)


def test_findings_of_one_rule_are_kept_as_one(rows: dict[str, IndexRow]) -> None:
    fixes = {each.rule: each for each in rows["whole"].fixes}
    lows = fixes["JM703"]
    assert lows == Fix(
        "JM703",
        "unanswered-low",
        "warning",
        2,
        lows.points,
        lows.number,
        "The feeling at touchpoint `ask` is -1, and nothing answers it",
        "",
        "Try › Ask",
        "Care",
    )
    assert (fixes["JM904"].part, fixes["JM904"].place) == ("Whole map", "")
    assert (fixes["JM802"].part, fixes["JM802"].place) == ("Metric", "Won")
    assert sum(each.count for each in fixes.values()) == sum(amount for _, amount in rows["whole"].severities)
    assert all(Fraction(each.points) >= 0 for each in fixes.values())


def test_the_owner_of_a_finding_is_that_of_what_it_is_on(tmp_path: Path) -> None:
    text = (
        "jmap: 1\ntitle: T\nowner: a\nteams: {a: Aces, b: Boats, c: Cats}\n"
        "stages: {one: {owner: b}}\n"
        "touchpoints: {t: {stage: one, emotion: 2}, u: {stage: one, owner: c, emotion: -2}}\n"
    )
    [row], _ = rows_of(tmp_path, {"map": text})
    owners = {each.rule: each.owner for each in row.fixes}
    assert owners["JM904"] == "Aces"
    assert owners["JM801"] == "Boats"
    assert owners["JM704"] == "Cats"


def test_a_map_with_errors_says_how_many_and_where_the_first_is(tmp_path: Path) -> None:
    _, left_out = rows_of(tmp_path, {"broken": BROKEN, "library": LIBRARY})
    where = ("broken.journey.yaml", 4, "JM201", "no stage `b`")
    assert left_out == [NotDrawn("broken.journey.yaml", "Broken", "en", 2, *where)]


def test_personas_of_one_first_name_keep_the_whole_name(tmp_path: Path) -> None:
    text = (
        'jmap: 1\ntitle: T\npersonas: {a: "Ann, buyer", b: "Ann, user", c: "Cy, admin"}\nstages: {one: One}\n'
    )
    [row], _ = rows_of(tmp_path, {"map": text})
    assert [each.name for each in row.people] == ["Ann, buyer", "Ann, user", "Cy"]


def test_a_file_of_any_name_has_an_address(tmp_path: Path) -> None:
    [row], _ = rows_of(tmp_path, {"50% of #1 a:b": "jmap: 1\ntitle: T\nstages: {one: One}\n"})
    assert row.href == "50%25%20of%20%231%20a%3Ab.html"
