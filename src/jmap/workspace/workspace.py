"""The workspace: which files are meant, what each map sees, and the faults between files."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path

from jmap.faults import Fault, Place
from jmap.model.binder import Reference
from jmap.model.journey_file import LIBRARY_KEYS
from jmap.records import frozen
from jmap.workspace import paths
from jmap.workspace.bands import unknown_bands
from jmap.workspace.config import Config
from jmap.workspace.discovery import Home, Unlisted, discover
from jmap.workspace.documents import Document, Documents
from jmap.workspace.facts import Facts, Lead, facts_of
from jmap.workspace.journey import Journey
from jmap.workspace.relations import Relations
from jmap.workspace.rings import rings_of
from jmap.workspace.sight import PATH_HINT, Sight, look, unknown

_OF_MAPS = ("stages", "touchpoints")
_MOST_SUGGESTIONS = 100
_MOST_WEIGHED = 200_000
"""So many ids are weighed for suggestions in one file."""


@frozen
class Asked:
    """The files asked for: paths below the root, those outside it, and whether it is all there is.

    `outside` are paths from the root too, with `..`. `folders` are those that were looked into, as paths
    below the root, which is ''; `unlisted` those that could not be.
    """

    files: tuple[str, ...]
    outside: tuple[str, ...]
    complete: bool
    folders: tuple[str, ...] = ()
    unlisted: tuple[Unlisted, ...] = ()


def asked_for(named: Iterable[Path], home: Home, config: Config) -> Asked:
    """Return the files that paths of the command line mean; none named means the workspace.

    A file named is read whatever its name.
    """
    files: list[str] = []
    outside: list[str] = []
    folders: list[str] = []
    unlisted: list[Unlisted] = []
    whole = False
    for path in list(named) or [home.root]:
        inside = paths.below(home.root, path)
        if inside is None:
            outside.append(paths.shown(home.root, path))
        elif path.is_dir():
            whole = whole or inside == "."
            folder = home.root if inside == "." else home.root / inside
            files.extend(discover(home.root, folder, config.include, config.exclude, folders, unlisted))
        else:
            files.append(inside)
    return Asked(
        tuple(dict.fromkeys(files)),
        tuple(dict.fromkeys(outside)),
        whole and not unlisted,
        tuple(folders),
        tuple(dict.fromkeys(unlisted)),
    )


class Workspace:
    """Reads the files asked for, one map at a time; libraries are kept, maps are not.

    `given` are texts that stand for files, such as standard input. `facts` are those of every file looked
    at so far; a run that knows some from elsewhere adds them.
    """

    def __init__(
        self, home: Home, config: Config, asked: Asked, given: dict[str, bytes] | None = None
    ) -> None:
        self.root = home.root
        self.config = config
        self.asked = asked
        self.documents = Documents(home.root, config.reader_limits(), given)
        self.facts: dict[str, Facts] = {}
        self.consulted_elsewhere = False
        self._relations = Relations(self.documents, self._resolve, asked.files)
        self._library_faults: dict[str, tuple[tuple[str, Fault], ...]] = {}
        self._suggested = self._weighed = 0
        self._elsewhere: dict[tuple[str, str], str] | None = None
        paths.forget()

    def journeys(self, files: Iterable[str] | None = None) -> Iterator[Journey]:
        """Yield the maps asked for, or those of some files, sorted by path, with the faults of their parts.

        Libraries asked for are read on the way; `leftovers` has what concerns them alone.
        """
        for path in sorted(self.asked.files if files is None else files):
            journey = self.look_at(path)
            if journey is not None:
                yield journey

    def look_at(self, path: str) -> Journey | None:
        """Read a file and return its map, or None where it is a library; note the facts of both."""
        self._suggested = self._weighed = 0
        document = self.documents.get(path)
        if document.bound.is_map:
            return self._journey(document)
        self._library(document)
        return None

    def leftovers(self) -> Iterator[tuple[str, Fault]]:
        """Yield faults of libraries, and what `between_files` does, when all journeys are through."""
        for path in self.libraries():
            yield from self.faults_of_library(path)
        yield from self.between_files()

    def between_files(self) -> Iterator[tuple[str, Fault]]:
        """Yield what stands in no file that was looked at, and what only shows when all facts are known.

        Only then is it known what no map gives a library, and which maps expand into each other.
        """
        for shown in self.asked.outside:
            for fault in self.documents.outside(shown).faults:
                yield shown, fault
        for folder in self.asked.unlisted:
            message = f"this folder cannot be looked into: {folder.reason}"
            hint = "give yourself the right to list it, or leave it out with `exclude`"
            yield folder.path, Fault("JM011", message, Place(), hint)
        known = still_open(self.facts.values())
        for path in self.libraries():
            unknown_here = known.get(path, ())
            if unknown_here:
                yield from self._never_given(path, set(unknown_here))
        yield from self._rings_of_libraries()
        yield from rings_of(self.facts.values())

    def libraries(self) -> tuple[str, ...]:
        """Return the libraries looked at so far, sorted."""
        return tuple(sorted(path for path, facts in self.facts.items() if not facts.is_map))

    def faults_of_library(self, path: str) -> tuple[tuple[str, Fault], ...]:
        """Return what is wrong with a library that has been looked at, whoever uses it."""
        return self._library_faults.get(path, ())

    def mentions(self, path: str) -> tuple[str, ...]:
        """Return every path that a file mentions."""
        return tuple(dict.fromkeys(each.path for each in self.documents.get(path).bound.paths))

    def leads_to(self, file: str, mention: str) -> str:
        """Return where a path that a file mentions leads: a path below the root, or why to nowhere."""
        path = self._resolve(file, mention)
        if path is not None:
            return path
        return "?" if paths.may_be(self.root, file, mention) else ""

    def _never_given(self, path: str, unknown_here: set[str]) -> Iterator[tuple[str, Fault]]:
        """Yield a fault for each mention of a library that neither it nor any map that uses it defines."""
        self._suggested = self._weighed = 0
        document = self.documents.get(path)
        sight: Sight | None = None
        used = any(path in facts.sees for facts in self.facts.values() if facts.is_map)
        for reference in document.bound.references:
            if f"{reference.section}/{reference.id}" not in unknown_here:
                continue
            unjudged = reference.section in _OF_MAPS or not used
            if unjudged and not self.asked.complete:
                continue
            sight = sight or look(document, self.documents, self._resolve)
            if not sight.knows(reference):
                yield path, self._unknown(path, reference, sight)

    def _rings_of_libraries(self) -> Iterator[tuple[str, Fault]]:
        """Yield the faults of libraries that use each other and that no map shows."""
        shown = {library for facts in self.facts.values() if facts.is_map for library in facts.sees}
        sees = {path: self.facts[path].sees for path in self.libraries()}
        for path, seen in sees.items():
            others = [each for each in seen if path in sees.get(each, ())]
            if path not in shown and others:
                shown.update(others)
                sight = look(self.documents.get(path), self.documents, self._resolve)
                yield from (each for each in sight.faults if each[1].code == "JM203")

    def _journey(self, document: Document) -> Journey:
        sight = look(document, self.documents, self._resolve)
        faults = [(document.path, fault) for fault in document.faults]
        faults.extend(sight.faults)
        unknown_here: list[tuple[str, str]] = []
        for library in sight.libraries:
            self._library(self.documents.get(library))
            faults.extend(self._library_faults[library])
            for _, mention in self.facts[library].open:
                section, id_ = mention.split("/", 1)
                if not sight.has(section, id_):
                    unknown_here.append((library, mention))
        if sight.whole:
            faults.extend(
                (document.path, self._unknown(document.path, reference, sight))
                for reference in document.bound.references
                if not sight.knows(reference)
            )
            for each in (document, *map(self.documents.get, sight.libraries)):
                faults.extend((each.path, fault) for fault in self._unknown_bands(each, sight))
        leads: list[Lead] = []
        faults.extend((document.path, fault) for fault in self._path_faults(document, leads))
        self.facts[document.path] = facts_of(document, sight, tuple(leads), tuple(unknown_here))
        unique = tuple(dict.fromkeys(faults))
        return Journey(document, sight, unique, tuple(leads), self.documents.get, self._relations)

    def _library(self, document: Document) -> None:
        path = document.path
        if path in self._library_faults:
            return
        self._library_faults[path] = ()
        sight = look(document, self.documents, self._resolve)
        faults = [(path, fault) for fault in document.faults]
        faults.extend(each for each in sight.faults if each[0] == path)
        if sight.whole:
            faults.extend((path, fault) for fault in self._unknown_bands(document, sight))
        leads: list[Lead] = []
        faults.extend((path, fault) for fault in self._path_faults(document, leads))
        self._library_faults[path] = tuple(faults)
        unknown_here = [
            (path, f"{each.section}/{each.id}") for each in document.bound.references if not sight.knows(each)
        ]
        unique = tuple(dict.fromkeys(unknown_here)) if sight.whole else ()
        self.facts[path] = facts_of(document, sight, tuple(leads), unique)

    def _unknown_bands(self, document: Document, sight: Sight) -> Iterator[Fault]:
        return unknown_bands(document, sight, self.documents.get)

    def _resolve(self, file: str, mention: str) -> str | None:
        return paths.inside(self.root, file, mention)

    def _path_faults(self, document: Document, leads: list[Lead]) -> Iterator[Fault]:
        """Yield what is wrong with paths other than `uses`, and note which lead to other maps."""
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
                leads.append(Lead(mention.purpose, path, mention.route))
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
        """Return the fault of an unknown id; past so many of a file without a suggestion."""
        self._suggested += 1
        self._weighed += len(sight.sections[reference.section])
        few = self._suggested <= _MOST_SUGGESTIONS and self._weighed <= _MOST_WEIGHED
        return unknown(reference, sight, self._where(file, reference) if few else "", suggest=few)

    def _where(self, file: str, reference: Reference) -> str:
        """Return a hint that names the library where an id is defined, if one is."""
        if reference.section in _OF_MAPS:
            return ""
        self.consulted_elsewhere = True
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


def still_open(facts: Iterable[Facts]) -> dict[str, tuple[str, ...]]:
    """Return, for each library, the ids that neither it nor any map that uses it knows.

    Each is `section/id`. What one map knows is known.
    """
    by_itself: dict[str, tuple[str, ...]] = {}
    by_maps: dict[str, set[str]] = {}
    for each in facts:
        if not each.is_map:
            by_itself[each.path] = tuple(mention for _, mention in each.open)
            continue
        here: dict[str, set[str]] = {library: set() for library in each.sees}
        for library, mention in each.open:
            here[library].add(mention)
        for library, mentions in here.items():
            by_maps[library] = by_maps[library] & mentions if library in by_maps else mentions
    return {
        path: tuple(mention for mention in mentions if path not in by_maps or mention in by_maps[path])
        for path, mentions in by_itself.items()
    }


def _relative(file: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(file) or ".")
