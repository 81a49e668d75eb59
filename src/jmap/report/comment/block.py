"""Blocks of Markdown that are cut to a room, row by row, from the last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from jmap.audit.where import Where
from jmap.faults import Severity
from jmap.formats.sinks.markdown import code, plain, prose
from jmap.formats.style import Style
from jmap.formats.words import shortened
from jmap.project import rule_page
from jmap.records import frozen
from jmap.rules import registry

LONGEST = 400
BREAK = "<br>"


@frozen
class Block:
    """A part of a comment: its head, its rows with the gravest first, and its end.

    `what` names rows where some have to be cut, such as `findings`; `whole` is for a block that is nothing
    without all of its rows. `total` counts the rows there would be, where some were not made at all.
    """

    head: tuple[str, ...]
    rows: tuple[str, ...] = ()
    end: tuple[str, ...] = ("",)
    what: str = "rows"
    whole: bool = False
    total: int = 0

    @property
    def missing(self) -> int:
        """Return how many rows were left out when it was made."""
        return max(self.total - len(self.rows), 0)


def size(lines: Iterable[str]) -> int:
    """Return how many bytes lines take, each with its end."""
    return sum(len(line.encode("utf-8", "surrogatepass")) + 1 for line in lines)


def fitted(blocks: Sequence[Block], room: int) -> tuple[list[str], Counter[str]]:
    """Return the lines of blocks in so many bytes, and how many rows of what were cut."""
    lines: list[str] = []
    cut: Counter[str] = Counter()
    left = room
    for block in blocks:
        fixed = size((*block.head, *block.end)) + _NOTE
        kept = list(_that_fit(block.rows, left - fixed))
        gone = len(block.rows) - len(kept)
        if fixed > left or (block.rows and not kept) or (block.whole and gone):
            cut[block.what] += max(len(block.rows) + block.missing, 1)
            continue
        cut[block.what] += gone
        told = (*block.head, *kept, *_more(block, gone), *block.end)
        lines.extend(told)
        left -= size(told)
    return lines, +cut


_NOTE = 120
"""Room for the line that says how many rows are not shown."""


def _that_fit(rows: Iterable[str], room: int) -> Iterator[str]:
    for row in rows:
        room -= size((row,))
        if room < 0:
            return
        yield row


def _more(block: Block, gone: int) -> tuple[str, ...]:
    missing = block.missing + gone
    return ("", f"and {missing} more {block.what}") if missing else ()


def table_head(*heads: str) -> tuple[str, ...]:
    """Return the head of a table; one that begins with `>` is set to the right."""
    rule = ("---:" if head.startswith(">") else "---" for head in heads)
    return (f"| {' | '.join(head.lstrip('>') for head in heads)} |", f"| {' | '.join(rule)} |")


def row(*cells: str) -> str:
    """Return a row of cells that are Markdown already."""
    return f"| {' | '.join(cells)} |"


def said(text: str) -> str:
    """Return a sentence for a cell, in which backticks mark code."""
    return prose(shortened(text, LONGEST))


def named(text: str) -> str:
    """Return a name that somebody gave, for a cell."""
    return plain(shortened(text, LONGEST))


def lined(*parts: str) -> str:
    """Return parts of a cell, each on a line of its own; empty ones are left out."""
    return BREAK.join(part for part in parts if part)


def at(where: Where, style: Style) -> str:
    """Return a place as code, from the top of the repository."""
    return spot(where.file, where.line, style)


def spot(file: str, line: int, style: Style) -> str:
    """Return a line of a file as code; without a line where that is 0."""
    shown = shortened(style.in_repository(file), LONGEST)
    return code(f"{shown}:{line}" if line else shown)


def rule(code_: str) -> str:
    """Return a rule's code, with a link to its page where there is such a rule."""
    return f"[{prose(code_)}]({rule_page(code_)})" if code_ in registry.names() else prose(code_)


SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}
