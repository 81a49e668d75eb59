"""What the reader says of a file that is YAML, but not of the kind that a map is."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Fault, Place, Severity
from jmap.yaml import text as places
from jmap.yaml.events import Event
from jmap.yaml.limits import Limits
from jmap.yaml.nodes import Mapping, Node, Point, Scalar, node_span
from jmap.yaml.source import REPORTED, at, control, invisible, is_forbidden, is_invisible


def of(node: Node) -> Place:
    """Return the place of a whole node, of one character where there is nothing to it."""
    if node.start == node.end:
        return at(*node.start)
    return Place(span=node_span(node))


def first_of(node: Node) -> Place:
    """Return the place of a scalar, or of the character with which a collection begins."""
    return of(node) if isinstance(node, Scalar) else at(*node.start)


class Complaints:
    """Collects the faults of one file; `lossy` is True once something had to be left out."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.lossy = False
        self._told: dict[tuple[str, Severity | None], int] = {}
        self._more: dict[tuple[str, Severity | None], Fault] = {}

    def add(self, fault: Fault, *, lossy: bool = True) -> None:
        """Add one fault; of each kind the first are told one by one, and the rest are counted."""
        self.lossy = self.lossy or lossy
        kind = fault.code, fault.severity
        told = self._told[kind] = self._told.get(kind, 0) + 1
        if told <= REPORTED:
            self.faults.append(fault)
        else:
            self._more.setdefault(kind, fault)

    def instead(self, fault: Fault) -> None:
        """Add the fault of a slip, in place of what was said of the same stretch before."""
        last = self.faults[-1] if self.faults else None
        if last is not None and last.code == "JM010" and last.place.span == fault.place.span:
            self.faults.pop()
            self._told[last.code, last.severity] -= 1
        self.add(fault)

    def over(self, code: str, severity: Severity | None = None) -> bool:
        """Count a fault that would not be told anyhow, and say so: building it costs time."""
        kind = code, severity
        if self._told.get(kind, 0) <= REPORTED:
            return False
        self._told[kind] += 1
        return True

    def all(self) -> Iterator[Fault]:
        """Yield the faults, and for each kind one that counts those not told."""
        yield from self.faults
        for kind, fault in self._more.items():
            more = self._told[kind] - REPORTED
            message = f"{more:,} more like this from here on"
            yield Fault(fault.code, message, fault.place, fault.hint, severity=fault.severity)

    def repeated_key(self, key: Scalar, first: Scalar) -> None:
        """Say that a key is there already; the first one counts."""
        related = (Place(span=of(first).span, label="first written here"),)
        message = f"key `{shown(key.text)}` is repeated" if key.text else "an empty key is repeated"
        hint = "keep one of them, or rename one"
        self.add(Fault("JM005", message, of(key), hint, related, key.text), lossy=False)

    def merge_key(self, key: Scalar) -> None:
        """Say that `<<` merges nothing here."""
        hint = "write the keys out here"
        self.add(Fault("JM008", "merge key `<<` is not read in a map", of(key), hint))

    def collection_as_key(self, node: Node) -> None:
        """Say that a key has to be text."""
        kind = "an alias" if isinstance(node, Scalar) else _kind(node)
        place = first_of(node)
        hint = "a key is one text; put quotes around one that begins with `[` or `{`"
        if isinstance(node, Scalar):
            kind, hint = "an alias of a list or mapping", "a key is one text; write it out"
        self.add(Fault("JM004", f"{kind} stands where a key is expected", place, hint))

    def tag(self, text: str, event: Event) -> None:
        """Say that a tag is none of the core schema, or not for this kind of node."""
        mark = event.start_mark
        start, end = places.tag_at(text, mark.index, event.anchor)
        first = places.forward(text, mark.index, (mark.line, mark.column), start)
        last = places.forward(text, start, first, end)
        written = shown(text[start:end])
        hint = "take it out; quotes make a value text"
        place = at(*first, *last)
        message = f"tag `{written}` does not belong here"
        self.add(Fault("JM006", message, place, hint, offending=written), lossy=False)

    def bad_alias(self, alias: Node, name: str, anchor: Place | None) -> None:
        """Say that an alias names nothing, or what it stands in."""
        word = shown(name)
        if anchor is None:
            message = f"alias `*{word}` has no anchor `&{word}` above it"
            hint = f"put `&{word}` before the value it repeats, or quotes around a text with `*`"
            self.add(Fault("JM010", message, of(alias), hint, offending=name))
            return
        message = f"alias `*{word}` stands inside the value that it repeats"
        related = (Place(span=anchor.span, label=f"`&{word}` begins here"),)
        hint = "write the value out here, or name one that ends above"
        self.add(Fault("JM010", message, of(alias), hint, related, name))

    def too_deep(self, node: Node, limits: Limits) -> None:
        """Say that the nesting passes its limit."""
        hint = "nest less, or raise `depth` under `[limits]`"
        message = f"nested deeper than {limits.depth:,} level{'s' if limits.depth > 1 else ''}"
        self.add(Fault("JM009", message, first_of(node), hint))

    def too_many(self, node: Node, limits: Limits) -> None:
        """Say that the file has more nodes than its limit."""
        hint = "split the file or use fewer aliases, or raise `nodes` under `[limits]`"
        message = f"more than {limits.nodes:,} keys and values, aliases followed"
        self.add(Fault("JM009", message, first_of(node), hint))

    def too_long(self, node: Scalar, limits: Limits) -> None:
        """Say that one text is longer than its limit."""
        hint = "shorten it, or raise `scalar_size` under `[limits]`"
        message = f"a text of {len(node.text):,} characters, more than {limits.scalar_size:,}"
        self.add(Fault("JM009", message, first_of(node), hint))

    def second_document(self, point: Point, width: int) -> None:
        """Say that only the first document is read."""
        hint = "keep one map in a file: move it to its own file, or take out the line"
        place = at(*point, point[0], point[1] + width)
        self.add(Fault("JM007", "a second document begins here", place, hint))

    def escapes(self, text: str, event: Event, value: str, *, in_key: bool) -> str:
        """Judge the escapes of a quoted scalar; return its value without forbidden characters."""
        mark = event.start_mark
        index, point = mark.index, (mark.line, mark.column)
        bad = False
        for start, end, code in places.escapes(text, mark.index, event.end_mark.index):
            character = chr(min(code, 0x10FFFF))
            forbidden = is_forbidden(character)
            if not forbidden and not is_invisible(character):
                continue
            bad = bad or forbidden
            if forbidden and self.over("JM002"):
                continue
            point = places.forward(text, index, point, start)
            index = start
            place = at(*point, point[0], point[1] + end - start)
            if forbidden:
                self.add(control(character, place, escaped=True))
            else:
                self.add(invisible(character, place, in_text=not in_key), lossy=False)
        if not bad:
            return value
        return "".join("\ufffd" if is_forbidden(letter) else letter for letter in value)

    def hidden(self, character: str, point: Point, *, in_text: bool) -> None:
        """Say that a character cannot be seen: a warning in text, an error elsewhere."""
        if not self.over("JM003", Severity.WARNING if in_text else Severity.ERROR):
            self.add(invisible(character, at(*point), in_text=in_text), lossy=False)


def shown(text: str) -> str:
    """Return a text short enough for a message."""
    return text if len(text) <= 60 else f"{text[:57]}..."


def _kind(node: Node) -> str:
    return "a mapping" if isinstance(node, Mapping) else "a list"
