"""Events to nodes, without recursion and under budgets."""

from __future__ import annotations

import re
from collections.abc import Callable

from jmap.faults import Place
from jmap.yaml import complaints
from jmap.yaml import text as places
from jmap.yaml.complaints import Complaints
from jmap.yaml.events import Backend, Event, Kind
from jmap.yaml.limits import Limits
from jmap.yaml.nodes import Mapping, Node, Point, Scalar, Sequence

_CORE = "tag:yaml.org,2002:"
# The tag `!` and `!!str` make text of a plain scalar; the others leave it to be resolved.
_SCALAR_TAGS = {"!": False, f"{_CORE}str": False} | dict.fromkeys(
    (f"{_CORE}{name}" for name in ("int", "float", "bool", "null")), True
)
_MAPPING_TAGS = frozenset(("!", f"{_CORE}map"))
_ANCHOR = re.compile(r"&([^\s,\[\]{}]+)")
_SEQUENCE_TAGS = frozenset(("!", f"{_CORE}seq"))


class _Anchor:
    """What an anchor names and what an alias of it costs; `size` is 0 while it is still open."""

    __slots__ = ("height", "node", "place", "size")

    def __init__(self, node: Node, size: int, place: Place) -> None:
        self.node = node
        self.size = size
        self.height = 0
        self.place = place


class Frame:
    """An open collection: the key that waits for its value, and whether that value is kept.

    `before` counts the nodes when it began, `height` the levels in it so far.
    """

    __slots__ = ("anchor", "before", "flow", "height", "keep", "key", "node")

    def __init__(self, node: Mapping | Sequence, flow: bool, before: int) -> None:
        self.node = node
        self.flow = flow
        self.before = before
        self.height = 1
        self.key: Scalar | None = None
        self.keep = True
        self.anchor: _Anchor | None = None


