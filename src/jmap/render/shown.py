"""Which definitions a map shows: its own, what it refers to, and what those refer to in turn."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.model.journey_file import SECTIONS
from jmap.workspace.documents import Document
from jmap.workspace.journey import Journey
from jmap.workspace.sight import Definition

_Key = tuple[str, str]


def shown(journey: Journey) -> dict[str, list[Definition]]:
    """Return the definitions of each section, in the order in which the map sees them."""
    mentions = {
        key: ids for document in (*journey.libraries, journey.document) for key, ids in _mentions(document)
    }
    wanted = dict.fromkeys(_beginning(journey))
    waiting = list(wanted)
    while waiting:
        for key in mentions.get(waiting.pop(), ()):
            if key not in wanted:
                wanted[key] = None
                waiting.append(key)
    sections = journey.sight.sections
    return {
        section: [each for id_, each in sections[section].items() if (section, id_) in wanted]
        for section in SECTIONS
    }


def _beginning(journey: Journey) -> Iterator[_Key]:
    """Yield what the map itself defines, names, or is concerned by."""
    for section in SECTIONS:
        for id_ in getattr(journey.file, section):
            yield section, id_
    for each in journey.document.bound.references:
        yield each.section, each.id
    for section in ("personas", "opportunities", "plays", "health"):
        for thing in getattr(journey, section)():
            yield section, thing.id


def _mentions(document: Document) -> Iterator[tuple[_Key, list[_Key]]]:
    """Yield each object of a file with the ids that it refers to."""
    found: dict[_Key, list[_Key]] = {}
    for each in document.bound.references:
        if len(each.route) > 1:
            found.setdefault((str(each.route[0]), str(each.route[1])), []).append((each.section, each.id))
    yield from found.items()
