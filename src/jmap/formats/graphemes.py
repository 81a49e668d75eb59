"""Which characters of a text are drawn as one, and how many cells of a terminal that one takes.

The clusters are those of UAX #29, the cells those of UAX #11 with a cluster never wider than two:
so do the terminals that know clusters. East Asian ambiguous characters take one cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final

from jmap.characters import EMOJI

LONGEST: Final = 32
"""The most characters that are taken as one cluster; real ones are shorter, by UAX #15 as well."""

_FIRST_WIDE = "\u1100"
# Vowel killers that tie two consonants of one script into one: of Devanagari, Bengali, Gujarati, Oriya,
# Telugu and Malayalam.
_TYING = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d")
# Vowel signs and voice marks that are letters by category and yet belong to the letter before.
_TRAILING = frozenset("\u0e33\u0eb3\uff9e\uff9f")
# Signs of Arabic, Syriac and Kaithi that are drawn, though they are format characters by category.
_NUMBER_SIGNS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
_ZWJ = "\u200d"
_AS_TEXT, _AS_EMOJI = "\ufe0e", "\ufe0f"


class _Kind(IntEnum):
    """How a character meets the one before it."""

    OTHER = 0
    MARK = 1
    TONE = 2
    FLAG = 3
    LEADING_JAMO = 4
    LATER_JAMO = 5
    SYLLABLE = 6


_HANGUL = (_Kind.LEADING_JAMO, _Kind.LATER_JAMO, _Kind.SYLLABLE)


def graphemes(text: str) -> Iterator[tuple[str, int]]:
    """Yield each cluster of a text with the cells it takes, from none to two."""
    index, size = 0, len(text)
    pattern = _plain()
    while index < size:
        plain = pattern.match(text, index)
        end = plain.end() if plain is not None else index
        # What follows may join the last one.
        alone = end if end == size else max(index, end - 1)
        for character in text[index:alone]:
            yield character, 1 if character < _FIRST_WIDE else _wide(character)
        index = alone
        if index < size:
            end, width = _cluster(text, index)
            yield text[index:end], width
            index = end


@cache
def _plain() -> re.Pattern[str]:
    """Return what matches letters, figures, signs and ideographs that never join: no need to look closer.

    Made when the first text is measured that is not ASCII: it takes longer than all other patterns together.
    """
    return re.compile(
        "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u05d0-\u05f4\u0620-\u064a\u1e00-\u1fff"
        "\u2010-\u2027\u2030-\u205e\u2070-\u209c\u20a0-\u20c0\u2100-\u2bff\u3000-\u3029\u3030-\u3098"
        "\u309b-\u3163\u3165-\ua48c\uac00-\ud7a3\uf900-\ufaff\uff01-\uff9d\uffe0-\uffe6"
        "\U0001f300-\U0001f3fa\U0001f400-\U0001faff\U00020000-\U0003fffd]*"
    )


def _cluster(text: str, start: int) -> tuple[int, int]:
    """Return where the cluster that begins at an index ends, and the cells it takes."""
    before, width = _measure(text[start])
    for index in range(start + 1, min(len(text), start + LONGEST)):
        character = text[index]
        kind, cells = _measure(character)
        if not _joins(text, start, index, before, kind):
            return index, width
        if character == _AS_EMOJI:
            width = 2 if EMOJI.match(text, start) or text[start] in "#*0123456789" else width
        elif character == _AS_TEXT:
            width = 1 if EMOJI.match(text, start) else width
        else:
            width = min(2, width + cells)
        # Only two signs make a flag; a third begins the next.
        before = _Kind.OTHER if kind is _Kind.FLAG else kind
    return min(len(text), start + LONGEST), width


def _joins(text: str, start: int, index: int, before: _Kind, kind: _Kind) -> bool:
    """Tell whether the character at an index belongs to the cluster that begins at a start."""
    if kind is _Kind.MARK:
        return True
    if kind is _Kind.OTHER:
        last = text[index - 1]
        if last == _ZWJ and index - start > 1:
            return bool(EMOJI.match(text, start) and EMOJI.match(text, index)) or (
                text[index - 2] in _TYING and _same_script(text[index - 2], text[index])
            )
        return last in _TYING and _same_script(last, text[index])
    if kind is _Kind.TONE:
        return EMOJI.match(text, start) is not None
    if kind is _Kind.FLAG:
        return before is _Kind.FLAG
    return kind is _Kind.LATER_JAMO and before in _HANGUL


def _same_script(killer: str, letter: str) -> bool:
    return ord(killer) >> 7 == ord(letter) >> 7 and unicodedata.category(letter) == "Lo"


@lru_cache(maxsize=4096)
def _measure(character: str) -> tuple[_Kind, int]:
    """Return how a character meets the one before, and the cells that it takes alone."""
    code = ord(character)
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf") and character not in _NUMBER_SIGNS:
        return _Kind.MARK, 0
    if category == "Mc" or character in _TRAILING:
        return _Kind.MARK, 1
    if 0x1F3FB <= code <= 0x1F3FF:
        return _Kind.TONE, 2
    if 0x1F1E6 <= code <= 0x1F1FF:
        return _Kind.FLAG, 2
    if 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FB:
        return _Kind.LATER_JAMO, 0
    if 0x1100 <= code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return _Kind.LEADING_JAMO, 2
    if 0xAC00 <= code <= 0xD7A3:
        return _Kind.SYLLABLE, 2
    # Emoji newer than this Python: their place is kept for them, and they are all wide.
    kept = category == "Cn" and 0x1F300 <= code <= 0x1FAFF
    return _Kind.OTHER, 2 if kept else _wide(character)


@lru_cache(maxsize=4096)
def _wide(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