class Composer:
    """Builds the nodes of one document, event by event.

    It outlives a syntax error: `resume` makes it go on with a later part of the top level.
    """

    def __init__(self, text: str, limits: Limits, tell: Complaints) -> None:
        self.root: Node | None = None
        self.tell = tell
        self.done = False
        self.stack: list[Frame] = []
        self.leaf: Event | None = None
        self.leaf_node: Scalar | None = None
        self.end: tuple[int, bool] | None = None
        self.scalars: list[tuple[Scalar, bool]] | None = None
        self._frame: Frame | None = None
        self._text = self._written = text
        self._replaced = "\ufffd" in text
        self._limits = limits
        self._resumed: Frame | None = None
        self._late = False
        self._last: Point = (0, 0)
        self._after = 0
        self._count = 0
        self._anchors: dict[str, _Anchor] = {}
        self._names: frozenset[str] | None = None

    def run(self, backend: Backend, following: Callable[[], Event]) -> None:
        """Take events until the document ends or a limit is met; a parser's errors pass through."""
        handlers: dict[Kind, Callable[[Event], None]] = {
            Kind.SCALAR: self._scalar,
            Kind.ALIAS: self._alias,
            Kind.MAPPING_START: self._mapping,
            Kind.SEQUENCE_START: self._sequence,
            Kind.MAPPING_END: self._close,
            Kind.SEQUENCE_END: self._close,
            Kind.DOCUMENT_END: self._finish,
            Kind.STREAM_END: self._finish,
        }
        table = {made: handlers.get(kind, _skip) for made, kind in backend.kinds.items()}
        while not self.done:
            event = following()
            table[type(event)](event)

    def abandon(self, *, drop_leaf: bool, drop_flow: bool) -> bool:
        """Leave what is open as it is after a syntax error; tell whether `resume` may follow.

        The last scalar, or the outermost collection in brackets, goes where it swallowed text
        that was not meant for it.
        """
        self._cut()
        if drop_flow:
            flow = next((at for at, frame in enumerate(self.stack) if frame.flow), None)
            if flow:
                self._drop(self.stack[flow - 1].node, self.stack[flow].node)
        if drop_leaf and self._frame is not None and self.leaf_node is not None:
            self._drop(self._frame.node, self.leaf_node)
        if drop_leaf and self.root is self.leaf_node:
            self.root = None
        for frame in self.stack:
            frame.node.end = max(self._last, frame.node.start)
        self.leaf = self.leaf_node = None
        return self.root is None or isinstance(self.root, Mapping)

    def _cut(self) -> None:
        """Note that what is open, and what ended last, may lack something that the file says."""
        for frame in self.stack:
            if isinstance(frame.node, Mapping):
                frame.node.whole = False
        _cut_below(self.root)

    def resume(self, text: str) -> None:
        """Go on with a text of the same length whose first block mapping continues the root."""
        self._text = text
        self.stack.clear()
        self._frame = None
        self._late = True
        self.done = False
        if isinstance(self.root, Mapping):
            self._resumed = Frame(self.root, flow=False, before=0)

    def _scalar(self, event: Event) -> None:
        mark = event.start_mark
        start = mark.line, mark.column
        mark = event.end_mark
        end = mark.line, mark.column
        after = mark.index
        text = event.value
        plain: bool = event.implicit[0]
        if event.tag is not None or event.anchor is not None:
            start, plain = self._properties(event, plain)
            start = min(start, end)
        if event.style:
            text, end, after = self._styled(event, text, end)
        elif not text:
            start = end = self._empty(event, end)
        self._count += 1
        node = Scalar(text, plain, start, end)
        if self._count > self._limits.nodes or len(text) > self._limits.scalar_size:
            self._refuse(node)
            return
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchor(node, 1, complaints.of(node))
        self._last = end
        self._after = after
        self.leaf = event
        self.leaf_node = node
        self._attach(node)

    def _attach(self, node: Node) -> None:
        frame = self._frame
        if self._replaced and frame is not None and isinstance(node, Scalar) and "\ufffd" in node.text:
            # A character that had to be replaced may have stood for the end of a line, or for a blank.
            _cut_below(frame.node)
        if frame is None:
            if self._resumed is None:
                self.root = node
                if self._late and isinstance(node, Mapping):
                    node.whole = False
        elif isinstance(frame.node, Sequence):
            frame.node.items.append(node)
            if self.scalars is not None and isinstance(node, Scalar):
                self.scalars.append((node, False))
        elif frame.key is None:
            self._key(frame, frame.node, node)
        else:
            if frame.keep:
                frame.node.entries[frame.key.text] = frame.key, node
            frame.key = None
            if self.scalars is not None and isinstance(node, Scalar):
                self.scalars.append((node, False))

    def _key(self, frame: Frame, mapping: Mapping, node: Node) -> None:
        frame.keep = False
        if not isinstance(node, Scalar):
            frame.key = Scalar("", plain=True, start=node.start, end=node.start)
            mapping.whole = False
            self.tell.collection_as_key(node)
            return
        frame.key = node
        if self.scalars is not None:
            self.scalars.append((node, True))
        if node.plain and node.text == "<<":
            mapping.whole = False
            self.tell.merge_key(node)
        elif node.text in mapping.entries:
            self.tell.repeated_key(node, mapping.entries[node.text][0])
        else:
            frame.keep = True

    def _mapping(self, event: Event) -> None:
        if self._frame is None and self._resumed is not None and not event.flow_style:
            self._frame, self._resumed = self._resumed, None
            self.stack.append(self._frame)
            return
        mark = event.start_mark
        self._open(event, Mapping((mark.line, mark.column)), _MAPPING_TAGS)

    def _sequence(self, event: Event) -> None:
        mark = event.start_mark
        self._open(event, Sequence((mark.line, mark.column)), _SEQUENCE_TAGS)

    def _open(self, event: Event, node: Mapping | Sequence, tags: frozenset[str]) -> None:
        frame = Frame(node, bool(event.flow_style), self._count)
        self._count += 1
        if event.tag is not None or event.anchor is not None:
            if event.tag is not None and event.tag not in tags:
                self.tell.tag(self._text, event)
            node.start = node.end = self._content_start(event)
        if self._count > self._limits.nodes or len(self.stack) >= self._limits.depth:
            self._refuse(node)
            return
        if event.anchor is not None:
            frame.anchor = _Anchor(node, 0, complaints.first_of(node))
            self._anchors[event.anchor] = frame.anchor
        self._last = node.start
        self._attach(node)
        self.stack.append(frame)
        self._frame = frame

    def _close(self, event: Event) -> None:
        frame = self.stack.pop()
        above = self.stack[-1] if self.stack else None
        # libyaml ends a block collection where the next thing begins, and a pair without braces
        # in brackets with no width: they end with what is last in them.
        start, end = event.start_mark, event.end_mark
        if frame.flow and start.index != end.index:
            self._last = end.line, end.column
            self._after = end.index
        frame.node.end = self._last
        if frame.anchor is not None:
            frame.anchor.size = self._count - frame.before
            frame.anchor.height = frame.height
        if above is not None and above.height <= frame.height:
            above.height = frame.height + 1
        self._frame = above

    def _alias(self, event: Event) -> None:
        start = event.start_mark.line, event.start_mark.column
        end = event.end_mark.line, event.end_mark.column
        name = event.anchor or ""
        known = self._anchors.get(name)
        alias = Scalar("", plain=True, start=start, end=end)
        self._last = end
        self._after = event.end_mark.index
        if known is None or not known.size:
            if not (self._late and name in self._names_written()):
                self.tell.bad_alias(alias, name, known.place if known else None)
            self._leave_out(alias)
            return
        self._count += known.size
        too_deep = len(self.stack) + known.height > self._limits.depth
        if too_deep or self._count > self._limits.nodes:
            self._refuse(alias, deep=too_deep)
            return
        frame = self._frame
        if frame is not None and frame.height <= known.height:
            frame.height = known.height + 1
        if isinstance(known.node, Scalar):
            self._attach(Scalar(known.node.text, known.node.plain, start, end))
        elif frame is not None and isinstance(frame.node, Mapping) and frame.key is None:
            self.tell.collection_as_key(alias)
            self._leave_out(alias)
        else:
            self._attach(known.node)

    def _names_written(self) -> frozenset[str]:
        """Return the names of all anchors that may stand in the file, read or kept from it by a slip."""
        if self._names is None:
            self._names = frozenset(_ANCHOR.findall(self._written))
        return self._names

    def _leave_out(self, node: Scalar) -> None:
        """Pass over a node that stands for nothing, so that its key or value is not in the tree."""
        frame = self._frame
        if frame is None or isinstance(frame.node, Sequence):
            return
        frame.node.whole = False
        frame.keep = False
        frame.key = node if frame.key is None else None

    def _refuse(self, node: Node, *, deep: bool = False) -> None:
        if deep or (not isinstance(node, Scalar) and len(self.stack) >= self._limits.depth):
            self.tell.too_deep(node, self._limits)
        elif isinstance(node, Scalar) and len(node.text) > self._limits.scalar_size:
            self.tell.too_long(node, self._limits)
        else:
            self.tell.too_many(node, self._limits)
        self._cut()
        self.done = True

    def _properties(self, event: Event, plain: bool) -> tuple[Point, bool]:
        if event.tag is not None:
            if event.tag in _SCALAR_TAGS:
                plain = _SCALAR_TAGS[event.tag]
            else:
                self.tell.tag(self._text, event)
        return self._content_start(event), plain

    def _content_start(self, event: Event) -> Point:
        mark = event.start_mark
        tagged = event.tag is not None
        index = places.after_properties(self._text, mark.index, event.anchor, tagged=tagged)
        return places.forward(self._text, mark.index, (mark.line, mark.column), index)

    def _styled(self, event: Event, text: str, end: Point) -> tuple[str, Point, int]:
        """Return what a quoted or block scalar holds, and the point and the index of its end."""
        style = event.style
        first, last = event.start_mark, event.end_mark
        index = last.index
        if style == '"':
            if "\\" in self._text[first.index : index]:
                frame = self._frame
                in_key = frame is not None and isinstance(frame.node, Mapping) and not frame.key
                text = self.tell.escapes(self._text, event, text, in_key=in_key)
                if in_key and frame is not None and isinstance(frame.node, Mapping) and "\ufffd" in text:
                    frame.node.whole = False
        elif style in ("|", ">"):
            tagged = event.tag is not None
            sign = places.after_properties(self._text, first.index, event.anchor, tagged=tagged)
            index = places.content_end(self._text, sign, last.index)
            end = places.forward(self._text, first.index, (first.line, first.column), index)
        return text, end, index

    def _empty(self, event: Event, end: Point) -> Point:
        """Return where an empty value stands: right after its colon, dash, anchor or tag.

        The parsers disagree: some put it before the next thing, or on the line past the last.
        """
        if event.tag is not None or event.anchor is not None:
            return end
        if self._frame is not None and self._frame.key is not None:
            colon = places.colon_after(self._text, self._after, flow=self._frame.flow)
            return places.forward(self._text, self._after, self._last, colon)
        index = event.end_mark.index
        if index >= len(self._text):
            return max(self._last, places.point_of(self._text, len(self._text.rstrip(" \t\r\n"))))
        back = index - places.before_blanks(self._text, index)
        point = (end[0], end[1] - back) if back < end[1] else end
        # A key that is nothing may be the first of its mapping.
        return max(point, self._frame.node.start) if self._frame is not None else point

    def _finish(self, event: Event) -> None:
        self.done = True
        self.end = event.end_mark.index, bool(getattr(event, "explicit", False))

    def _drop(self, holder: Mapping | Sequence, node: Node) -> None:
        if isinstance(holder, Sequence):
            if holder.items and holder.items[-1] is node:
                holder.items.pop()
        elif holder.entries:
            name, (_, value) = next(reversed(holder.entries.items()))
            if value is node:
                del holder.entries[name]


def _cut_below(node: Node | None) -> None:
    """Note that a node and what is last in it may lack something that the file says."""
    while isinstance(node, Mapping | Sequence):
        if isinstance(node, Mapping):
            node.whole = False
            last = next(reversed(node.entries.values()), None)
            node = last[1] if last is not None else None
        else:
            node = node.items[-1] if node.items else None


def _skip(_event: Event) -> None:
    """Pass over the beginning of the stream and of the document."""
