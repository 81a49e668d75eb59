"""A new last entry of a mapping, laid out as its neighbours are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jmap.edits.fault import EditError
from jmap.edits.patch import Patch
from jmap.edits.stream import Entry, Stream

_WIDEST = 120
_DEEPEST = 40
"""What stands farther in than this is not broken: its next line would begin nowhere near it."""
_BREAK = re.compile("\r\n|\r|\n")
_GAP = re.compile(r"(?:[ \t\r\n]|(?<![^\s,])#[^\r\n]*)*")
_TRAILING = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\r\n]*)?")


def append(stream: Stream, mapping: int, entry: str) -> Iterator[Patch]:
    """Yield the patches that put an entry at the end of the mapping that begins at a place."""
    entries = stream.entries(mapping)
    if stream.is_flow(mapping):
        yield from _in_braces(stream, mapping, entries, entry)
    else:
        yield from _in_lines(stream, entries, entry)


def _in_lines(stream: Stream, entries: list[Entry], entry: str) -> Iterator[Patch]:
    text = stream.text
    first, last = entries[0], entries[-1]
    indent = text[_line_start(text, stream.start(first.key)) : stream.start(first.key)]
    if indent.strip(" "):
        raise EditError("its first key does not begin its line", "write the metric in lines of its own")
    end = _line_end(text, _written_end(stream, last))
    yield Patch(end, end, f"{_break_of(text)}{indent}{entry}")


def _written_end(stream: Stream, last: Entry) -> int:
    """Return where an entry ends, its colon included where it has no value."""
    end = stream.end(last.after)
    event = stream.events[last.value]
    if last.after == last.value + 1 and not getattr(event, "value", "-") and not event.style:
        # Nothing is written after the colon.
        return stream.end(last.value)
    return end


def _in_braces(stream: Stream, mapping: int, entries: list[Entry], entry: str) -> Iterator[Patch]:
    text = stream.text
    close = stream.events[stream.after(mapping) - 1].end_mark.index - 1
    if text[close : close + 1] != "}":
        raise EditError("the end of its braces cannot be found")
    if not entries:
        yield Patch(close, close, entry if text[close - 1] in "{ \t\r\n" else f" {entry}")
        return
    end = _written_end(stream, entries[-1])
    comma = _comma(text, end, close)
    starts = [stream.start(each.key) for each in entries]
    if _one_a_line(text, starts):
        yield from _on_a_line_of_its_own(text, starts[-1], end, comma, entry)
        return
    piece = f" {entry}" if comma is not None else f", {entry}"
    at = end if comma is None else comma + 1
    line = _line_start(text, at)
    width = _line_end(text, at) - line
    if width <= _WIDEST < width + len(piece):
        here = next((start for start in starts if start >= line), starts[0])
        column = here - _line_start(text, here)
        if column <= _DEEPEST:
            piece = f"{'' if comma is not None else ','}{_break_of(text)}{' ' * column}{entry}"
    yield Patch(at, at, piece)


def _on_a_line_of_its_own(text: str, last: int, end: int, comma: int | None, entry: str) -> Iterator[Patch]:
    indent = text[_line_start(text, last) : last]
    if comma is None:
        yield Patch(end, end, ",")
    behind = end if comma is None else comma + 1
    found = _TRAILING.match(text, behind)
    at = found.end() if found and (found.end() == len(text) or text[found.end()] in "\r\n") else behind
    at = at if text[behind:at].strip() else behind
    yield Patch(at, at, f"{_break_of(text)}{indent}{entry}{',' if comma is not None else ''}")


def _comma(text: str, end: int, close: int) -> int | None:
    """Return where a comma stands between the last entry and the brace."""
    gap = _GAP.match(text, end, close)
    at = gap.end() if gap else end
    return at if at < close and text[at] == "," else None


def _one_a_line(text: str, starts: list[int]) -> bool:
    """Tell whether every entry begins a line."""
    return all(not text[_line_start(text, start) : start].strip(" \t") for start in starts)


def _line_start(text: str, index: int) -> int:
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def _line_end(text: str, index: int) -> int:
    found = _BREAK.search(text, index)
    return found.start() if found else len(text)


def _break_of(text: str) -> str:
    found = _BREAK.search(text)
    return found[0] if found else "\n"
