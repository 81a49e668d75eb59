"""What a map leads to: the one that it changes, the future maps that change it, files that it mentions."""

from __future__ import annotations

from collections.abc import Sequence

from jmap.faults import Fault
from jmap.workspace.documents import Document, Documents
from jmap.workspace.journey import Journey
from jmap.workspace.sight import Resolve, look, unknown

_WORD = b"as_is"


class Relations:
    """Looks beside the map that a run is at, at other maps and for files; nothing is noted of them.

    `files` are the maps of the run: only these are asked whether they change another.
    """

    def __init__(self, documents: Documents, resolve: Resolve, files: Sequence[str]) -> None:
        self._documents = documents
        self._resolve = resolve
        self._files = files
        self._futures: dict[str, list[str]] | None = None

    def seen(self, document: Document) -> Journey:
        """Return a map with what it sees, and the faults that may leave something out of it."""
        sight = look(document, self._documents, self._resolve)
        faults: list[tuple[str, Fault]] = [(document.path, fault) for fault in document.faults]
        faults.extend(sight.faults)
        for library in sight.libraries:
            faults.extend((library, fault) for fault in self._documents.get(library).faults)
        if sight.whole:
            faults.extend(
                (document.path, unknown(reference, sight, "", suggest=False))
                for reference in document.bound.references
                if not sight.knows(reference)
            )
        return Journey(document, sight, tuple(faults), (), self._documents.get, self)

    def finds(self, file: str, mention: str) -> bool:
        """Tell whether a path that a file mentions leads to a file of the workspace."""
        return self._resolve(file, mention) is not None

    def futures(self, path: str) -> list[Journey]:
        """Return the maps of the run that name the map at a path as their as-is, in the order of the run."""
        if self._futures is None:
            self._futures = self._all_futures()
        return [self.seen(self._documents.get(each)) for each in self._futures.get(path, ())]

    def _all_futures(self) -> dict[str, list[str]]:
        """Return the paths of future maps by the path of what they change; most files need no parsing."""
        found: dict[str, list[str]] = {}
        for file in sorted(self._files):
            if not self._documents.holds(file, _WORD):
                continue
            for mention in self._documents.get(file).bound.paths:
                target = self._resolve(file, mention.path) if mention.purpose == "as_is" else None
                if target is not None and target != file:
                    found.setdefault(target, []).append(file)
        return found
