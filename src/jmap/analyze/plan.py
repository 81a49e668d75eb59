"""What a map declares as far as a log is asked for it: stages by place, moves, leaving, the purchase."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from jmap.analyze.conditions import Asked, Observable, Part, Reached, Reader
from jmap.analyze.figures import Figures, events_of_health, events_of_measure, figures_of
from jmap.analyze.segments import SegmentPlan, segments_of
from jmap.analyze.signs import SignPlan, signs_of
from jmap.model.conditions import Condition, EventCondition, parts_of
from jmap.records import frozen
from jmap.workspace.documents import Document
from jmap.workspace.journey import Journey


@frozen
class StagePlan:
    """A stage: what enters it, leaves it, and is its milestone. `start` where customers may begin."""

    id: str
    title: str
    enter: Observable
    leave: Observable
    milestone: Observable
    start: bool

    @property
    def observed(self) -> bool:
        """Tell whether a log can show that a customer enters it."""
        return bool(self.enter.ways)


@frozen
class Contact:
    """A touchpoint, the place of its stage, and the names of its events, with globs."""

    id: str
    title: str
    stage: int
    events: tuple[str, ...]


@frozen
class MapPlan:
    """A map as the measures ask for it. Stages are known by their place in `stages`.

    `declared` are moves from stage to stage, those by way of stages that no log shows included. `chain` are
    the stages of the funnel. `converts` is the stage whose entering is the purchase where no `conversion` is
    written. `mentioned` are all names of events in the map, with globs. `lang` is the language of its texts.
    """

    id: str
    title: str
    path: str
    stages: tuple[StagePlan, ...]
    declared: frozenset[tuple[int, int]]
    chain: tuple[int, ...]
    leave: Observable
    dormant: Observable
    conversion: Observable
    converts: int | None
    contacts: tuple[Contact, ...]
    signs: tuple[SignPlan, ...]
    segments: tuple[SegmentPlan, ...]
    mentioned: tuple[str, ...]
    digests: Mapping[str, str]
    figures: Figures
    lang: str = "en"

    @property
    def starts(self) -> frozenset[int]:
        """Return the stages in which customers may begin: the first that is seen, and those that say so."""
        seen = [index for index, stage in enumerate(self.stages) if stage.observed]
        return frozenset([*seen[:1], *(index for index in seen if self.stages[index].start)])

    @property
    def awaited(self) -> tuple[int, ...]:
        """Return the stages whose milestone other conditions wait for."""
        return tuple(sorted({part.stage for part in self.parts() if isinstance(part, Reached)}))

    def parts(self) -> Iterator[Part]:
        """Yield the parts of all conditions."""
        for condition in (self.leave, self.dormant, self.conversion):
            yield from condition.parts()
        for stage in self.stages:
            for condition in (stage.enter, stage.leave, stage.milestone):
                yield from condition.parts()
        for sign in self.signs:
            yield from sign.when.parts()


def plan_of(journey: Journey, tests: Asked) -> MapPlan:
    """Return the plan of a map that has no errors, and put down what it asks of attributes."""
    file = journey.file
    places = {stage.id: index for index, stage in enumerate(journey.stages)}
    reader = Reader(tests, places, file.dormant)
    stages = tuple(
        StagePlan(
            stage.id,
            stage.title,
            reader.read(stage.enter),
            reader.read(stage.leave),
            reader.read(stage.milestone),
            stage.start or index == 0,
        )
        for index, stage in enumerate(journey.stages)
    )
    ways = {(places[way.start], places[way.end]) for way in journey.ways()}
    after = next((places[stage.id] for stage in journey.after_purchase()), None)
    contacts = tuple(
        Contact(each.id, each.title, places[each.stage], each.events)
        for each in journey.touchpoints
        if each.events and each.stage in places
    )
    documents: tuple[Document, ...] = (journey.document, *journey.libraries)
    return MapPlan(
        journey.id,
        journey.title,
        journey.path,
        stages,
        frozenset(_around(ways, stages)),
        tuple(_chain(journey, places, stages)),
        reader.read(file.leave),
        reader.read(file.dormant),
        reader.read(file.conversion),
        after if file.conversion is None else None,
        contacts,
        tuple(signs_of(journey, reader)),
        tuple(segments_of(journey, tests)),
        tuple(dict.fromkeys(_mentioned(journey))),
        {each.path: _digest(each) for each in sorted(documents, key=lambda each: each.path)},
        figures_of(journey, tests),
        file.lang,
    )


def _chain(journey: Journey, places: Mapping[str, int], stages: tuple[StagePlan, ...]) -> Iterator[int]:
    """Yield the stages that are seen and that no declared move forward goes round."""
    moves = [(places[way.start], places[way.end]) for way in journey.ways() if way.declared]
    for index, stage in enumerate(stages):
        if stage.observed and not any(start < index < end for start, end in moves):
            yield index


def _around(ways: set[tuple[int, int]], stages: tuple[StagePlan, ...]) -> Iterator[tuple[int, int]]:
    """Yield the moves between stages that are seen, straight or by way of stages that are not."""
    ends: dict[int, list[int]] = {}
    for start, end in sorted(ways):
        ends.setdefault(start, []).append(end)
    for start in ends:
        if not stages[start].observed:
            continue
        open_, known = list(ends[start]), set(ends[start])
        while open_:
            end = open_.pop()
            if stages[end].observed:
                yield start, end
                continue
            further = [each for each in ends.get(end, ()) if each not in known]
            known.update(further)
            open_.extend(further)


def _mentioned(journey: Journey) -> Iterator[str]:
    """Yield the names of events in conditions, touchpoints, measures and health scores of a map."""
    file = journey.file
    conditions: list[Condition | None] = [
        file.leave,
        file.dormant,
        file.conversion,
        file.starts_when,
        file.ends_when,
    ]
    for stage in journey.stages:
        conditions.extend((stage.enter, stage.milestone, stage.leave))
        conditions.extend(sign.when for sign in (*stage.drivers, *stage.risks))
    for condition in conditions:
        for part in parts_of(condition):
            if isinstance(part, EventCondition):
                yield from part.event
    for touchpoint in journey.touchpoints:
        yield from touchpoint.events
    for metric in journey.metrics():
        yield from events_of_measure(metric.measure, file.stages)
    for model in journey.health():
        yield from events_of_health(model)


def _digest(document: Document) -> str:
    text = document.source.text if document.source is not None else ""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
