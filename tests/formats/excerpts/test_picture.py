"""Several places in one picture, places of several lines, and terminals of any width, byte for byte."""

from __future__ import annotations

from tests.formats.drawn import at, drawn

MAP = """\
stages:
  trial: {goal: Try it, metrics: [nps, csat]}
  adoption: Adoption
touchpoints:
  tour:
    stage: adoptoin
    channels: [email, sms]
    name: Tour
"""
LIST = "\n".join(f"- {number}" for number in range(1, 31))


def test_places_that_are_near_stand_in_the_order_of_their_lines() -> None:
    text = drawn(MAP, at(6, 12, 20), at(3, 3, 11, "defined here"), hint="did you mean `adoption`?")
    assert text == (
        " --> a.journey.yaml:6:12\n"
        "  |\n"
        "3 |   adoption: Adoption\n"
        "  |   -------- defined here\n"
        "...\n"
        "6 |     stage: adoptoin\n"
        "  |            ^^^^^^^^ did you mean `adoption`?\n"
    )


def test_one_line_between_two_places_is_shown() -> None:
    text = drawn(MAP, at(6, 12, 20), at(8, 5, 9, "below"), at(2, 3, 8, "a stage"), at(3, 3, 11, "another"))
    assert text == (
        " --> a.journey.yaml:6:12\n"
        "  |\n"
        "2 |   trial: {goal: Try it, metrics: [nps, csat]}\n"
        "  |   ----- a stage\n"
        "3 |   adoption: Adoption\n"
        "  |   -------- another\n"
        "...\n"
        "6 |     stage: adoptoin\n"
        "  |            ^^^^^^^^ mend it\n"
        "7 |     channels: [email, sms]\n"
        "8 |     name: Tour\n"
        "  |     ---- below\n"
    )


def test_places_that_are_far_have_a_picture_of_their_own() -> None:
    text = drawn(
        LIST, at(5, 3, 4), at(28, 3, 5, "beside it"), at(15, 3, 5, "ten on"), at(26, 3, 5, "eleven on")
    )
    assert text == (
        "  --> a.journey.yaml:5:3\n"
        "   |\n"
        " 5 | - 5\n"
        "   |   ^ mend it\n"
        "...\n"
        "15 | - 15\n"
        "   |   -- ten on\n"
        "   |\n"
        "  ::: a.journey.yaml:26:3\n"
        "26 | - 26\n"
        "   |   -- eleven on\n"
        "27 | - 27\n"
        "28 | - 28\n"
        "   |   -- beside it\n"
    )


def test_places_in_another_file_have_a_picture_of_their_own() -> None:
    text = drawn(LIST, at(5, 3, 4), at(4, 3, 5, "two", file="b.yaml"), at(3, 3, 5, "one", file="b.yaml"))
    assert text == (
        " --> a.journey.yaml:5:3\n"
        "  |\n"
        "5 | - 5\n"
        "  |   ^ mend it\n"
        "  |\n"
        " ::: b.yaml:3:3\n"
        "3 | - 3\n"
        "  |   - one\n"
        "4 | - 4\n"
        "  |   - two\n"
    )


def test_words_of_several_places_on_one_line_do_not_collide() -> None:
    text = drawn(
        MAP, at(2, 35, 38), at(2, 40, 44, "second"), at(2, 11, 15, "goal"), at(2, 3, 8, "the whole stage")
    )
    assert text == (
        " --> a.journey.yaml:2:35\n"
        "  |\n"
        "2 |   trial: {goal: Try it, metrics: [nps, csat]}\n"
        "  |   -----   ---- goal               ^^^  ---- second\n"
        "  |   |                               |\n"
        "  |   |                               mend it\n"
        "  |   the whole stage\n"
    )


def test_of_places_within_one_another_the_shortest_is_on_top() -> None:
    inner = drawn(MAP, at(2, 35, 38), at(2, 34, 45, "the list")).splitlines()[3:]
    assert inner == [
        "  |                                  -^^^------- the list",
        "  |                                   |",
        "  |                                   mend it",
    ]
    outer = drawn(MAP, at(2, 34, 45), at(2, 35, 38, "one")).splitlines()[3:]
    assert outer == [
        "  |                                  ^---^^^^^^^ mend it",
        "  |                                   |",
        "  |                                   one",
    ]


