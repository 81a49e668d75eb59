"""Comments, found between the scalars that the parser reports, so that no `#` in a text fools it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jmap.yaml.events import Backend, Event, Kind, fastest
from jmap.yaml.source import Source, points
from jmap.yaml.syntax import directives
from jmap.yaml.text import MARKER, after_properties, blanked, line_around

_COMMENT = re.compile(r"(?<![^\s])#[^\r\n]*")
_END_OF_LINE = re.compile(r"[\r\n]|\Z")


def comments(
    source: Source, backend: Backend | None = None, resumed: Iterable[int] = ()
) -> Iterator[tuple[int, int, str]]:
    """Yield each comment's line and column, from 1, and its text from the `#` on.

    In a file with syntax errors those are passed over that stand between one and where the reader `resumed`.
    """
    text = source.text
    if "#" not in text:
        return
    found: list[int] = []
    start = 0
    for first, last in _scalars(text, backend or fastest(), resumed):
        if start < first:
            found.extend(match.start() for match in _COMMENT.finditer(text, start, first))
        start = max(start, last)
    found.extend(match.start() for match in _COMMENT.finditer(text, start))
    for index, (line, column) in points(text, found):
        yield line + 1, column + 1, _text_at(text, index)


def _text_at(text: str, index: int) -> str:
    comment = _COMMENT.match(text, index)
    return comment[0].rstrip(" \t") if comment else ""


def _scalars(text: str, backend: Backend, resumed: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield where each stretch begins and ends in which a `#` begins no comment."""
    rest, _ = directives(text)
    further = iter(resumed)
    reached = 0
    while True:
        try:
            for event in _events(rest, backend):
                if backend.kinds[type(event)] in (Kind.DOCUMENT_END, Kind.STREAM_END):
                    second = MARKER.search(text, event.start_mark.index)
                    if second and second[0] == "...":
                        second = MARKER.search(text, second.end())
                    if second:
                        yield second.start(), len(text)
                    return
                reached = max(reached, event.start_mark.index)
                if backend.kinds[type(event)] is Kind.SCALAR:
                    yield _stretch(text, event)
        except backend.errors:
            key = next(further, None)
            if key is None:
                yield reached, len(text)
                return
            yield reached, max(reached, _comments_above(text, key))
            rest, reached = blanked(text, key), key


def _comments_above(text: str, index: int) -> int:
    """Return where the comments begin that stand on the lines right above the one that begins at an index."""
    while index:
        before = index - (2 if text.endswith("\r\n", 0, index) else 1)
        start, _ = line_around(text, before)
        if not text[start:before].lstrip(" \t").startswith("#"):
            break
        index = start
    return index


def _events(text: str, backend: Backend) -> Iterator[Event]:
    """Yield the events of a text up to its first error, which is raised."""
    following = backend.parse(text)
    while True:
        yield following()


def _stretch(text: str, event: Event) -> tuple[int, int]:
    first, last = event.start_mark.index, event.end_mark.index
    tagged = event.tag is not None
    first = min(after_properties(text, first, event.anchor, tagged=tagged), last)
    if event.style in ("|", ">"):
        # A comment may stand behind the sign, on its line.
        line = _END_OF_LINE.search(text, first)
        first = line.start() if line else last
    return first, last
