"""Everything that a map defines and uses, spelled out: what the grid has no room for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jmap.records import frozen
from jmap.render.cells import Row
from jmap.render.definition_rows import rows
from jmap.render.labels import SECTIONS
from jmap.render.scene import Scene
from jmap.render.shown import shown
from jmap.workspace.journey import Journey

_WORTH_A_WAY = ("metrics", "evidence")
"""Sections to whose definitions the others lead."""


@frozen
class Entry:
    """A definition: the fragment that leads to it where one does, its name, and what is said of it."""

    anchor: str
    name: str
    archived: bool
    rows: tuple[Row, ...]


@frozen
class Chapter:
    """The definitions of a section, by the name of the section."""

    section: str
    title: str
    entries: tuple[Entry, ...]


def chapters(scene: Scene) -> Iterator[Chapter]:
    """Yield the sections in sight with what the map defines or uses of them, directly or through others."""
    used = _used(scene.journey)
    anchors = {
        (section, each.id): f"d-{section}-{each.id}" for section in _WORTH_A_WAY for each in used[section]
    }
    links = {place: f"#{anchor}" for place, anchor in anchors.items()}
    links |= {("touchpoints", each.id): f"#tp-{each.id}" for each in scene.journey.file.touchpoints.values()}
    for section, title in SECTIONS.items():
        entries = tuple(
            Entry(
                anchors.get((section, each.id), ""),
                # An event goes by the name that the log has for it.
                each.id if section == "events" else each.title,
                each.archived,
                tuple(rows(scene, section, each, links)),
            )
            for each in used[section]
        )
        if entries:
            yield Chapter(section, title, entries)


def _used(journey: Journey) -> dict[str, list[Any]]:
    """Return the objects of each section that the map shows, and the events that its conditions name."""
    found = {section: [each.object for each in every] for section, every in shown(journey).items()}
    named = {each.name for each in journey.document.bound.events}
    own = {each.id for each in found["events"]}
    seen = journey.sight.sections["events"].items()
    found["events"] = [each.object for id_, each in seen if id_ in own | named]
    return found
