"""What is known where a parser gave up, and the fault that is made of it."""

from __future__ import annotations

import re

from jmap.faults import Fault, Place
from jmap.records import frozen
from jmap.yaml import text as places
from jmap.yaml.events import Event, Stopped
from jmap.yaml.source import at

_WORD = re.compile(r"[^\s,\[\]{}]+")


@frozen
class Slip:
    """A fault of syntax, and from which index on a next key of the top level may be read.

    `drop_leaf` and `drop_flow` tell that the last scalar or the open brackets swallowed text that
    was not meant for them.
    """

    fault: Fault
    index: int
    drop_leaf: bool = False
    drop_flow: bool = False


@frozen
class Scene:
    """The text, where the parser stood, since where it read what it could not finish.

    `index` is where it stood and `since` where it began; without a beginning both are the same.
    `leaf` is the last scalar, `bracket` the index of the innermost bracket that is open, or -1.
    """

    text: str
    problem: str
    context: str
    index: int
    since: int
    leaf: Event | None
    bracket: int

    @property
    def letter(self) -> str:
        """The character that the parser stood before; empty at the end of the file."""
        return self.text[self.index : self.index + 1]

    @property
    def line(self) -> str:
        """The line that the parser stood in."""
        return self.line_of(self.index)

    @property
    def opens_line(self) -> bool:
        """Whether only blanks, or the dashes of list items, stand before on the line."""
        return not self.before.strip(" \t-")

    @property
    def before(self) -> str:
        """The line up to where the parser stood."""
        start, _ = places.line_around(self.text, self.index)
        return self.text[start : self.index]

    def line_of(self, index: int) -> str:
        """Return the line of an index."""
        start, end = places.line_around(self.text, index)
        return self.text[start:end]

    def indent_of(self, index: int) -> int:
        """Return by how many blanks the line of an index is indented."""
        line = self.line_of(index)
        return len(line) - len(line.lstrip(" \t"))

    def follows(self, leaf: Event | None) -> bool:
        """Tell whether nothing but blanks stands between a scalar and where the parser stood."""
        if leaf is None or leaf.end_mark.index > self.index:
            return False
        return not self.text[leaf.end_mark.index : self.index].strip(" \t")

    @property
    def swallowing(self) -> Event | None:
        """The quoted text of several lines that ends right before the problem, where it is one.

        It was most likely meant to end on its first line, and ran on to the next quote that opens.
        """
        leaf = self.leaf
        if leaf is None or leaf.style not in ('"', "'") or leaf.start_mark.line == leaf.end_mark.line:
            return None
        end = leaf.end_mark.index
        near = self.since if end <= self.since < self.index else self.index
        return leaf if end <= near and not self.text[end:near].strip(" \t") else None

    def slip(self, message: str, hint: str, first: int = -1, last: int = -1) -> Slip:
        """Return a slip at a stretch of the text; by default the character of the problem."""
        if first < 0:
            first = self.index
        return Slip(syntax_fault(self.text, message, hint, first, last), max(first, self.index))


def scene_of(text: str, stop: Stopped, leaf: Event | None, bracket: int) -> Scene:
    """Return the scene of a parser's error; without a place it is where the last scalar ends."""
    index = stop.mark.index if stop.mark else leaf.end_mark.index if leaf else 0
    since = stop.since.index if stop.since else index
    size = len(text)
    return Scene(text, stop.problem, stop.context, min(index, size), min(since, size), leaf, bracket)


def syntax_fault(text: str, message: str, hint: str, first: int, last: int = -1) -> Fault:
    """Return a JM004 from one index to another; at the end of the file, at its last character."""
    return Fault("JM004", message, stretch(text, first, last), hint)


def stretch(text: str, first: int, last: int = -1) -> Place:
    """Return the place between two indexes, at least one character of the text."""
    if not text[first : first + 1].strip("\r\n"):
        first = max(len(text[:first].rstrip()) - 1, 0)
    last = max(last, first + 1)
    start = places.point_of(text, first)
    return at(*start, *places.forward(text, first, start, last))


def word_end(text: str, index: int) -> int:
    """Return where the word that begins at an index ends, at least one character on."""
    found = _WORD.match(text, index)
    return found.end() if found else index + 1
