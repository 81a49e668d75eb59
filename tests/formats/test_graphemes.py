"""Clusters and cells, against the tables of `wcwidth`."""

from __future__ import annotations

import sys
import unicodedata

import pytest
import wcwidth
from wcwidth.table_vs15 import VS15_WIDE_TO_NARROW
from wcwidth.table_vs16 import VS16_NARROW_TO_WIDE

from jmap.formats.graphemes import LONGEST, graphemes
from jmap.formats.width import visible

# Wide since Unicode 16, and narrow in the tables of a Python that is older.
WIDE_SINCE_16 = (range(0x2630, 0x2638), range(0x268A, 0x2690), range(0x4DC0, 0x4E00), range(0x1D300, 0x1D377))


def clusters(text: str) -> list[str]:
    return [cluster for cluster, _ in graphemes(text)]


def width(text: str) -> int:
    return sum(cells for _, cells in graphemes(text))


def test_every_character_that_is_drawn_is_as_wide_as_wcwidth_says() -> None:
    # A vowel sign that stands alone, with no letter to stand on, takes the cell that terminals give it;
    # wcwidth counts it only after a letter, where both agree.
    alone = ("Mc", "Cn", "Co", "Cs", "Cc")
    others = [
        (f"U+{code:04X}", width(character), wcwidth.wcwidth(character))
        for code in range(32, sys.maxunicode + 1)
        if unicodedata.category(character := chr(code)) not in alone
        and visible(character) == character
        and not any(code in wide for wide in WIDE_SINCE_16)
        and width(character) != wcwidth.wcwidth(character)
    ]
    assert others == []


def test_a_selector_makes_each_emoji_wide_or_narrow() -> None:
    for ranges, selector in ((VS16_NARROW_TO_WIDE, "\ufe0f"), (VS15_WIDE_TO_NARROW, "\ufe0e")):
        texts = [
            chr(code) + selector
            for first, last in next(iter(ranges.values()))
            for code in range(first, last + 1)
        ]
        assert len(texts) > 90
        assert [text for text in texts if width(text) != wcwidth.wcswidth(text)] == []


def test_a_flag_is_two_letters_and_two_cells() -> None:
    letters = [chr(code) for code in range(0x1F1E6, 0x1F200)]
    flags = [one + other for one in letters for other in letters]
    assert all(clusters(flag) == [flag] and width(flag) == 2 for flag in flags)
    assert clusters("🇩🇪🇫🇷🇨") == ["🇩🇪", "🇫🇷", "🇨"]


@pytest.mark.parametrize(
    "text",
    [
        "Grüße, naïve e\u0301cole",
        "顧客体験の地図、はじめまして ｶﾞ",
        "한국어 가각 \u1112\u1161\u11ab",
        "ภาษาไทย กำลัง",
        "ພາສາລາວ ສຳ",
        "हिन्दी में क्षत्रिय",
        "বাংলা ক্ষ",
        "தமிழ் க்க ரோ",
        "മലയാളം ക്ഷ",
        "עִבְרִית",
        "العربيّة",
        "👩‍🚀 👨🏽‍💻 👨‍👩‍👧‍👦 🏴‍☠️ 🏳️‍🌈",
        "🇩🇪🇫🇷 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f 1️⃣ #️⃣",
        "❤️ ☀️ ⌚︎ ©️ 👍🏽",
    ],
)
def test_words_of_the_world_are_cut_and_measured_as_wcwidth_does(text: str) -> None:
    assert clusters(text) == list(wcwidth.iter_graphemes(text))
    assert width(text) == wcwidth.wcswidth(text)


def test_a_skin_tone_makes_a_sign_an_emoji() -> None:
    # UTS #51 says so; wcwidth leaves the cell of the sign alone.
    assert list(graphemes("✌🏽")) == [("✌🏽", 2)]
    assert list(graphemes("a🏽")) == [("a", 1), ("🏽", 2)]


def test_an_emoji_newer_than_the_tables_has_two_cells() -> None:
    assert unicodedata.category("\U0001faff") == "Cn"
    assert width("\U0001faff") == 2


def test_marks_without_end_are_no_cluster_without_end() -> None:
    assert [len(cluster) for cluster in clusters("e" + "\u0301" * 100)] == [LONGEST, LONGEST, LONGEST, 5]
    assert width("e" + "\u0301" * 100) == 1
