"""A file's events as a tree of places: where each mapping, its keys and values begin and end in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from jmap.edits.fault import EditError
from jmap.records import frozen
from jmap.yaml.events import Backend, Event, Kind, fastest
from jmap.yaml.text import content_end

Shape: TypeAlias = tuple[Any, ...]
"""What an event says, without where: equal for two texts that say the same in the same style."""

_OPEN = (Kind.MAPPING_START, Kind.SEQUENCE_START)
_CLOSE = (Kind.MAPPING_END, Kind.SEQUENCE_END)


@frozen
class Entry:
    """A key of a mapping and its value, by the places of their first events and of the event after."""

    key: int
    value: int
    after: int


class Stream:
    """The events of a text."""

    def __init__(self, text: str, backend: Backend | None = None) -> None:
        """Read a text; raises EditError where it is no YAML."""
        self.text = text
        self._backend = backend or fastest()
        try:
            self.events = list(_events(text, self._backend))
        except self._backend.errors as error:
            raise EditError("it is no YAML that can be read") from error

    def kind(self, place: int) -> Kind:
        """Return what an event begins or ends."""
        return self._backend.kinds[type(self.events[place])]

    def shapes(self) -> list[Shape]:
        """Return what all events say."""
        return [self._shape(place) for place in range(len(self.events))]

    def root(self) -> int:
        """Return the place of the first document's first node."""
        return 2

    def after(self, place: int) -> int:
        """Return the place of the event after a node."""
        depth = 0
        while True:
            kind = self.kind(place)
            depth += (kind in _OPEN) - (kind in _CLOSE)
            place += 1
            if depth == 0:
                return place

    def entries(self, place: int) -> list[Entry]:
        """Return the entries of the mapping that begins at a place."""
        found = []
        key = place + 1
        while self.kind(key) is not Kind.MAPPING_END:
            value = self.after(key)
            after = self.after(value)
            found.append(Entry(key, value, after))
            key = after
        return found

    def entry(self, place: int, name: str) -> Entry | None:
        """Return the entry of a mapping by its key."""
        for each in self.entries(place):
            if self.kind(each.key) is Kind.SCALAR and self.events[each.key].value == name:
                return each
        return None

    def is_mapping(self, place: int) -> bool:
        """Tell whether a mapping begins at a place."""
        return place < len(self.events) and self.kind(place) is Kind.MAPPING_START

    def is_flow(self, place: int) -> bool:
        """Tell whether the mapping that begins at a place has braces."""
        return bool(self.events[place].flow_style)

    def start(self, place: int) -> int:
        """Return where an event begins in the text."""
        return self.events[place].start_mark.index

    def end(self, after: int) -> int:
        """Return where the text of the node ends that is over before an event, without blanks."""
        place = after - 1
        while self.kind(place) is Kind.MAPPING_END or self.kind(place) is Kind.SEQUENCE_END:
            start, end = self.start(place), self.events[place].end_mark.index
            if start != end and self.text[end - 1 : end] in ("}", "]"):
                return end
            place -= 1
        event = self.events[place]
        if self.kind(place) is Kind.SCALAR and event.style in ("|", ">"):
            start = event.start_mark.index
            return content_end(self.text, start, event.end_mark.index)
        if self.kind(place) is Kind.SCALAR and not event.value and not event.style:
            # A value that is not written stands, for the parser, where the next token begins.
            return event.start_mark.index
        return event.end_mark.index

    def shared(self, place: int) -> str | None:
        """Return the anchor of a node that an alias repeats, if one does."""
        anchor = self.events[place].anchor
        if anchor is None:
            return None
        aliases = (n for n in range(len(self.events)) if self.kind(n) is Kind.ALIAS)
        return anchor if any(self.events[n].anchor == anchor for n in aliases) else None

    def _shape(self, place: int) -> Shape:
        event, kind = self.events[place], self.kind(place)
        if kind is Kind.SCALAR:
            implicit = tuple(event.implicit or ())
            return kind, event.anchor, event.tag, implicit, event.value, event.style or ""
        if kind in _OPEN:
            return kind, event.anchor, event.tag, event.implicit, bool(event.flow_style)
        if kind is Kind.ALIAS:
            return kind, event.anchor
        if kind in (Kind.DOCUMENT_START, Kind.DOCUMENT_END):
            return kind, event.explicit
        return (kind,)


def _events(text: str, backend: Backend) -> Iterator[Event]:
    following = backend.parse(text)
    while True:
        event = following()
        yield event
        if backend.kinds[type(event)] is Kind.STREAM_END:
            return
