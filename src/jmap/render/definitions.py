"""Everything that a map defines and uses, spelled out: what the grid has no room for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jmap.model.described import shape_of
from jmap.model.kinds import Items, Nested, Owner, Ref, Refs, Section
from jmap.records import frozen
from jmap.render.cells import Row
from jmap.render.definition_rows import rows
from jmap.render.labels import SECTIONS
from jmap.render.scene import Scene

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
    used = _used(scene)
    shown = {
        section: {id_: each for id_, each in _in_sight(scene, section).items() if id_ in used[section]}
        for section in SECTIONS
    }
    anchors = {(section, id_): f"d-{section}-{id_}" for section in _WORTH_A_WAY for id_ in shown[section]}
    links = {place: f"#{anchor}" for place, anchor in anchors.items()}
    links |= {("touchpoints", each.id): f"#tp-{each.id}" for each in scene.journey.file.touchpoints.values()}
    for section, title in SECTIONS.items():
        entries = tuple(
            Entry(
                anchors.get((section, id_), ""),
                # An event goes by the name that the log has for it.
                id_ if section == "events" else each.title,
                each.archived,
                tuple(rows(scene, section, each, links)),
            )
            for id_, each in shown[section].items()
        )
        if entries:
            yield Chapter(section, title, entries)


def _in_sight(scene: Scene, section: str) -> dict[str, Any]:
    if section == "stages":
        return dict(scene.journey.file.stages)
    return {id_: found.object for id_, found in scene.journey.sight.sections[section].items()}


def _used(scene: Scene) -> dict[str, set[str]]:
    """Return the ids of what the map defines, names or shows, and of what that names in turn."""
    journey, found = scene.journey, {}
    for section in SECTIONS:
        found[section] = set(getattr(journey.file, section))
    for each in journey.document.bound.references:
        found.setdefault(each.section, set()).add(each.id)
    found["events"] |= {each.name for each in journey.document.bound.events}
    shown = {
        "segments": journey.segments(),
        "personas": scene.personas,
        "metrics": journey.metrics(),
        "evidence": journey.evidence(),
        "opportunities": journey.opportunities(),
        "plays": journey.plays(),
        "health": journey.health(),
    }
    for section, objects in shown.items():
        found[section] |= {each.id for each in objects}
    waiting = [(section, id_) for section, ids in found.items() for id_ in ids]
    while waiting:
        section, id_ = waiting.pop()
        known = journey.sight.sections.get(section, {}).get(id_)
        for named in _named(known.object) if known is not None else ():
            if named[1] not in found.setdefault(named[0], set()):
                found[named[0]].add(named[1])
                waiting.append(named)
    return found


def _named(thing: Any) -> Iterator[tuple[str, str]]:
    """Yield the section and id of everything that an object refers to."""
    for field in shape_of(type(thing)).fields.values():
        value = getattr(thing, field.attribute)
        match field.kind:
            case Ref(section=section) if value:
                yield section, value
            case Refs(section=section):
                yield from ((section, id_) for id_ in value or ())
            case Owner() if value:
                yield "teams", value
            case Nested() if value is not None:
                yield from _named(value)
            case Items():
                yield from (named for each in value for named in _named(each))
            case Section():
                yield from (named for each in value.values() for named in _named(each))
