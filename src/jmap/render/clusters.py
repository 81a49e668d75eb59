"""What belongs together in a text: letters with their marks, emoji of several characters, and lines.

Clusters follow the Unicode Text Segmentation (UAX 29) and breaks its Line Breaking Algorithm (UAX 14) as
far as labels need them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

JOINER: Final = "\u200d"
KEYCAP: Final = "\u20e3"
EMOJI_STYLE: Final = "\ufe0f"
_OPENERS: Final = frozenset("\u2066\u2067\u2068")
_SMALL: Final = frozenset(
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶー々〻ゝゞヽヾ゛゜・～〜…‥％‰℃°ｧｨｩｪｫｬｭｮｯｰﾞﾟ"
)
"""What does not begin a line in Japanese besides closing marks (JIS X 4051)."""


def clusters(text: str) -> list[str]:
    """Return a text in parts that are never taken apart: a letter with its marks, an emoji."""
    if text.isascii():
        return list(text)
    found: list[str] = []
    for character in text:
        if found and _joined(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return found


def pieces(text: str) -> Iterator[str]:
    """Yield the parts of a text between which a line may end; a space belongs to the part before it."""
    part = last = ""
    for cluster in clusters(text):
        if part and _may_part(last, cluster):
            yield part
            part = ""
        part += " " if cluster in "\t\n" else cluster
        last = cluster
    if part:
        yield part


def is_emoji(cluster: str) -> bool:
    """Tell whether a cluster is drawn as an emoji."""
    if EMOJI_STYLE in cluster or KEYCAP in cluster or is_flag_letter(cluster[0]):
        return True
    return unicodedata.category(cluster[0]) == "So" and is_wide(cluster[0])


def is_wide(character: str) -> bool:
    """Tell whether a character takes a whole em."""
    return unicodedata.east_asian_width(character) in ("W", "F")


def is_flag_letter(character: str) -> bool:
    """Tell whether a character is one of the letters that two by two make a flag."""
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _joined(cluster: str, character: str) -> bool:
    category = unicodedata.category(character)
    if category in ("Mn", "Mc", "Me") or (category == "Cf" and character not in _OPENERS):
        return True
    if cluster[-1] == JOINER and is_wide_or_pictured(character):
        return True
    if "\U0001f3fb" <= character <= "\U0001f3ff" or "\u1160" <= character <= "\u11ff":
        return True
    return is_flag_letter(character) and len(cluster) == 1 and is_flag_letter(cluster)


def is_wide_or_pictured(character: str) -> bool:
    """Tell whether a character can go on an emoji after a joiner: a heart, a laptop, a sign of gender."""
    return unicodedata.category(character) == "So" or is_wide(character)


def _may_part(before: str, after: str) -> bool:
    if after in (" ", "\t", "\n"):
        return False
    if before in (" ", "\t", "\n"):
        return True
    if unicodedata.category(after[0]) in ("Pe", "Pf", "Po") or after[0] in _SMALL:
        return False
    if unicodedata.category(before[0]) in ("Ps", "Pi") or before[0] in _OPENERS:
        return False
    return _stands_alone(before) or _stands_alone(after)


def _stands_alone(cluster: str) -> bool:
    """Tell whether a line may end beside a cluster without a space; Korean ends lines between words."""
    return is_emoji(cluster) or (is_wide(cluster[0]) and not "\uac00" <= cluster[0] <= "\ud7a3")
