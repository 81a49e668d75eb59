"""Where a figure comes from: its line in a file, and its place on the page of its map."""

from __future__ import annotations

from jmap.faults import On, Route
from jmap.model.binder import as_written
from jmap.records import frozen
from jmap.workspace.journey import Journey
from jmap.yaml.nodes import locate


@frozen
class Where:
    """A place: line and column of a file, counted from 1, and the object there, both '' for the map itself.

    `map` is the id of the map; `anchor` the part of its page that shows the object, or '' where none does.
    """

    map: str
    file: str
    line: int
    column: int
    section: str
    id: str
    anchor: str


def where_of(journey: Journey, section: str = "", id_: str = "", at: Route = ()) -> Where:
    """Return the place of an object in sight, or of what stands at a route within it.

    Without an `at` it is the key of the object; without an object, the value at a route of the map.
    """
    file = journey.file_of(section, id_) if section else journey.path
    route: Route = (section, id_, *at) if section else at
    route = as_written(route, journey.sight.gaps.get(file, {}))
    document = journey.document if file == journey.path else journey.read(file)
    span = locate(document.root, route, On.VALUE if at else On.KEY)
    line, column = (span.line, span.column) if span is not None else (1, 1)
    return Where(journey.id, file, line, column, section, id_, anchor_of(journey, section, id_))


def anchor_of(journey: Journey, section: str, id_: str) -> str:
    """Return the id of the part of a map's page that shows an object, or nothing where none does."""
    if section == "touchpoints" and id_ in journey.file.touchpoints:
        touchpoint = journey.file.touchpoints[id_]
        return f"tp-{id_}" if journey.stage_of(touchpoint) is not None else ""
    if section == "stages" and id_ in journey.file.stages:
        return f"st-{id_}"
    stages = stages_of(journey, section, id_)
    return f"st-{stages[0]}" if stages else ""


def stages_of(journey: Journey, section: str, id_: str) -> list[str]:
    """Return the stages at which an object shows."""
    if section == "stages":
        return [id_] if id_ in journey.file.stages else []
    if section == "touchpoints":
        touchpoint = journey.file.touchpoints.get(id_)
        return [touchpoint.stage] if touchpoint is not None and touchpoint.stage else []
    if section == "metrics":
        return [stage.id for stage in journey.stages_with(id_)]
    if section in ("opportunities", "plays"):
        found = journey.definition(section, id_)
        if found is None:
            return []
        touched = {*found.object.stages}
        for each in found.object.touchpoints:
            touchpoint = journey.file.touchpoints.get(each)
            if touchpoint is not None and touchpoint.stage:
                touched.add(touchpoint.stage)
        return [stage.id for stage in journey.stages if stage.id in touched]
    return []


def owner_of(journey: Journey, section: str, id_: str) -> str:
    """Return the name of who answers for an object: its own owner, else the map's; '' where nobody does."""
    owner = answers_for(journey, section, id_)
    return journey.title_of("teams", owner) if owner else ""


def answers_for(journey: Journey, section: str, id_: str) -> str:
    """Return the id of the team, or the text, that `owner_of` gives the name of."""
    owner = None
    if section == "touchpoints" and id_ in journey.file.touchpoints:
        owner = journey.owner_of(journey.file.touchpoints[id_])
    elif section in journey.sight.sections and id_ in journey.sight.sections[section]:
        owner = getattr(journey.sight.sections[section][id_].object, "owner", None)
    return owner or journey.file.owner or ""
