"""What cannot be seen is shown, what does its work stays, and words are wrapped by cells."""

from __future__ import annotations

import sys
import unicodedata

import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from jmap.formats.width import cells, pieces, visible, wrapped


def test_control_bidi_and_invisible_characters_are_shown_as_escapes() -> None:
    assert visible("a\x1b[31mb\x7f\x9b") == "a\\u001b[31mb\\u007f\\u009b"
    assert visible("a\u202eb\u200b\ufeffc\u2028d\ud800") == "a\\u202eb\\u200b\\ufeffc\\u2028d\\ud800"
    assert visible("soft\u00adhyphen, \u3164filler\uffa0") == "soft\\u00adhyphen, \\u3164filler\\uffa0"
    assert visible("\U000e0041\U0001d173") == "\\U000e0041\\U0001d173"
    assert visible("a\r\nb\tc") == "a\\u000d\\u000ab    c"


@pytest.mark.parametrize(
    "text",
    ["👩‍🚀 ❤️ ⌚︎", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "क्‍ष می‌خواهم", "שלום"],
)
def test_joiners_and_selectors_stay_where_they_do_their_work(text: str) -> None:
    assert visible(text) == text


def test_joiners_and_selectors_are_shown_where_they_do_none() -> None:
    assert visible("a\u200db \ufe0f") == "a\\u200db \\ufe0f"
    assert visible("👩\u200d") == "👩\\u200d"


def test_nothing_that_takes_no_cell_is_left_but_marks() -> None:
    """Whatever is drawn without a cell of its own is a mark on the letter before it."""
    unseen = [
        f"U+{code:04X}"
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(character := chr(code)) not in ("Mn", "Me", "Mc", "Cn", "Co")
        and wcwidth.wcwidth(character) < 1
        and visible(character) == character
        # Letters of Korean that stand below the one before, and joints of hieroglyphs.
        and not (0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF or 0x13430 <= code <= 0x1343F)
    ]
    assert unseen == []


@given(st.text())
def test_visible_text_is_never_changed_again_and_holds_no_control(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in shown)


@given(st.text())
def test_the_pieces_of_a_text_make_it_up(text: str) -> None:
    found = list(pieces(text))
    assert "".join(piece for piece, _, _ in found) == visible(text)
    assert sum(count for _, count, _ in found) == len(text)
    assert sum(width for _, _, width in found) == cells(visible(text))


def test_cells() -> None:
    assert cells("plain") == 5
    assert cells("名前") == 4
    assert cells("e\u0301") == 1
    assert cells("👨‍👩‍👧 🇩🇪 ❤️") == 8


def test_words_are_wrapped_at_spaces() -> None:
    assert wrapped("one two three", 0) == ["one two three"]
    assert wrapped("one two three", 13) == ["one two three"]
    assert wrapped("one two three", 12) == ["one two", "three"]
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("one two three four", 8, indent=2) == ["one two", "  three", "  four"]
    assert wrapped("名前 と 名前", 5) == ["名前", "と", "名前"]


def test_a_word_too_wide_is_broken_between_clusters() -> None:
    assert wrapped("abcdefgh ij", 5) == ["abcde", "fgh", "ij"]
    assert wrapped("a bcdefghi", 5) == ["a", "bcdef", "ghi"]
    assert wrapped("名前名前名", 5) == ["名前", "名前", "名"]
    assert wrapped("👩‍🚀👩‍🚀👩‍🚀", 4) == ["👩‍🚀👩‍🚀", "👩‍🚀"]
    assert wrapped("名", 1) == ["名"]
