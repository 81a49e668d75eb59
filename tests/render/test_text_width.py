from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.render.clusters import clusters
from jmap.render.text_width import runs_right_to_left, width, wrap


def test_ascii_is_measured_in_helvetica() -> None:
    # W 944, i 222: thousandths of 10 pixels, 7 % looser.
    assert width("Wi", 10) == (944 + 222) * 10 / 1000 * 1.07


def test_east_asian_text_takes_an_em_and_marks_nothing() -> None:
    assert width("段階", 10) == 2 * width("段", 10) == 2 * 10 * 1.07
    assert width("e\u0301", 10) == width("e", 10)
    assert width("\u2068a\u2069", 10) == width("a", 10)


@pytest.mark.parametrize(
    "emoji", ["🎉", "👩\u200d💻", "👨\u200d👩\u200d👧\u200d👦", "👍🏽", "🇩🇪", "1\ufe0f\u20e3", "❤\ufe0f"]
)
def test_an_emoji_is_as_wide_as_any_other_however_many_characters_make_it(emoji: str) -> None:
    assert clusters(f"a{emoji}b") == ["a", emoji, "b"]
    assert width(emoji, 10) == width("🎉", 10)
    assert width(emoji * 3, 10) == pytest.approx(3 * width("🎉", 10))


def test_a_row_of_joined_emoji_that_no_font_knows_is_not_taken_for_one() -> None:
    assert width("\u200d".join("🎉" * 40), 10) == pytest.approx(10 * width("🎉", 10))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("क्षि", ["क्षि"[:2], "क्षि"[2:]]),
        ("กี่", ["กี่"]),
        ("🇩🇪🇯🇵", ["🇩🇪", "🇯🇵"]),
        ("각", ["각"]),
    ],
)
def test_letters_keep_their_marks(text: str, parts: list[str]) -> None:
    assert clusters(text) == parts


def test_lines_break_at_spaces() -> None:
    assert wrap("Adoption and onboarding", 15, 110, 3) == ["Adoption and", "onboarding"]


def test_korean_breaks_between_words() -> None:
    assert wrap("고객 여정 단계", 10, 45, 3) == ["고객", "여정", "단계"]


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [
        ("検討する。次へ", 44, ["検討す", "る。次へ"]),
        ("サーバー", 33, ["サー", "バー"]),
        ("ちょっと", 33, ["ちょっ", "と"]),
        ("見る（表）", 33, ["見る", "（表）"]),
        ("「契約」", 33, ["「契", "約」"]),
    ],
)
def test_japanese_lines_neither_begin_nor_end_with_what_may_not(
    text: str, most: int, lines: list[str]
) -> None:
    assert wrap(text, 10, most, 9) == lines


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    lines = wrap("x" * 10_000, 15, 150, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_an_isolate_is_closed_and_opened_again_where_a_line_ends() -> None:
    assert wrap("Left: \u2068aaa bbb\u2069 now", 10, 50, 3) == [
        "Left: \u2068aaa\u2069",
        "\u2068bbb\u2069 now",
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("مرحلة", True),
        ("12 % مرحلة", True),
        ("STAGE 1 مرحلة", False),
        ("Leaving: \u2068مرحلة\u2069", False),
        ("\u2068مرحلة\u2069 < \u206850%\u2069", True),
        ("+0.3", False),
        ("", False),
    ],
)
def test_which_way_a_line_runs(text: str, answer: bool) -> None:
    assert runs_right_to_left(text) is answer


@given(st.text(max_size=80), st.integers(40, 200))
def test_no_line_is_wider_than_asked(text: str, most: int) -> None:
    for line in wrap(text, 12, most, 3):
        assert width(line, 12) <= most or len(clusters(line.strip("\u2066\u2067\u2068\u2069…"))) <= 1


@given(st.text(max_size=60))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    assert "".join(clusters(text)) == text
