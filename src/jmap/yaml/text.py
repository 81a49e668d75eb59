"""Positions that a parser does not tell, found in the text of a node."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jmap.yaml.nodes import Point

MARKER = re.compile(r"(?<![^\r\n])(?:---|\.\.\.)(?![^\s])")
"""A line that begins or ends a document."""

_BREAK = re.compile("\r\n|\r|\n")
_TAG = re.compile(r"!<[^>\s]*+>?|![^\s,\[\]{}]*+")
_BETWEEN = re.compile(r"(?:[ \t\r\n]++(?:#[^\r\n]*+)?)*+")
_SIGN = re.compile(r"[|>][-+0-9]*+")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(?s:(.)))")
_SHORT = {"0": 0, "a": 7, "b": 8, "v": 11, "f": 12, "e": 27, "N": 0x85, "L": 0x2028, "P": 0x2029}


def forward(text: str, index: int, point: Point, to: int) -> Point:
    """Return the point of a later index, from that of an earlier one."""
    line, column = point
    start = index - column
    for found in _BREAK.finditer(text, index, to):
        line, start = line + 1, found.end()
    return line, to - start


def after_properties(text: str, index: int, anchor: str | None, *, tagged: bool) -> int:
    """Return where the node itself begins whose anchor and tag, in either order, begin here."""
    signs = "&" * (anchor is not None) + "!" * tagged
    while signs and text[index : index + 1] in signs:
        sign = text[index : index + 1]
        end = _property_end(text, index, anchor)
        if not sign or end is None:
            break
        # The first key of a mapping may have the same anchor.
        signs = signs.replace(sign, "")
        between = _BETWEEN.match(text, end)
        index = between.end() if between else end
    return index


def tag_at(text: str, index: int, anchor: str | None) -> tuple[int, int]:
    """Return where the tag of a node begins and ends, whose properties begin at an index."""
    if not text.startswith("!", index):
        index = after_properties(text, index, anchor, tagged=False)
    return index, _property_end(text, index, anchor) or index + 1


def _property_end(text: str, index: int, anchor: str | None) -> int | None:
    if text.startswith("&", index):
        # The parsers disagree on what may stand in a name, so its length is what counts.
        return index + 1 + len(anchor or "")
    found = _TAG.match(text, index)
    return found.end() if found else None


def content_end(text: str, start: int, end: int) -> int:
    """Return where a block scalar ends: after its last visible character, or after its sign."""
    sign = _SIGN.match(text, start)
    first = sign.end() if sign else start
    if not text[first:end].strip(" \t\r\n"):
        return first
    line = _BREAK.search(text, first, end)
    last = start + len(text[start:end].rstrip(" \t\r\n"))
    return first if line is None or last <= line.start() else last


def before_blanks(text: str, index: int) -> int:
    """Return the index with the blanks before it on its line taken back."""
    while index and text[index - 1] in " \t":
        index -= 1
    return index


def colon_after(text: str, index: int, *, flow: bool) -> int:
    """Return where the colon of a key ends that ends at an index; the index where it has none."""
    between = _BETWEEN.match(text, index)
    colon = between.end() if between else index
    if text.startswith(":", colon) and (flow or not text[colon + 1 : colon + 2].strip(" \t\r\n")):
        return colon + 1
    return index


def escapes(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    r"""Yield where each escape of a quoted scalar begins and ends, and the code point it means.

    Those that stand for themselves, and a backslash at the end of a line, are left out.
    """
    for found in _ESCAPE.finditer(text, start, end):
        digits = found[1] or found[2] or found[3]
        code = int(digits, 16) if digits else _SHORT.get(found[4], -1)
        if code >= 0:
            yield found.start(), found.end(), code


def index_of(text: str, point: Point) -> int:
    """Return the index of a point."""
    line, column = point
    start = 0
    for found in _BREAK.finditer(text):
        if not line:
            break
        line, start = line - 1, found.end()
    return min(start + column, len(text))


def point_of(text: str, index: int) -> Point:
    """Return the point of an index."""
    return forward(text, 0, (0, 0), index)


def blanked(text: str, index: int) -> str:
    """Return a text of the same length and lines with all before an index blanked out."""
    line, _ = point_of(text, index)
    return f"{' ' * (index - line)}{chr(10) * line}{text[index:]}"


def line_around(text: str, index: int) -> tuple[int, int]:
    """Return where the line of an index begins and ends, its break left out."""
    start = max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
    found = _BREAK.search(text, index)
    return start, found.start() if found else len(text)
