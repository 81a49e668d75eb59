"""Where a file mentions something, and on whose behalf."""

from __future__ import annotations

from jmap.faults import Route
from jmap.model.events import matches
from jmap.workspace.documents import Document
from jmap.workspace.sight import SINGULAR


def speaker(route: Route) -> str | None:
    """Return who says what stands at a route: `stage `use``; None for the map or library itself."""
    section, *inside = route
    return f"{SINGULAR[str(section)]} `{inside[0]}`" if inside and section in SINGULAR else None


def of_event(document: Document, at: Route, name: str) -> Route:
    """Return where an event is named below a route, by itself or by a glob; the route if it is not."""
    for mention in document.bound.events:
        if mention.route[: len(at)] == at and matches(mention.name, name):
            return mention.route
    return at


def of_metric(document: Document, at: Route, id_: str) -> Route:
    """Return where a metric is compared below a route; the route if that is in several places."""
    found = [
        reference.route
        for reference in document.bound.references
        if reference.id == id_ and reference.section == "metrics" and reference.route[: len(at)] == at
    ]
    return (*found[0][:-1], "is") if len(found) == 1 else at


def by_archived(document: Document, route: Route) -> bool:
    """Tell whether an archived object says what stands at a route."""
    objects = getattr(document.bound.file, str(route[0]), None)
    owner = objects.get(route[1]) if isinstance(objects, dict) and len(route) > 1 else None
    return owner is not None and owner.archived
