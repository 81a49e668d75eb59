"""Something in force refers to something archived.

What: nothing that is in force refers to an object with `status: archived`: no stage to an archived team, no
touchpoint to an archived channel, stage or event of the tracking plan. Archived objects may refer to each
other, and an archived map to anything.

Why: what is archived is kept for the record, drawn faintly and not audited. A touchpoint in an archived stage
has left the journey without a word, and an archived team answers for nothing.

Fix: refer to what took its place, take the mention out, or archive what makes it too.

Source: ours; it follows from what `status: archived` means.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import On, Place, Route, Severity
from jmap.rules.mentions import by_archived, speaker
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.documents import Document
from jmap.workspace.journey import Journey
from jmap.workspace.sight import SINGULAR, Definition

RULE = Rule(code="JM207", name="archived-reference", severity=Severity.WARNING, on="map")


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look through the mentions of the map and of its libraries for what is archived."""
    archived = {
        (section, id_): definition
        for section, objects in journey.sight.sections.items()
        for id_, definition in objects.items()
        if definition.object.archived
    }
    in_force = journey.file.status != "archived"
    faults = list(_faults(journey, archived, see)) if archived and in_force else []
    yield from faults or [see.passed(journey)]


def _faults(journey: Journey, archived: dict[tuple[str, str], Definition], see: See) -> Iterator[Outcome]:
    for document in (journey.document, *journey.libraries):
        for route, on, named in _mentions(document):
            definition = archived.get(named)
            if definition is not None and not by_archived(document, route):
                yield _fault(see, document, route, on, definition)


def _mentions(document: Document) -> Iterator[tuple[Route, On, tuple[str, str]]]:
    """Yield where each object is mentioned, and which: its section and id."""
    for reference in document.bound.references:
        yield reference.route, reference.on, (reference.section, reference.id)
    for mention in document.bound.events:
        yield mention.route, On.VALUE, ("events", mention.name)


def _fault(see: See, document: Document, route: Route, on: On, definition: Definition) -> Outcome:
    one = SINGULAR[definition.section]
    who = speaker(route)
    whole = "the map" if document.bound.is_map else "the library"
    message = f"{who or whole} refers to {one} `{definition.id}`, which is archived"
    another = "other evidence" if definition.section == "evidence" else f"another {one}"
    hint = f"name {another}, or {f'archive {who} too' if who else 'take it out'}"
    status = Place((definition.section, definition.id, "status"), On.VALUE, definition.file, "archived here")
    place = Place(route, on, document.path)
    return see.failed_at(place, message, hint, related=(status,), offending=definition.id)
