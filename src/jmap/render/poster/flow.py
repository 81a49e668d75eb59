"""Text that flows: measured once, then broken to any width without measuring it again."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from jmap.records import frozen
from jmap.render.clusters import clusters, pieces
from jmap.render.poster.styles import Type
from jmap.render.svg_text import clean
from jmap.render.text_width import balanced, ems, runs_right_to_left

_SPACE: Final = re.compile(r"[ \t\r\n]+")
_WORD: Final = re.compile("[^ ]+ ?")
_ISOLATES: Final = frozenset("\u2066\u2067\u2068")


@frozen
class Piece:
    """A part of a text before which a line may end: its width in thousandths, and that without its space."""

    text: str
    wide: int
    trimmed: int


@frozen
class Paragraph:
    """A text in its pieces; `isolated` where it holds isolates that lines have to close."""

    pieces: tuple[Piece, ...]
    isolated: bool

    @property
    def wide(self) -> int:
        """Return its width on one line, in thousandths of the size."""
        return sum(each.wide for each in self.pieces[:-1]) + self.pieces[-1].trimmed if self.pieces else 0


@lru_cache(maxsize=4096)
def paragraph(text: str) -> Paragraph:
    """Return a text measured; line ends and runs of spaces count as one space."""
    even = _SPACE.sub(" ", clean(text)).strip(" ")
    if even.isascii():
        return Paragraph(tuple(_piece(each) for each in _WORD.findall(even)), isolated=False)
    return Paragraph(tuple(_piece(each) for each in pieces(even)), bool(_ISOLATES & set(even)))


def broken(found: Paragraph, style: Type, most: float) -> tuple[str, ...]:
    """Return a text in lines no wider than `most` pixels; a line that ends at a space keeps it.

    A piece that is wider is broken between letters. Nothing is cut off.
    """
    room = most / style.per_em
    lines: list[str] = []
    line, taken = "", 0
    for piece in found.pieces:
        if taken + piece.trimmed <= room:
            line += piece.text
            taken += piece.wide
            continue
        if line:
            lines.append(line)
        line, taken = piece.text, piece.wide
        if piece.trimmed > room:
            *whole, line = _cut(piece.text, room)
            lines.extend(whole)
            taken = ems(line)
    if line.strip():
        lines.append(line)
    return tuple(balanced(lines)) if found.isolated else tuple(lines)


def on_one_line(text: str, style: Type) -> float:
    """Return the width of a text on one line, in pixels."""
    return paragraph(text).wide * style.per_em


@lru_cache(maxsize=8192)
def turns(text: str) -> bool:
    """Tell whether anything in a text runs from right to left."""
    if text.isascii():
        return False
    ways = {"R", "AL", "AN", "RLE", "RLO", "RLI"}
    return any(unicodedata.bidirectional(character) in ways for character in text)


def leans_right(text: str) -> bool:
    """Tell whether a text as a whole runs from right to left."""
    return turns(text) and runs_right_to_left(text)


@lru_cache(maxsize=8192)
def _piece(text: str) -> Piece:
    return Piece(text, ems(text), ems(text.rstrip(" ")))


def _cut(text: str, room: float) -> list[str]:
    """Return a word that is too long in parts that fit, each at least a letter with its marks."""
    parts = [""]
    taken = 0
    for cluster in clusters(text):
        wide = ems(cluster)
        if parts[-1] and cluster != " " and taken + wide > room:
            parts.append("")
            taken = 0
        parts[-1] += cluster
        taken += wide
    return parts
