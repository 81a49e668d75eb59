from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.render.poster.flow import broken, leans_right, on_one_line, paragraph, turns
from jmap.render.poster.styles import BODY, TITLE
from jmap.render.text_width import width


def test_a_text_is_broken_at_spaces_and_lines_keep_theirs() -> None:
    assert broken(paragraph("one two  three\nfour"), BODY, 70.0) == ("one two ", "three four")


def test_a_word_that_is_too_long_is_broken_and_nothing_is_lost() -> None:
    lines = broken(paragraph("a " + "x" * 10_000), BODY, 100.0)
    assert "".join(lines) == "a " + "x" * 10_000
    assert max(width(line, BODY.size) for line in lines) <= 100.0


def test_letters_with_their_marks_and_emoji_are_not_taken_apart() -> None:
    assert broken(paragraph("👩‍💻👩‍💻"), BODY, 20.0) == ("👩‍💻", "👩‍💻")


def test_chinese_is_broken_between_characters() -> None:
    assert broken(paragraph("检查旅程"), TITLE, 110.0) == ("检查", "旅程")


def test_isolates_are_closed_on_every_line() -> None:
    lines = broken(paragraph("for \u2068one two\u2069 end"), BODY, 60.0)
    assert lines == ("for \u2068one \u2069", "\u2068two\u2069 end")


def test_what_xml_cannot_hold_is_measured_as_the_mark_drawn_for_it() -> None:
    assert on_one_line("\x00", BODY) == pytest.approx(width("\ufffd", BODY.size))
    assert on_one_line("\ud800", BODY) == pytest.approx(width("\ufffd", BODY.size))


@given(st.text(max_size=80), st.floats(min_value=20, max_value=400))
def test_no_line_is_wider_than_its_room(text: str, room: float) -> None:
    for line in broken(paragraph(text), BODY, room):
        one = len(line.strip("\u2066\u2067\u2068\u2069 ")) <= 1
        assert one or width(line.rstrip(" "), BODY.size) <= room + 1e-6 or width(line[0], BODY.size) > room


@pytest.mark.parametrize(
    ("text", "any_", "whole"),
    [("plain", False, False), ("مرحلة", True, True), ("beta مرحلة", True, False), ("שלב beta", True, True)],
)
def test_the_way_of_a_text_is_that_of_its_first_letter(text: str, any_: bool, whole: bool) -> None:
    assert (turns(text), leans_right(text)) == (any_, whole)
