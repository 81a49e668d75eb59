"""Text for a terminal: what cannot be seen is shown, and columns are counted as they are drawn."""

from __future__ import annotations

import unicodedata

_BIDI = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff"
)


def visible(text: str) -> str:
    """Return text with every control and bidi character shown as an escape.

    A tab becomes four spaces, so that carets under it stand right.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes, wide characters two and combining ones none."""
    if text.isascii():
        return len(text)
    total = 0
    for character in text:
        if unicodedata.combining(character) or character in "\u200d\ufe0e\ufe0f":
            continue
        total += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return total


def _shown(character: str) -> str:
    if character == "\t":
        return "    "
    code = ord(character)
    category = unicodedata.category(character)
    if character in _BIDI or category in ("Cc", "Cs", "Zl", "Zp") or 0xE0000 <= code <= 0xE007F:
        return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
    return character
