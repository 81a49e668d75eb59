"""How wide a text is drawn, and where it breaks, without a font at hand.

Widths of ASCII are those of Helvetica, which Arial and Liberation Sans share, in thousandths of the
size. East Asian characters take a whole em, emoji a little more however many characters make one, marks
that combine take nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from jmap.render.clusters import clusters, is_emoji, is_wide, is_wide_or_pictured, pieces

_ASCII: Final = (
    # 32 to 126, Adobe's metrics of Helvetica.
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
_FIRST: Final = (*([600] * 32), *_ASCII, 600)
"""The widths of the first 128 characters; those that are not drawn count as others do."""

_BOLDER: Final = 1.07
_LOOSER: Final = 1.07
"""Fonts of the page's own stack run a little wider than Helvetica."""

ELLIPSIS: Final = "…"
_OPENERS: Final = "\u2066\u2067\u2068"
_CLOSER: Final = "\u2069"

_EMOJI: Final = 1180
_JOINED: Final = 4
"""Emoji that make one picture at most; a longer row of them is not one that fonts know."""

_BROAD: Final = (
    ("\u0b80", "\u0dff", 850),  # Tamil to Sinhala
    ("\u0e00", "\u0eff", 620),  # Thai, Lao
    ("\u1000", "\u109f", 850),  # Myanmar
    ("\u13a0", "\u13ff", 800),  # Cherokee
    ("\u1780", "\u17ff", 850),  # Khmer
    ("\U0001d400", "\U0001d7ff", 800),  # letters of mathematics
)
"""Scripts whose letters are broader than ours, by their first and last character."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text in pixels at a size in pixels."""
    return ems(text) * size / 1000 * _LOOSER * (_BOLDER if bold else 1)


def ems(text: str) -> int:
    """Return the width of a line of text in thousandths of its size."""
    if text.isascii():
        return sum(map(_FIRST.__getitem__, text.encode()))
    return _other_ems(text)


@lru_cache(maxsize=2048)
def _other_ems(text: str) -> int:
    """Return the width of a text with other characters; layouts try the same few again and again."""
    return sum(_ems(cluster) for cluster in clusters(text))


def per_em(size: float, *, bold: bool = False) -> float:
    """Return how many pixels a thousandth of the size takes at a size in pixels."""
    return size / 1000 * _LOOSER * (_BOLDER if bold else 1)


def wrap(text: str, size: float, most: float, lines: int, *, bold: bool = False) -> list[str]:
    """Return a text broken into lines no wider than `most` pixels, at most so many, the rest cut off.

    Breaks at spaces, between East Asian characters, and within words that are too long. What is isolated
    stays so on every line that it runs over.
    """
    found: list[str] = []
    line = ""
    for piece in pieces(text):
        if width((line + piece).rstrip(), size, bold=bold) <= most:
            line += piece
            continue
        if line.strip():
            found.append(line.rstrip())
        line = piece.lstrip()
        while width(line.rstrip(), size, bold=bold) > most and len(found) <= lines:
            cut = _fitting(line, size, most, bold=bold)
            found.append(line[:cut])
            line = line[cut:]
        if len(found) > lines:
            break
    if line.strip():
        found.append(line.rstrip())
    if len(found) > lines:
        last = clusters(found[lines - 1])
        while last and width("".join(last) + ELLIPSIS, size, bold=bold) > most:
            last.pop()
        found = [*found[: lines - 1], "".join(last).rstrip() + ELLIPSIS]
    return list(balanced(found)) or [""]


def runs_right_to_left(text: str) -> bool:
    """Tell which way a line runs: that of its first letter outside of isolates, else of its first letter."""
    inside = 0
    ways: list[tuple[bool, bool]] = []
    for character in text:
        way = unicodedata.bidirectional(character)
        if way in ("LRI", "RLI", "FSI"):
            inside += 1
        elif way == "PDI":
            inside = max(inside - 1, 0)
        elif way in ("L", "R", "AL"):
            ways.append((inside > 0, way != "L"))
    ways.sort(key=lambda each: each[0])
    return bool(ways) and ways[0][1]


def _ems(cluster: str) -> int:
    if len(cluster) > 1 or not cluster.isascii():
        if is_emoji(cluster):
            pictures = sum(is_wide_or_pictured(character) for character in cluster)
            return _EMOJI * max(-(-pictures // _JOINED), 1)
        return sum(_em(character) for character in cluster)
    return _em(cluster)


def _em(character: str) -> int:
    code = ord(character)
    if 32 <= code <= 126:
        return _ASCII[code - 32]
    category = unicodedata.category(character)
    if unicodedata.combining(character) or category in ("Mn", "Me", "Cf"):
        return 0
    if is_wide(character) or category in ("So", "Sk", "Co", "Cn"):
        return 1000
    if character in "\u00a0\u202f":
        return 278
    broad = next((ems for first, last, ems in _BROAD if first <= character <= last), 0)
    return broad or (600 if category != "Lu" else 722)


def balanced(lines: list[str]) -> Iterator[str]:
    """Yield lines of which each closes the isolate that it opens, and the next opens it again."""
    opened = ""
    for line in lines:
        start = opened
        for character in line:
            if character in _OPENERS:
                opened = character
            elif character == _CLOSER:
                opened = ""
        yield start + line + (_CLOSER if opened else "")


def _fitting(text: str, size: float, most: float, *, bold: bool) -> int:
    """Return how many characters fit, at least a cluster, without taking one apart."""
    count, total = 0, 0.0
    for cluster in clusters(text):
        total += width(cluster, size, bold=bold)
        if total > most and count:
            break
        count += len(cluster)
    return count
