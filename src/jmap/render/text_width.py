"""How wide a text is drawn, and where it breaks, without a font at hand.

Widths of ASCII are those of Helvetica, which Arial and Liberation Sans share, in thousandths of the
size. East Asian characters and emoji take a whole em, marks that combine take nothing.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_ASCII: Final = (
    # 32 to 126, Adobe's metrics of Helvetica.
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
_BOLDER: Final = 1.07
_LOOSER: Final = 1.07
"""Fonts of the page's own stack run a little wider than Helvetica."""

ELLIPSIS: Final = "…"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text in pixels at a size in pixels."""
    total = sum(_em(character) for character in text)
    return total * size / 1000 * _LOOSER * (_BOLDER if bold else 1)


def wrap(text: str, size: float, most: float, lines: int, *, bold: bool = False) -> list[str]:
    """Return a text broken into lines no wider than `most` pixels, at most so many, the rest cut off.

    Breaks at spaces, between East Asian characters, and within words that are too long.
    """
    found: list[str] = []
    line = ""
    for piece in _pieces(text):
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
    if len(found) <= lines:
        return found or [""]
    last = found[lines - 1]
    while last and width(last + ELLIPSIS, size, bold=bold) > most:
        last = last[:-1]
    return [*found[: lines - 1], last.rstrip() + ELLIPSIS]


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


def _em(character: str) -> int:
    code = ord(character)
    if 32 <= code <= 126:
        return _ASCII[code - 32]
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1000
    if unicodedata.category(character) in ("So", "Sk", "Co", "Cn"):
        return 1000
    if character in "\u00a0\u202f":
        return 278
    return 600 if unicodedata.category(character) != "Lu" else 722


def _pieces(text: str) -> list[str]:
    """Return the text in parts between which a line may end; a space belongs to the part before it."""
    parts = [""]
    previous = ""
    for character in text:
        wide = unicodedata.east_asian_width(character) in ("W", "F")
        joined = previous == "\u200d" or unicodedata.category(character) in ("Mn", "Me", "Cf", "Sk")
        closing = unicodedata.category(character) in ("Pe", "Pf", "Po") and not previous.isspace()
        before_wide = bool(previous) and unicodedata.east_asian_width(previous) in ("W", "F")
        after_space = previous in (" ", "\t", "\n") and character not in (" ", "\t", "\n")
        if (after_space or wide or before_wide) and not joined and not closing:
            parts.append("")
        parts[-1] += " " if character in "\t\n" else character
        previous = character
    return [part for part in parts if part]


def _fitting(text: str, size: float, most: float, *, bold: bool) -> int:
    """Return how many characters fit, at least one, without parting a mark from its letter."""
    count, total = 0, 0.0
    for character in text:
        total += width(character, size, bold=bold)
        if total > most and count:
            break
        count += 1
    while 0 < count < len(text) and unicodedata.category(text[count]) in ("Mn", "Me", "Cf"):
        count += 1
    return max(count, 1)