def test_words_of_two_places_that_are_one_stand_below_each_other() -> None:
    text = drawn(MAP, at(2, 11, 15), at(2, 11, 15, "the same"), at(2, 34, 45, "the list"))
    assert text.splitlines()[3:] == [
        "  |           ^^^^                   ----------- the list",
        "  |           |",
        "  |           mend it",
        "  |           the same",
    ]


def test_places_far_apart_on_one_long_line_have_pictures_of_their_own() -> None:
    line = "x: {" + ", ".join(f"k{number}: {number}" for number in range(100, 200)) + "}"
    first, last = line.index("k100") + 1, line.index("k199") + 1
    text = drawn(line, at(1, last, last + 4), at(1, first, first + 4, "first here"))
    assert text == (
        f" --> a.journey.yaml:1:{last}\n"
        "  |\n"
        f"1 | …{line[last - 61 :]}\n"
        f"  | {' ' * 61}^^^^ mend it\n"
        "  |\n"
        " ::: a.journey.yaml:1:5\n"
        f"1 | {line[:160]}…\n"
        "  |     ---- first here\n"
    )


def test_a_place_of_several_lines_has_a_lane() -> None:
    text = drawn(MAP, at(5, 3, 20, last=6), at(6, 5, 10, "in it"))
    assert text == (
        " --> a.journey.yaml:5:3\n"
        "  |\n"
        "5 | /   tour:\n"
        "6 | |     stage: adoptoin\n"
        "  | |     ----- in it\n"
        "  | |___________________^ mend it\n"
    )


def test_a_lane_that_opens_within_a_line_leads_to_it() -> None:
    text = drawn("a: 1\nsummary: |\n  One\n  Two\nb: 2\n", at(2, 10, 6, last=4))
    assert text == (
        " --> a.journey.yaml:2:10\n"
        "  |\n"
        "2 |   summary: |\n"
        "  |  __________^\n"
        "3 | |   One\n"
        "4 | |   Two\n"
        "  | |_____^ mend it\n"
    )


def test_seven_lines_are_shown_and_of_more_the_first_and_the_last() -> None:
    seven = drawn(LIST, at(2, 1, 4, last=8)).splitlines()
    assert [line[:1] for line in seven[2:-1]] == list("2345678")
    assert drawn(LIST, at(2, 1, 4, last=9)) == (
        " --> a.journey.yaml:2:1\n"
        "  |\n"
        "2 | / - 2\n"
        "3 | | - 3\n"
        "4 | | - 4\n"
        "5 | | - 5\n"
        "... |\n"
        "8 | | - 8\n"
        "9 | | - 9\n"
        "  | |___^ mend it\n"
    )


def test_lanes_that_overlap_stand_side_by_side() -> None:
    text = drawn(
        MAP, at(5, 3, 15, last=8), at(2, 10, 21, "from the brace on", last=3), at(6, 12, 10, "and on", last=7)
    )
    assert text == (
        " --> a.journey.yaml:5:3\n"
        "  |\n"
        "2 |      trial: {goal: Try it, metrics: [nps, csat]}\n"
        "  |  ___________-\n"
        "3 | |    adoption: Adoption\n"
        "  | |_____________________- from the brace on\n"
        "4 |    touchpoints:\n"
        "5 | /    tour:\n"
        "6 | |      stage: adoptoin\n"
        "  | | ____________-\n"
        "7 | ||     channels: [email, sms]\n"
        "  | ||_________- and on\n"
        "8 | |      name: Tour\n"
        "  | |_______________^ mend it\n"
    )


def test_what_ends_before_the_first_character_of_a_line_ends_above_it() -> None:
    assert drawn("a:\n  - b\n  - c\nd: e\n", at(2, 3, 1, last=4)) == (
        " --> a.journey.yaml:2:3\n  |\n2 | /   - b\n3 | |   - c\n  | |_____^ mend it\n"
    )


def test_a_place_at_the_end_of_the_file_has_an_empty_line() -> None:
    assert drawn("a: 1\n", at(2, 1, 2)) == (" --> a.journey.yaml:2:1\n  |\n2 |\n  | ^ mend it\n")


def test_a_place_past_the_end_of_the_file_has_no_picture() -> None:
    assert drawn("a: 1\n", at(9, 1, 2), at(1, 1, 2, "the start")) == (
        " --> a.journey.yaml:9:1\n  = mend it\n  |\n ::: a.journey.yaml:1:1\n1 | a: 1\n  | - the start\n"
    )
