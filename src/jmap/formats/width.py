"""Text for a terminal: what cannot be seen is shown, and columns are counted as they are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jmap.characters import in_place
from jmap.formats.graphemes import graphemes

TAB: Final = "    "

# Controls, line ends that no terminal knows, halves of pairs, and all that is ignored by default in
# drawing: directions, joiners, selectors, tags, marks of shorthand and of music.
HIDDEN: Final = re.compile(
    "[\0-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    """Return text with every control, bidi and invisible character shown as an escape.

    What joins an emoji, picks its look or ties letters stays where it does its work. A tab becomes
    four spaces, so that carets under it stand right.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(piece for piece, _, _ in pieces(text))


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes that is made visible."""
    if text.isascii():
        return len(text)
    return sum(width for _, width in graphemes(text))


def pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what a text is drawn as, piece by piece: the piece, the characters it stands for, its cells.

    A piece is a cluster of characters or an escape; nothing may be cut or marked within one.
    """
    done = 0
    for match in HIDDEN.finditer(text):
        index = match.start()
        if in_place(text, index):
            continue
        for cluster, width in graphemes(text[done:index]):
            yield cluster, len(cluster), width
        shown = _escape(text[index])
        yield shown, 1, len(shown)
        done = index + 1
    for cluster, width in graphemes(text[done:]):
        yield cluster, len(cluster), width


def wrapped(text: str, width: int, indent: int = 0) -> list[str]:
    """Return a visible text in lines of at most so many cells, broken at spaces, all but the first indented.

    A word that is wider is broken where it must be, between two clusters. With a width of 0 all is one line.
    """
    if not width or cells(text) <= width:
        return [text]
    lines = [""]
    room = width
    for word in text.split(" "):
        wide = cells(word)
        gap = 1 if lines[-1].strip() else 0
        if wide + gap <= room:
            lines[-1] += " " * gap + word
            room -= wide + gap
            continue
        if gap:
            lines.append(" " * indent)
            room = width - indent
        # What follows the first part stands on lines that are indented.
        first, *others = _broken(word, min(room, max(width - indent, 1)))
        lines[-1] += first
        lines.extend(" " * indent + other for other in others)
        room = width - cells(lines[-1])
    return lines


def cut(text: str, width: int) -> str:
    """Return a visible text of at most so many cells, with an ellipsis where something was taken off."""
    if cells(text) <= width:
        return text
    kept, room = "", width - 1
    for cluster, wide in graphemes(text):
        if wide > room:
            break
        kept += cluster
        room -= wide
    return f"{kept.rstrip()}…" if width > 0 else ""


def _broken(word: str, width: int) -> list[str]:
    """Return a word in parts of at most so many cells, or of one cluster where even that is wider."""
    parts = [""]
    room = width
    for cluster, wide in graphemes(word):
        if wide > room and parts[-1]:
            parts.append("")
            room = width
        parts[-1] += cluster
        room -= wide
    return parts


def _escape(character: str) -> str:
    if character == "\t":
        return TAB
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
