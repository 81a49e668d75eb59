"""The workspace: which files are meant, what each map sees, and the faults between files."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from jmap.faults import Fault, Place
from jmap.model.binder import PathMention, Reference
from jmap.model.journey_file import LIBRARY_KEYS
from jmap.records import frozen
from jmap.workspace import paths
from jmap.workspace.config import Config
from jmap.workspace.discovery import Home, discover
from jmap.workspace.documents import Document, Documents
from jmap.workspace.journey import Journey
from jmap.workspace.sight import PATH_HINT, Sight, look, unknown

_OF_MAPS = ("stages", "touchpoints")
_MOST_SUGGESTIONS = 100
_Ways: TypeAlias = dict[str, list[tuple[str, PathMention]]]


@frozen
class Asked:
    """The files asked for: paths below the root, those outside it, and whether it is all there is."""

    files: tuple[str, ...]
    outside: tuple[str, ...]
    complete: bool


def asked_for(named: Iterable[Path], home: Home, config: Config) -> Asked:
    """Return the files that paths of the command line mean; none named means the workspace.

    A file named is read whatever its name.
    """
    files: list[str] = []
    outside: list[str] = []
    whole = False
    for path in list(named) or [home.root]:
        inside = paths.below(home.root, path)
        if inside is None:
            outside.append(path.name)
        elif path.is_dir():
            whole = whole or inside == "."
            folder = home.root if inside == "." else home.root / inside
            files.extend(discover(home.root, folder, config.include, config.exclude))
        else:
            files.append(inside)
    return Asked(tuple(dict.fromkeys(files)), tuple(outside), whole)


class Workspace:
    """Reads the files asked for, one map at a time; libraries are kept, maps are not.

    `given` are texts that stand for files, such as standard input.
    """

    def __init__(
        self, home: Home, config: Config, asked: Asked, given: dict[str, bytes] | None = None
    ) -> None:
        self.root = home.root
        self.config = config
        self.asked = asked
        self.documents = Documents(home.root, config.reader_limits(), given)
        self._unresolved: dict[str, list[Reference]] = {}
        self._library_faults: dict[str, list[tuple[str, Fault]]] = {}
        self._used: set[str] = set()
        self._suggested = 0
        self._leads: dict[str, _Ways] = {"expands": {}, "as_is": {}}
        self._elsewhere: dict[tuple[str, str], str] | None = None
        paths.forget()

    def journeys(self) -> Iterator[Journey]:
        """Yield the maps asked for, sorted by path, each with the faults of what it is made of.

        Libraries asked for are read on the way; `leftovers` has what concerns them alone.
        """
        for path in sorted(self.asked.files):
            document = self.documents.get(path)
            if document.bound.is_map:
                yield self._journey(document)
            else:
                self._library(document)

    def leftovers(self) -> Iterator[tuple[str, Fault]]:
        """Yield faults of libraries, of files outside, and of maps that expand into each other.

        Call it once all journeys are through: only then is it known what no map gives a library.
        """
        for shown in self.asked.outside:
            for fault in self.documents.outside(shown).faults:
                yield shown, fault
        for path, faults in sorted(self._library_faults.items()):
            yield from faults
            sight: Sight | None = None
            for reference in self._unresolved.get(path, ()):
                unjudged = reference.section in _OF_MAPS or path not in self._used
                if unjudged and not self.asked.complete:
                    continue
                sight = sight or look(self.documents.get(path), self.documents, self._resolve)
                yield path, self._unknown(path, reference, sight)
        yield from _rings(
            self._leads["expands"], "maps expand into each other", "let the detail end at one of these maps"
        )
        yield from _rings(
            self._leads["as_is"], "maps name each other as their as-is", "keep the one from future to current"
        )

    def libraries(self) -> tuple[str, ...]:
        """Return the libraries read so far, sorted."""
        return tuple(sorted(self._library_faults))

    def _journey(self, document: Document) -> Journey:
        sight = look(document, self.documents, self._resolve)
        faults = [(document.path, fault) for fault in document.faults]
        faults.extend(sight.faults)
        for library in sight.libraries:
            self._used.add(library)
            self._library(self.documents.get(library))
            faults.extend(self._library_faults[library])
            open_ = self._unresolved[library]
            self._unresolved[library] = [each for each in open_ if not _known(each, sight)]
        if sight.whole:
            faults.extend(
                (document.path, self._unknown(document.path, reference, sight))
                for reference in document.bound.references
                if not _known(reference, sight)
            )
        faults.extend((document.path, fault) for fault in self._path_faults(document))
        unique = tuple(dict.fromkeys(faults))
        return Journey(document, sight, unique)

    def _library(self, document: Document) -> None:
        if document.path in self._library_faults:
            return
        self._library_faults[document.path] = []
        sight = look(document, self.documents, self._resolve)
        faults = [(document.path, fault) for fault in document.faults]
        faults.extend(each for each in sight.faults if each[0] == document.path)
        faults.extend((document.path, fault) for fault in self._path_faults(document))
        self._library_faults[document.path] = faults
        open_ = [each for each in document.bound.references if not _known(each, sight)]
        self._unresolved[document.path] = open_ if sight.whole else []

    def _resolve(self, file: str, mention: str) -> str | None:
        return paths.inside(self.root, file, mention)

    def _path_faults(self, document: Document) -> Iterator[Fault]:
        """Yield what is wrong with paths other than `uses`, and remember which maps expand."""
        for mention in document.bound.paths:
            if mention.purpose == "uses":
                continue
            place = Place(mention.route)
            path = self._resolve(document.path, mention.path)
            if path is None:
                if mention.purpose == "file" and paths.may_be(self.root, document.path, mention.path):
                    continue
                message = f"`{mention.path}` is not a file of this workspace"
                yield Fault("JM204", message, place, PATH_HINT, offending=mention.path)
            elif mention.purpose in ("expands", "as_is"):
                ways = self._leads[mention.purpose].setdefault(document.path, [])
                ways.append((path, mention))
                if path == document.path:
                    message = "the map is its own as-is"
                    if mention.purpose == "expands":
                        message = "the map expands into itself"
                    hint = "name another map, or take it out"
                    yield Fault("JM205", message, place, hint, offending=path)
                elif self._is_library(path):
                    message = f"`{mention.path}` is a library, but a map is expected"
                    hint = "name a file that has `stages`"
                    yield Fault("JM103", message, place, hint, offending=mention.path)

    def _is_library(self, path: str) -> bool:
        target = self.documents.get(path)
        return target.root is not None and target.whole and not target.bound.is_map

    def _unknown(self, file: str, reference: Reference, sight: Sight) -> Fault:
        """Return the fault of an unknown id; past the first hundred of a run without a suggestion."""
        self._suggested += 1
        few = self._suggested <= _MOST_SUGGESTIONS
        return unknown(reference, sight, self._where(file, reference) if few else "", suggest=few)

    def _where(self, file: str, reference: Reference) -> str:
        """Return a hint that names the library where an id is defined, if one is."""
        if reference.section in _OF_MAPS:
            return ""
        if self._elsewhere is None:
            self._elsewhere = dict(self._definitions_elsewhere())
        library = self._elsewhere.get((reference.section, reference.id))
        if library is None or library == file:
            return ""
        return f"`{library}` defines it: add `{_relative(file, library)}` to `uses`"

    def _definitions_elsewhere(self) -> Iterator[tuple[tuple[str, str], str]]:
        for path in discover(self.root, self.root, self.config.include, self.config.exclude):
            if self.documents.looks_like_map(path):
                continue
            document = self.documents.get(path)
            for section in LIBRARY_KEYS:
                objects = getattr(document.bound.file, section)
                if isinstance(objects, dict):
                    yield from (((section, id_), path) for id_ in objects)


def _rings(ways: _Ways, what: str, hint: str) -> Iterator[tuple[str, Fault]]:
    """Yield one fault for each ring of maps that lead to each other, at its closing mention."""
    state: dict[str, int] = {}
    for start in sorted(ways):
        if start in state:
            continue
        chain = [start]
        state[start] = 1
        stack = [iter(ways.get(start, ()))]
        while stack:
            step = next(stack[-1], None)
            if step is None:
                stack.pop()
                state[chain.pop()] = 2
                continue
            path, mention = step
            if state.get(path) == 1 and path != chain[-1]:
                ring = (*chain[chain.index(path) :], path)
                message = f"{what}: {' -> '.join(f'`{name}`' for name in ring)}"
                yield chain[-1], Fault("JM205", message, Place(mention.route), hint, offending=path)
            elif path not in state:
                state[path] = 1
                chain.append(path)
                stack.append(iter(ways.get(path, ())))


def _known(reference: Reference, sight: Sight) -> bool:
    if reference.soft and not sight.sections["teams"]:
        return True
    return sight.has(reference.section, reference.id)


def _relative(file: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(file) or ".")
