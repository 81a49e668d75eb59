"""Files read and bound, kept as long as they are likely to be asked for again."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from pathlib import Path

from jmap.faults import Fault, Place
from jmap.model.bind import Bound, bind
from jmap.records import frozen
from jmap.workspace.paths import below
from jmap.yaml.files import read_file
from jmap.yaml.limits import Limits
from jmap.yaml.nodes import Node
from jmap.yaml.reader import Reading, read_bytes
from jmap.yaml.source import Source, too_big

_MAPS_KEPT = 4
_OF_MAPS = re.compile(rb"^(?:stages|touchpoints)[ \t]*:", re.MULTILINE)


@frozen
class Document:
    """A file: its text, its tree, its model, and the faults of reading and binding it.

    `whole` is False where it could not be read to its end; what can only follow from that is
    withheld. `resumed` are the reader's.
    """

    path: str
    source: Source | None
    root: Node | None
    bound: Bound
    faults: tuple[Fault, ...]
    whole: bool
    resumed: tuple[int, ...] = ()

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the text in UTF-8: that of the file, but for a byte order mark."""
        text = self.source.text if self.source is not None else ""
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Documents:
    """Reads files of a workspace; libraries are kept, and the last few maps.

    `given` are texts that stand for files, such as standard input; one over the limit may be cut past it.
    """

    def __init__(self, root: Path, limits: Limits, given: dict[str, bytes] | None = None) -> None:
        self._root = root
        self._limits = limits
        self._given = given or {}
        self._libraries: dict[str, Document] = {}
        self._maps: OrderedDict[str, Document] = OrderedDict()
        self.read: set[str] = set()
        """The paths asked for since whoever wants to know last emptied it."""

    def get(self, path: str) -> Document:
        """Return the document at a path below the root; one that cannot be read has its fault."""
        self.read.add(path)
        document = self._libraries.get(path) or self._maps.get(path)
        if document is not None:
            return document
        document = self._load(path)
        if not document.bound.is_map:
            self._libraries[path] = document
            return document
        self._maps[path] = document
        if len(self._maps) > _MAPS_KEPT:
            self._maps.popitem(last=False)
        return document

    def looks_like_map(self, path: str) -> bool:
        """Tell, without reading the file as YAML, whether it has `stages` or `touchpoints` at its top."""
        return _OF_MAPS.search(self._bytes(path)) is not None

    def holds(self, path: str, word: bytes) -> bool:
        """Tell, without reading the file as YAML, whether a word stands anywhere in it."""
        return word in self._bytes(path)

    def outside(self, shown: str) -> Document:
        """Return the document of a file that is named but lies outside the workspace."""
        hint = "a run looks at one workspace: run jmap there by itself, or put a `jmap.toml` above both"
        message = f"`{shown}` is outside the workspace"
        if (self._root / shown).is_symlink() and not shown.startswith("../"):
            message = f"`{shown}` is a link to what lies outside the workspace"
            hint = "put the file itself here, or a `jmap.toml` above both"
        fault = Fault("JM011", message, Place(), hint)
        return Document(shown, None, None, bind(None, whole=False), (fault,), whole=False)

    def _load(self, path: str) -> Document:
        place = self._root / path
        if path in self._given:
            reading = self._read_given(path, self._given[path])
        elif place.is_symlink() and below(self._root, place) is None:
            return self.outside(path)
        else:
            reading = read_file(place, path, self._limits)
        bound = bind(reading.root, whole=reading.whole)
        faults = (*reading.faults, *bound.faults)
        return Document(path, reading.source, reading.root, bound, faults, reading.whole, reading.resumed)

    def _bytes(self, path: str) -> bytes:
        """Return a file as it is up to the limit, nothing where it is no file that can be read."""
        if path in self._given:
            return self._given[path]
        place = self._root / path
        try:
            # A pipe would be waited for.
            if not place.is_file():
                return b""
            with place.open("rb") as file:
                return file.read(self._limits.file_size)
        except OSError:
            return b""

    def _read_given(self, path: str, data: bytes) -> Reading:
        if len(data) > self._limits.file_size:
            return Reading(None, [too_big(None, self._limits)], whole=False)
        return read_bytes(path, data, self._limits)
