"""The sink for Mermaid: text of a map stays text in its `journey` and `flowchart` diagrams.

Mermaid reads a character reference such as `#58;` before it looks at anything else, and puts the character
back once a diagram is drawn. So whatever could mean something to a grammar is written so; all that was tried
on Mermaid 11.
"""

from __future__ import annotations

import re
from typing import Final

from jmap.formats.width import visible
from jmap.render.words import CLOSE, OPEN, through

LONGEST: Final = 120
"""Most characters of a text; longer ones make diagrams that nobody can read, and are cut."""

DESCRIPTION: Final = 1_000
"""Most characters of a description, which is read aloud and not drawn."""

_SAFE: Final = frozenset(" .,?!'()/+-")
# Pairs by which Mermaid marks character references while it works, and would take for such in the end.
_ITS_OWN: Final = (("\ufb02", "fl"), ("\u00b6\u00df", "\u00b6 \u00df"))
# A space at which no line ends stays one.
_BREAKS: Final = re.compile(r"[ \t\n\r\f\v]+")
# Words that begin a statement where a text begins; what is not ASCII ends a word there.
_STATEMENT: Final = re.compile(
    r"(?:journey|title|section|acctitle|accdescr|end|style|classdef)(?![a-z0-9])", re.IGNORECASE
)
# The flowchart's lexer takes a line with these words in it for a statement, wherever they stand.
_DIRECTION: Final = re.compile(r"direction(?=\s+(?:TB|BT|RL|LR|TD))")
# Markdown that it would take for a list.
_LISTED: Final = re.compile(r"[0-9]+(?=[.)](?:\s|$))|[-+](?=\s|$)")


def label(text: str, longest: int = LONGEST) -> str:
    """Return a text on one line, cut where it is long, for a label, a title, a section or a task."""
    shown = through(visible, _BREAKS.sub(" ", text).strip())
    for marks, instead in _ITS_OWN:
        shown = shown.replace(marks, instead)
    if len(shown) > longest:
        shown = f"{shown[: longest - 1].rstrip()}…"
    forced = {match.start() for match in _DIRECTION.finditer(shown)}
    if _STATEMENT.match(shown):
        forced.add(0)
    listed = _LISTED.match(shown)
    if listed is not None:
        forced.add(listed.end() if shown[0].isdigit() else 0)
    # A text that is cut keeps to itself all the same.
    shown += CLOSE * (shown.count(OPEN) - shown.count(CLOSE))
    written = "".join(_written(each, forced=index in forced) for index, each in enumerate(shown))
    return written or _written(" ", forced=True)


def actor(text: str) -> str:
    """Return a name for the list of a task's actors, which commas divide."""
    return label(text).replace(",", _written(",", forced=True))


def comment(text: str) -> str:
    """Return a line of ours that diagrams leave out."""
    return f"%% {text}"


def _written(character: str, *, forced: bool) -> str:
    safe = not character.isascii() or character.isalnum() or character in _SAFE
    return character if safe and not forced else f"#{ord(character)};"
