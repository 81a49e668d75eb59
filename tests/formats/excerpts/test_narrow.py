"""Words on terminals that have no room for them beside what they speak of."""

from __future__ import annotations

from jmap.findings.finding import Report
from jmap.formats import full
from jmap.formats.style import Style
from tests.formats.drawn import at, drawn, found

LINE = "  first-report: {stage: adoptoin, channels: [email]}"
HINT = "an id is lower-case letters and digits, in words joined by single hyphens"


def rows(*related: object, column: int, end: int, width: int, hint: str = HINT) -> list[str]:
    text = drawn(LINE, at(1, column, end), *related, hint=hint, style=Style(width=width))  # type: ignore[arg-type]
    return text.splitlines()[3:]


def test_words_stand_beside_the_signs_where_there_is_room() -> None:
    assert rows(column=3, end=15, width=92) == [f"  |   ^^^^^^^^^^^^ {HINT}"]


def test_words_are_wrapped_beside_the_signs() -> None:
    assert rows(column=3, end=15, width=60) == [
        "  |   ^^^^^^^^^^^^ an id is lower-case letters and digits,",
        "  |                in words joined by single hyphens",
    ]


def test_words_stand_below_the_signs_where_little_room_is_left() -> None:
    assert rows(column=25, end=33, width=60) == [
        "  |                         ^^^^^^^^",
        "  |                         an id is lower-case letters and",
        "  |                         digits, in words joined by",
        "  |                         single hyphens",
    ]


def test_words_begin_further_left_where_no_room_is_left() -> None:
    text = drawn("x" * 30, at(1, 30, 31), hint=HINT, style=Style(width=40))
    assert text.splitlines()[2:] == [
        "1 | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "  |                              ^",
        "  |                 an id is lower-case",
        "  |                 letters and digits,",
        "  |                 in words joined by",
        "  |                 single hyphens",
    ]
    text = drawn("x" * 30, at(1, 30, 31), hint="add `../library/company.journey.yaml`", style=Style(width=40))
    assert text.splitlines()[4:] == [
        "  |    add",
        "  |    `../library/company.journey.yaml`",
    ]


def test_words_of_several_places_are_wrapped_below_each_other() -> None:
    found = rows(at(1, 25, 33, "no such stage as this one is here"), column=3, end=15, width=70, hint=HINT)
    assert found == [
        "  |   ^^^^^^^^^^^^          -------- no such stage as this one is here",
        "  |   |",
        "  |   an id is lower-case letters and digits, in words joined by",
        "  |   single hyphens",
    ]


def test_places_on_one_line_are_apart_where_their_words_have_no_room() -> None:
    assert rows(at(1, 25, 33, "here"), column=45, end=50, width=60, hint="there") == [
        "  |                         -------- here       ^^^^^ there",
    ]
    assert rows(at(1, 25, 33, "here"), column=45, end=50, width=60, hint="and there as well") == [
        "  |                                             ^^^^^",
        "  |                                        and there as well",
        "  |",
        " ::: a.journey.yaml:1:25",
        "1 |   first-report: {stage: adoptoin, channels: [email]}",
        "  |                         -------- here",
    ]


def test_words_at_the_end_of_a_lane_are_wrapped() -> None:
    text = drawn("a:\n  b: c\n  d: e\n", at(2, 3, 7, last=3), hint=HINT, style=Style(width=40))
    assert text.splitlines()[2:] == [
        "2 | /   b: c",
        "3 | |   d: e",
        "  | |______^",
        "  |        an id is lower-case letters",
        "  |        and digits, in words joined",
        "  |        by single hyphens",
    ]


def test_what_is_wrong_is_wrapped_and_where_it_is_is_not() -> None:
    finding = found("x: 1", at(1, 1, 2))
    text = full.render(Report((finding,), 1), Style(width=30))
    assert text.splitlines()[:3] == [
        "error[JM103] wrong-type: `x`",
        "  is wrong",
        " --> a.journey.yaml:1:1",
    ]


def test_words_without_a_picture_are_wrapped() -> None:
    text = drawn("x: 1", at(9, 1, 2), hint=HINT, style=Style(width=40))
    assert text == (
        " --> a.journey.yaml:9:1\n"
        "  = an id is lower-case letters and\n"
        "    digits, in words joined by single\n"
        "    hyphens\n"
    )


def test_nothing_is_wrapped_where_there_is_no_terminal() -> None:
    assert rows(column=45, end=50, width=0) == [f"  | {' ' * 44}^^^^^ {HINT}"]


def test_a_terminal_narrower_than_any_is_left_to_wrap_by_itself() -> None:
    text = drawn(LINE, at(1, 25, 33), hint="mend", style=Style(width=5))
    assert text.splitlines()[-2:] == ["1 | …stage: adoptoin, cha…", "  |         ^^^^^^^^ mend"]
