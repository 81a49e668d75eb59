"""What a map looks at: its stages, and whom it sees there, as plain data with no way back to the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from jmap.audit.people import people_shown, people_wanted, short_names
from jmap.records import frozen
from jmap.workspace.emotion_curve import CurvePoint, curve
from jmap.workspace.emotion_curve import judged as judged_curve
from jmap.workspace.journey import Journey


@frozen
class Named:
    """A persona or a segment: the id by which maps share it, and its name in the map's language."""

    id: str
    name: str


@frozen
class Tally:
    """Touchpoints, and the feelings known of them: their sum and how many there are."""

    touchpoints: int = 0
    total: float = 0.0
    felt: int = 0

    def plus(self, other: Tally) -> Tally:
        """Return the two together."""
        return Tally(self.touchpoints + other.touchpoints, self.total + other.total, self.felt + other.felt)


@frozen
class StageSeen:
    """How far a map looks into one of its stages.

    `every` counts all touchpoints, `unnamed` those that name no segment and so are for each that the map is
    made for, `segments` those that name some, by id. `people` counts, by id, what each persona of the map
    meets, as that persona feels it.
    """

    id: str
    name: str
    every: Tally
    unnamed: Tally
    segments: tuple[tuple[str, Tally], ...]
    people: tuple[tuple[str, Tally], ...]


@frozen
class Lead:
    """A map that holds the detail of a stage: the id of the stage, its name, and the path of the map."""

    stage: str
    name: str
    path: str


class Seen(Protocol):
    """What has to be known of a map to tell, over all maps, who is looked at where."""

    @property
    def path(self) -> str:
        """Return the path of its file."""

    @property
    def lang(self) -> str:
        """Return the language of its content."""

    @property
    def future(self) -> bool:
        """Tell whether it shows what shall be."""

    @property
    def lifecycle(self) -> bool:
        """Tell whether it spans the whole relationship."""

    @property
    def segments(self) -> tuple[Named, ...]:
        """Return the segments it is made for, none where it is for all."""

    @property
    def people_known(self) -> tuple[Named, ...]:
        """Return the personas in its sight that somebody ought to look at."""

    @property
    def segments_known(self) -> tuple[Named, ...]:
        """Return all segments in its sight."""

    @property
    def stages(self) -> tuple[StageSeen, ...]:
        """Return its stages in order."""

    @property
    def details(self) -> tuple[Lead, ...]:
        """Return the maps that hold the detail of its stages."""


@frozen
class MapSeen:
    """A map, by its id, and what it looks at; the rest is as in `Seen`."""

    id: str
    path: str
    lang: str
    future: bool
    lifecycle: bool
    segments: tuple[Named, ...]
    people_known: tuple[Named, ...]
    segments_known: tuple[Named, ...]
    stages: tuple[StageSeen, ...]
    details: tuple[Lead, ...]


def map_seen(journey: Journey) -> MapSeen:
    """Return what a map looks at."""
    return MapSeen(
        journey.id,
        journey.path,
        journey.file.lang,
        journey.file.state == "future",
        journey.is_lifecycle,
        _segments_chosen(journey),
        _people_known(journey),
        _segments_known(journey),
        _stages_seen(journey),
        tuple(_details_of(journey)),
    )


def _people_known(journey: Journey) -> tuple[Named, ...]:
    names = short_names(journey)
    return tuple(Named(each.id, names[each.id]) for each in people_wanted(journey))


def _segments_chosen(journey: Journey) -> tuple[Named, ...]:
    chosen = journey.file.for_.segments if journey.file.for_ is not None else ()
    return tuple(Named(id_, journey.title_of("segments", id_)) for id_ in chosen)


def _segments_known(journey: Journey) -> tuple[Named, ...]:
    every = journey.sight.sections["segments"].items()
    return tuple(Named(id_, found.object.title) for id_, found in every if not found.object.archived)


def _stages_seen(journey: Journey) -> tuple[StageSeen, ...]:
    by_place = _by_place(judged_curve(journey))
    by_person = {each.id: _by_place(curve(journey, each.id)) for each in people_shown(journey)}
    return tuple(_stages(journey, by_place, by_person))


def _details_of(journey: Journey) -> Iterator[Lead]:
    """Yield the maps that stages and touchpoints expand into, each once for a stage."""
    seen = set()
    for lead in journey.leads:
        if lead.purpose != "expands":
            continue
        section, id_ = str(lead.route[0]), str(lead.route[1])
        stage = journey.file.stages.get(id_)
        if section == "touchpoints" and id_ in journey.file.touchpoints:
            stage = journey.stage_of(journey.file.touchpoints[id_])
        if stage is not None and not stage.archived and (stage.id, lead.target) not in seen:
            seen.add((stage.id, lead.target))
            yield Lead(stage.id, stage.title, lead.target)


_Felt = dict[tuple[str, str | None], tuple[float, ...]]


def _stages(journey: Journey, by_place: _Felt, by_person: dict[str, _Felt]) -> Iterator[StageSeen]:
    for stage in journey.stages:
        steps = [(each, by_place.get((stage.id, each.id), ())) for each in journey.touchpoints_of(stage.id)]
        own = by_place.get((stage.id, None), ())
        named = dict.fromkeys(id_ for each, _ in steps for id_ in each.segments)
        yield StageSeen(
            stage.id,
            stage.title,
            _tally([felt for _, felt in steps], own),
            _tally([felt for each, felt in steps if not each.segments], own),
            tuple((id_, _tally([felt for each, felt in steps if id_ in each.segments])) for id_ in named),
            tuple(
                (
                    id_,
                    _tally(
                        [
                            felt_by.get((stage.id, each.id), ())
                            for each, _ in steps
                            if not each.personas or id_ in each.personas
                        ],
                        felt_by.get((stage.id, None), ()),
                    ),
                )
                for id_, felt_by in by_person.items()
            ),
        )


def _by_place(points: Iterable[CurvePoint]) -> _Felt:
    """Return the feelings of each touchpoint of a stage, and of the stage itself, which has None for it."""
    found: _Felt = {}
    for point in points:
        key = point.stage, point.touchpoint
        found[key] = (*found.get(key, ()), point.value)
    return found


def _tally(steps: list[tuple[float, ...]], own: tuple[float, ...] = ()) -> Tally:
    felt = [value for each in (*steps, own) for value in each]
    return Tally(len(steps), sum(felt), len(felt))
