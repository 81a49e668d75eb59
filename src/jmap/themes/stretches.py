"""Where a piece of CSS stands in its text: the parser gives starts, and the text itself the ends."""

from __future__ import annotations

import re
from typing import Any, Final

from jmap.faults import Span

_BREAK: Final = re.compile("\r\n|\r|\n")
_WORD: Final = re.compile(r"[@#.:]*[\w-]+")
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
_SHOWN: Final = 60


class Stretches:
    """The lines of a text, as stretches of them are asked for. A stretch ends with its line at the latest."""

    def __init__(self, text: str) -> None:
        self._lines = _BREAK.split(text)

    def word(self, node: Any) -> Span:
        """Return the word that a node begins with, or its first character."""
        line, column = self._start(node)
        found = _WORD.match(self._line(line), column - 1)
        return Span(line, column, line, found.end() + 1 if found else column + 1)

    def to(self, node: Any, ends: str) -> Span:
        """Return a node up to one of some characters that stands outside of quotes and brackets."""
        line, column = self._start(node)
        text = self._line(line)
        index, quote, open_ = column - 1, "", 0
        while index < len(text):
            character = text[index]
            if quote:
                quote = "" if character == quote else quote
            elif (character in ends and open_ <= 0) or text.startswith("/*", index):
                break
            elif character in "\"'":
                quote = character
            elif character in _CLOSING:
                open_ += 1
            elif character in _CLOSING.values():
                open_ -= 1
            index += 1
        width = len(text[column - 1 : index].rstrip())
        return Span(line, column, line, column + max(width, 1))

    def text(self, span: Span) -> str:
        """Return the text of a stretch within one line, cut where it is long."""
        text = self._line(span.line)[span.column - 1 : span.end_column - 1]
        return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"

    def _start(self, node: Any) -> tuple[int, int]:
        return int(node.source_line), int(node.source_column)

    def _line(self, number: int) -> str:
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""
