"""Where a file mentions something, and on whose behalf."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Route
from jmap.model.binder import EventMention, Reference
from jmap.model.events import matches
from jmap.workspace.documents import Document
from jmap.workspace.journey import Journey
from jmap.workspace.sight import SINGULAR


def speaker(route: Route) -> str | None:
    """Return who says what stands at a route: `stage `use``; None for the map or library itself."""
    section, *inside = route
    return f"{SINGULAR[str(section)]} `{inside[0]}`" if inside and section in SINGULAR else None


def of_event(journey: Journey, stage: str, key: str, name: str) -> Route:
    """Return where a condition of a stage names an event, by itself or by a glob, from the stage on."""
    mentions = journey.mentions.get((stage, key), ())
    events = (each for each in mentions if isinstance(each, EventMention) and matches(each.name, name))
    found = next((each.route for each in events), None)
    return (key,) if found is None else found[2:]


def of_metric(journey: Journey, stage: str, key: str, id_: str) -> Route:
    """Return where a condition of a stage compares a metric; the whole of it if in several places."""
    mentions = journey.mentions.get((stage, key), ())
    metrics = (each for each in mentions if isinstance(each, Reference) and each.section == "metrics")
    found = [each.route for each in metrics if each.id == id_]
    return (*found[0][2:-1], "is") if len(found) == 1 else (key,)


def events_of(journey: Journey) -> Iterator[tuple[str, EventMention]]:
    """Yield the events that the map mentions, and those of its libraries in what concerns it, with the file.

    The stages that a library's measure may mean are those of another map.
    """
    for mention in journey.document.bound.events:
        if not by_archived(journey.document, mention.route):
            yield journey.path, mention
    concern = {
        *(("plays", each.id) for each in journey.plays()),
        *(("metrics", each.id) for each in journey.metrics()),
        *(("health", each.id) for each in journey.health()),
    }
    for library in journey.libraries:
        for mention in library.bound.events:
            if mention.route[:2] in concern and not mention.or_stage:
                yield library.path, mention


def by_archived(document: Document, route: Route) -> bool:
    """Tell whether an archived object says what stands at a route."""
    objects = getattr(document.bound.file, str(route[0]), None)
    owner = objects.get(route[1]) if isinstance(objects, dict) and len(route) > 1 else None
    return owner is not None and owner.archived
