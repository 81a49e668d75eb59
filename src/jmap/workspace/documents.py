"""Files read and bound, kept as long as they are likely to be asked for again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from jmap.faults import Fault, Place
from jmap.model.bind import Bound, bind
from jmap.yaml.files import read_file
from jmap.yaml.limits import Limits
from jmap.yaml.nodes import Node
from jmap.yaml.reader import read_bytes
from jmap.yaml.source import Source

_KEPT = 64


@dataclass(frozen=True, slots=True)
class Document:
    """A file: its text, its tree, its model, and the faults of reading and binding it.

    `whole` is False where it could not be read to its end; what can only follow from that is
    withheld.
    """

    path: str
    source: Source | None
    root: Node | None
    bound: Bound
    faults: tuple[Fault, ...]
    whole: bool


class Documents:
    """Reads files of a workspace and keeps the last ones; `given` are texts that stand for files."""

    def __init__(self, root: Path, limits: Limits, given: dict[str, bytes] | None = None) -> None:
        self._root = root
        self._limits = limits
        self._given = given or {}
        self._kept: OrderedDict[str, Document] = OrderedDict()

    def get(self, path: str) -> Document:
        """Return the document at a path below the root; one that cannot be read has its fault."""
        document = self._kept.get(path)
        if document is not None:
            self._kept.move_to_end(path)
            return document
        document = self._load(path)
        self._kept[path] = document
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return document

    def outside(self, shown: str) -> Document:
        """Return the document of a file that is named but lies outside the workspace."""
        hint = "name files inside the workspace, or put a `jmap.toml` above them"
        fault = Fault("JM011", f"`{shown}` is outside the workspace", Place(), hint)
        return Document(shown, None, None, bind(None, whole=False), (fault,), whole=False)

    def _load(self, path: str) -> Document:
        if path in self._given:
            reading = read_bytes(path, self._given[path], self._limits)
        else:
            reading = read_file(self._root / path, path, self._limits)
        bound = bind(reading.root, whole=reading.whole)
        faults = (*reading.faults, *bound.faults)
        return Document(path, reading.source, reading.root, bound, faults, reading.whole)
