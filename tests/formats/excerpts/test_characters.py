"""Carets under what terminals draw in more cells than characters, in fewer, or not at all."""

from __future__ import annotations

import pytest

from jmap.formats.style import Style
from tests.formats.drawn import at, drawn


def picture(line: str, marked: str, *, width: int = 0) -> list[str]:
    """Return the line and the row below it, with `marked` as the place."""
    start = line.index(marked) + 1
    text = drawn(line, at(1, start, start + len(marked)), hint="", style=Style(width=width))
    return [row[4:] for row in text.splitlines()[2:]]


@pytest.mark.parametrize(
    ("line", "marked", "row"),
    [
        ("name: 採用と定着, gaol: x", "gaol", "                  ^^^^"),
        ("名前: 採用, x: y", "採用", "      ^^^^"),
        ("e\u0301cole: {gaol: x}", "gaol", "        ^^^^"),
        ("e\u0301cole: x", "e\u0301cole", "^^^^^"),
        ("👩‍🚀👍🏽🇩🇪❤️: x", "x", "          ^"),
        ("a: 👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦", "   ^^"),
        ("हिन्दी: x", "x", "      ^"),
        ("กำลัง: x", "x", "      ^"),
        ("שלום: עולם", "עולם", "      ^^^^"),
        ("ﾃﾞｰﾀ: x", "x", "      ^"),
    ],
)
def test_a_caret_stands_where_the_character_is_drawn(line: str, marked: str, row: str) -> None:
    assert picture(line, marked) == [line, row]


@pytest.mark.parametrize(
    ("line", "marked", "shown", "row"),
    [
        ("\tx: 1", "x", "    x: 1", "    ^"),
        ("x:\t1", "\t", "x:    1", "  ^^^^"),
        ("id\u200b: x", "\u200b", "id\\u200b: x", "  ^^^^^^"),
        ("a: b\x0bc d", "d", "a: b\\u000bc d", "            ^"),
        ("a: \u202ecba", "\u202ecba", "a: \\u202ecba", "   ^^^^^^^^^"),
        ("a: b\ufeffc", "\ufeff", "a: b\\ufeffc", "    ^^^^^^"),
    ],
)
def test_what_is_hidden_is_shown_and_pointed_at(line: str, marked: str, shown: str, row: str) -> None:
    assert picture(line, marked) == [shown, row]


def test_a_mark_within_a_cluster_points_at_all_of_it() -> None:
    assert picture("a: 👩‍🚀 x", "🚀") == ["a: 👩‍🚀 x", "   ^^"]
    assert picture("a: e\u0301 x", "\u0301") == ["a: e\u0301 x", "   ^"]


def test_a_long_line_of_wide_characters_is_cut_by_cells() -> None:
    line = "客" * 100 + "x" + "客" * 100
    assert picture(line, "x") == ["…" + "客" * 30 + "x" + "客" * 49 + "…", " " * 61 + "^"]


def test_a_long_line_is_not_cut_within_a_cluster() -> None:
    line = "👩‍🚀" * 100 + "x" + "🇩🇪" * 100
    assert picture(line, "x") == ["…" + "👩‍🚀" * 30 + "x" + "🇩🇪" * 49 + "…", " " * 61 + "^"]
    line = "e\u0301" * 300 + "x" + "e\u0301" * 300
    assert picture(line, "x") == ["…" + "e\u0301" * 60 + "x" + "e\u0301" * 99 + "…", " " * 61 + "^"]


def test_a_long_line_is_not_cut_within_an_escape() -> None:
    line = "\x07" * 100 + "x" + "\x07" * 100
    assert picture(line, "x") == ["…" + "\\u0007" * 10 + "x" + "\\u0007" * 16 + "…", " " * 61 + "^"]


def test_marks_without_end_do_not_make_a_line_without_end() -> None:
    shown, row = picture("x: e" + "\u0301" * 100_000, "x")
    assert len(shown) < 1000
    assert row == "^"


def test_a_terminal_that_is_narrow_sees_less_of_a_line() -> None:
    line = "metrics: [nps, webinar-which-is-not-there, csat, effort]"
    assert picture(line, "webinar", width=40) == [
        "…rics: [nps, webinar-which-is-not-t…",
        "             ^^^^^^^",
    ]
    assert picture("名" * 30, "名", width=40) == ["名" * 17 + "…", "^^"]
