"""One file to its tree: decode, parse, compose, and go on after a syntax error."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field
from typing import TYPE_CHECKING

from jmap.faults import Fault
from jmap.records import frozen
from jmap.yaml import text as places
from jmap.yaml.complaints import Complaints
from jmap.yaml.composer import Composer
from jmap.yaml.events import Backend, fastest, stopped
from jmap.yaml.limits import Limits
from jmap.yaml.nodes import Mapping, Node, Scalar
from jmap.yaml.source import Source, decode, seen

if TYPE_CHECKING:
    from jmap.yaml.scene import Slip

# `syntax` and what it imports are loaded by the first mistake: a sound file starts faster without.

_GAP = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
_TOP_KEY = re.compile(r"""(?<![^\r\n])(?:[A-Za-z_][\w-]*+|"[\w-]++"|'[\w-]++')[ \t]*+:(?![^\s])""")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_MOST_ERRORS = 20


@frozen
class Reading:
    """What a file says: its tree, as far as it could be read, and what is wrong with it.

    `whole` is False where the tree may lack something that the file says. `resumed` are the indexes at which
    reading went on after each slip of syntax, as far as it did.
    """

    root: Node | None = None
    faults: list[Fault] = field(default_factory=list)
    whole: bool = True
    source: Source | None = None
    resumed: tuple[int, ...] = ()


def read_bytes(
    path: str, data: bytes, limits: Limits | None = None, backend: Backend | None = None
) -> Reading:
    """Read a file's bytes; `path` is the name that the user sees."""
    limits = limits or Limits()
    source, faults = decode(path, data, limits)
    if source is None:
        return Reading(None, faults, whole=False)
    reading = read(source, limits, backend)
    faults = sorted([*faults, *reading.faults], key=_order)
    return Reading(reading.root, faults, reading.whole, source, reading.resumed)


def read(source: Source, limits: Limits | None = None, backend: Backend | None = None) -> Reading:
    """Read the first document of a source; never raises, whatever the text."""
    return _Reader(source, limits or Limits(), backend or fastest()).read()


class _Reader:
    def __init__(self, source: Source, limits: Limits, backend: Backend) -> None:
        self.source = source
        self.backend = backend
        self.tell = Complaints()
        self.resumed: list[int] = []
        self.composer = Composer(source.text, limits, self.tell)
        if source.hidden:
            self.composer.scalars = []

    def read(self) -> Reading:
        text = self.source.text
        self._parse(text)
        root = self.composer.root
        if isinstance(root, Scalar) and root.plain and not root.text:
            root = None
        if self.source.hidden:
            self._judge_hidden()
        whole = self.source.sound and not self.tell.lossy
        return Reading(root, sorted(self.tell.all(), key=_order), whole, self.source, tuple(self.resumed))

    def _parse(self, text: str) -> None:
        composer = self.composer
        rest: str | None = self._without_directives(text) if "%" in text else text
        after = 0
        while rest is not None:
            try:
                composer.run(self.backend, self.backend.parse(rest))
            except self.backend.errors as error:
                from jmap.yaml.syntax import explain

                slip = explain(rest, stopped(error), composer)
            else:
                found = self._after_document(rest)
                if found is None:
                    return
                slip = found
            self.tell.instead(slip.fault)
            may_go_on = composer.abandon(drop_leaf=slip.drop_leaf, drop_flow=slip.drop_flow)
            after = max(after + 1, slip.index)
            key = _next_key(text, after) if may_go_on and not self._enough() else None
            rest = places.blanked(text, key) if key is not None else None
            if key is not None and rest is not None:
                self.resumed.append(key)
                composer.resume(rest)

    def _without_directives(self, text: str) -> str:
        from jmap.yaml.syntax import directives

        readable, faults = directives(text)
        for fault in faults:
            self.tell.add(fault)
        return readable

    def _enough(self) -> bool:
        return len(self.tell.faults) >= _MOST_ERRORS

    def _after_document(self, text: str) -> Slip | None:
        """Look at what follows the first document without parsing it."""
        if self.composer.end is None:
            return None
        index, explicit = self.composer.end
        index = _skip_gap(text, index)
        while places.MARKER.match(text, index) and text[index] == ".":
            explicit = True
            index = _skip_gap(text, index + 3)
        if index >= len(text):
            return None
        if explicit or places.MARKER.match(text, index):
            from jmap.yaml.scene import word_end

            self.tell.second_document(places.point_of(text, index), word_end(text, index) - index)
            if isinstance(self.composer.root, Mapping):
                # The line between the two may have cut the map in the middle.
                self.composer.root.whole = False
            return None
        from jmap.yaml.syntax import after_the_end

        return after_the_end(text, index, self.composer)

    def _judge_hidden(self) -> None:
        """Tell the invisible characters: a key's or an id's is an error, a text's a warning."""
        scalars = sorted(self.composer.scalars or (), key=lambda found: found[0].start)
        starts = [scalar.start for scalar, _ in scalars]
        judged: dict[int, bool] = {}
        for character, point in self.source.hidden:
            before = bisect_right(starts, point) - 1
            in_text = False
            if before >= 0 and point < scalars[before][0].end:
                if before not in judged:
                    scalar, is_key = scalars[before]
                    judged[before] = not is_key and not _ID.match(seen(scalar.text))
                in_text = judged[before]
            self.tell.hidden(character, point, in_text=in_text)


def _order(fault: Fault) -> tuple[int, int]:
    span = fault.place.span
    return (span.line, span.column) if span else (0, 0)


def _skip_gap(text: str, index: int) -> int:
    """Return where the next thing begins that is neither blank nor comment."""
    gap = _GAP.match(text, index)
    return gap.end() if gap else index


def _next_key(text: str, index: int) -> int | None:
    """Return where the next key of the document's top level begins, or None where there is none."""
    marker = places.MARKER.search(text, index)
    found = _TOP_KEY.search(text, index, marker.start() if marker else len(text))
    return found.start() if found is not None else None
