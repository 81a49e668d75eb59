"""What a file sees: its own definitions and those of the libraries it uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from itertools import islice
from typing import Any, TypeAlias

from jmap.faults import Fault, On, Place, Route
from jmap.model.binder import Reference
from jmap.model.journey_file import SECTIONS
from jmap.nearest import nearest
from jmap.records import frozen
from jmap.workspace.documents import Document, Documents

Resolve: TypeAlias = Callable[[str, str], str | None]
"""From a file and a path it mentions to the path below the root, or None."""

PATH_HINT = (
    "write a path relative to this file, with `/`, to a file inside the workspace, spelled as it is there"
)
_FEW = 8
"""So many ids are still worth listing in a hint."""


@frozen
class Definition:
    """An object of a section, and the file that defines it."""

    file: str
    section: str
    id: str
    object: Any

    @property
    def place(self) -> Place:
        """Return the place of its key."""
        return Place((self.section, self.id), On.KEY, self.file)


@frozen
class Sight:
    """All definitions that a file sees, by section and id, and the libraries they came from.

    Libraries stand in the order of `uses`, each after those that it uses itself. `whole` is False
    where one of the files could not be read to its end, or is not there. `gaps` are, for each file that has
    some, its lists with empty items.
    """

    sections: Mapping[str, Mapping[str, Definition]]
    libraries: tuple[str, ...]
    faults: tuple[tuple[str, Fault], ...]
    whole: bool
    gaps: Mapping[str, Mapping[Route, tuple[int, ...]]] = field(default_factory=dict)

    def has(self, section: str, id_: str) -> bool:
        """Tell whether an id of a section is in sight."""
        return id_ in self.sections[section]

    def knows(self, reference: Reference) -> bool:
        """Tell whether what is referred to is in sight; an owner may be free text where no teams are."""
        if reference.soft and not self.sections["teams"]:
            return True
        return self.has(reference.section, reference.id)


def look(document: Document, documents: Documents, resolve: Resolve) -> Sight:
    """Return what a document sees, with the faults of `uses` and of ids that clash.

    Each fault comes with the file that it is in.
    """
    faults: list[tuple[str, Fault]] = []
    libraries = list(_libraries(document, documents, resolve, faults))
    sections: dict[str, dict[str, Definition]] = {section: {} for section in SECTIONS}
    clashes: dict[tuple[str, str], list[Definition]] = {}
    whole = document.whole and not any(fault.code != "JM203" for _, fault in faults)
    for each in (*libraries, document):
        whole = whole and each.whole
        for section in SECTIONS:
            seen = sections[section]
            for id_, thing in getattr(each.bound.file, section).items():
                definition = Definition(each.path, section, id_, thing)
                first = seen.setdefault(id_, definition)
                if first is not definition:
                    clashes.setdefault((section, id_), [first]).append(definition)
    uses: dict[str, set[str]] = {}
    for several in clashes.values():
        for path in {each.file for each in several} - uses.keys():
            uses[path] = _used_by(path, documents, resolve)
        faults.extend(_clashes(several, uses))
    gaps = {each.path: each.bound.gaps for each in (*libraries, document) if each.bound.gaps}
    return Sight(sections, tuple(each.path for each in libraries), tuple(faults), whole, gaps)


def unknown(reference: Reference, sight: Sight, hint: str, *, suggest: bool = True) -> Fault:
    """Return the fault of an id that is not in sight; `hint` says more than the nearest id can.

    Without `suggest` no nearest id is looked for, which takes time that grows with the ids there are.
    """
    one = SINGULAR[reference.section]
    known = sight.sections[reference.section]
    guess = nearest(reference.id, known) if suggest else None
    related: tuple[Place, ...] = ()
    if guess is not None:
        hint = f"did you mean `{guess}`?"
        place = known[guess].place
        related = (Place(place.route, place.on, place.file, "defined here"),)
    elif not hint and not known:
        hint = f"this map and its libraries define no `{reference.section}` yet"
    elif not hint:
        some = ", ".join(f"`{id_}`" for id_ in islice(known, _FEW))
        hint = f"`{reference.section}` has {some}" + (" and more" if len(known) > _FEW else "")
    return Fault(
        "JM201",
        f"no {one} `{reference.id}`",
        Place(reference.route, reference.on),
        hint,
        related,
        offending=reference.id,
    )


SINGULAR = {
    "teams": "team",
    "segments": "segment",
    "personas": "persona",
    "channels": "channel",
    "events": "event",
    "stages": "stage",
    "touchpoints": "touchpoint",
    "metrics": "metric",
    "evidence": "evidence",
    "opportunities": "opportunity",
    "plays": "play",
    "health": "health score",
}


def _clashes(several: list[Definition], uses: Mapping[str, set[str]]) -> Iterator[tuple[str, Fault]]:
    """Yield the faults of one id that several files define, the same from wherever they are seen.

    A file that uses another is the later of the two. Where neither does, or each the other, their names
    decide: the order in which a third file uses them is not theirs.
    """
    files = {each.file for each in several}

    def rank(definition: Definition) -> tuple[int, str]:
        file = definition.file
        below = [other for other in files if other in uses[file] and file not in uses[other]]
        return len(below), file

    first, *others = sorted(several, key=rank)
    for again in others:
        yield (
            again.file,
            Fault(
                "JM202",
                f"{SINGULAR[again.section]} `{again.id}` is defined twice",
                Place((again.section, again.id), On.KEY),
                "rename one of them, or keep one and use it in both places",
                (Place((first.section, first.id), On.KEY, first.file, "first defined here"),),
                offending=again.id,
            ),
        )


def _used_by(file: str, documents: Documents, resolve: Resolve) -> set[str]:
    """Return every file that a file uses, directly or through others."""
    used: set[str] = set()
    stack = [file]
    while stack:
        here = stack.pop()
        for mention in _mentions(documents.get(here)):
            path = resolve(here, mention.path)
            if path is not None and path not in used:
                used.add(path)
                stack.append(path)
    return used


def _libraries(
    document: Document, documents: Documents, resolve: Resolve, faults: list[tuple[str, Fault]]
) -> Iterator[Document]:
    """Yield the libraries a document uses, each once and after its own, without recursion."""
    done: set[str] = set()
    chain = [document.path]
    stack = [(document, iter(_mentions(document)))]
    while stack:
        here, mentions = stack[-1]
        mention = next(mentions, None)
        if mention is None:
            stack.pop()
            chain.pop()
            if stack and here.path not in done:
                done.add(here.path)
                yield here
            continue
        place = Place(mention.route)
        path = resolve(here.path, mention.path)
        if path is None:
            message = f"`{mention.path}` is not a file of this workspace"
            fault = Fault("JM204", message, place, PATH_HINT, offending=mention.path)
            faults.append((here.path, fault))
        elif path in chain:
            ring = " -> ".join(f"`{name}`" for name in (*chain[chain.index(path) :], path))
            message = f"`uses` goes round: {ring}"
            hint = "take one of these `uses` out, or move what both need into a third library"
            if path == here.path:
                message, hint = "the file uses itself", "take it out"
            fault = Fault("JM203", message, place, hint, offending=path)
            faults.append((here.path, fault))
        elif path not in done:
            library = documents.get(path)
            if library.bound.is_map:
                message = f"`{mention.path}` is a map, and only a library can be used"
                hint = "move what both need into a file without `stages`"
                fault = Fault("JM103", message, place, hint, offending=mention.path)
                faults.append((here.path, fault))
            else:
                chain.append(path)
                stack.append((library, iter(_mentions(library))))


def _mentions(document: Document) -> list[Any]:
    return [mention for mention in document.bound.paths if mention.purpose == "uses"]
