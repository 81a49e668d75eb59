"""Whose journey a picture shows: a map as one segment or one persona meets it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from jmap.findings.collect import Judged
from jmap.findings.finding import Finding
from jmap.model.described_objects import Statement
from jmap.model.journey_file import For
from jmap.model.people import Persona
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.records import frozen
from jmap.workspace.journey import Journey

Holder = TypeVar("Holder", Stage, Touchpoint)


@frozen
class Audience:
    """The ids of a segment and of a persona, each empty where none is chosen."""

    segment: str = ""
    persona: str = ""

    def __bool__(self) -> bool:
        """Tell whether somebody is chosen."""
        return bool(self.segment or self.persona)

    def known_to(self, journey: Journey) -> Audience:
        """Return what of it a map has in sight."""
        return Audience(
            self.segment if _in_sight(journey, "segments", self.segment) else "",
            self.persona if _in_sight(journey, "personas", self.persona) else "",
        )


EVERYONE: Final = Audience()


def as_met_by(judged: Judged, audience: Audience) -> Judged:
    """Return a judged map without what the audience does not meet, and without findings on that.

    Its answers, and so its score, stay those of the whole map. What the map does not have in sight narrows
    nothing.
    """
    audience = audience.known_to(judged.journey)
    if not audience:
        return judged
    journey = _narrowed(judged.journey, audience)
    gone = {("touchpoints", id_) for id_ in judged.journey.file.touchpoints} - {
        ("touchpoints", id_) for id_ in journey.file.touchpoints
    }
    for section in ("personas", "opportunities", "plays"):
        here = journey.sight.sections[section]
        gone |= {(section, id_) for id_ in judged.journey.sight.sections[section] if id_ not in here}
    return replace(
        judged,
        journey=journey,
        correctness=_left(judged.correctness, gone),
        quality=_left(judged.quality, gone),
    )


def _narrowed(journey: Journey, audience: Audience) -> Journey:
    sight, file = journey.sight, journey.file
    people = _people(journey, audience)
    segments = _segments(journey, audience)
    touchpoints = {
        id_: _of_people(replace(each, personas=_kept(each.personas, people)), people)
        for id_, each in file.touchpoints.items()
        if _concerns(each.personas, people) and _concerns(each.segments, segments)
    }
    stages = {id_: _of_people(each, people) for id_, each in file.stages.items()}
    view = audience.persona or (journey.point_of_view if journey.point_of_view in people else None)
    asked = (audience.segment,) if audience.segment else file.for_.segments if file.for_ is not None else ()
    sections = {
        **sight.sections,
        "personas": {id_: each for id_, each in sight.sections["personas"].items() if id_ in people},
    }
    for section in ("opportunities", "plays"):
        sections[section] = {
            id_: each
            for id_, each in sight.sections[section].items()
            if _concerns(each.object.segments, segments)
            and _concerns(getattr(each.object, "personas", ()), people)
        }
    narrowed = replace(
        file,
        touchpoints=touchpoints,
        stages=stages,
        for_=For(persona=view, segments=asked),
        opportunities=_own(file.opportunities, sections["opportunities"]),
        personas=_own(file.personas, sections["personas"]),
        plays=_own(file.plays, sections["plays"]),
    )
    document = replace(journey.document, bound=replace(journey.document.bound, file=narrowed))
    return replace(journey, document=document, sight=replace(sight, sections=sections))


def _people(journey: Journey, audience: Audience) -> set[str]:
    """Return the ids of the personas who are meant."""
    if audience.persona:
        return {audience.persona}
    every = journey.sight.sections["personas"]
    return {id_ for id_, each in every.items() if _concerns(each.object.segments, {audience.segment})}


def _segments(journey: Journey, audience: Audience) -> set[str]:
    """Return the ids of the segments that are meant; all where a persona belongs to none."""
    if audience.segment:
        return {audience.segment}
    persona: Persona = journey.sight.sections["personas"][audience.persona].object
    return set(persona.segments or journey.sight.sections["segments"])


def _of_people(holder: Holder, people: Collection[str]) -> Holder:
    """Return a stage or touchpoint with what these personas think and say."""

    def heard(said: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(each for each in said if each.persona is None or each.persona in people)

    return replace(holder, thoughts=heard(holder.thoughts), quotes=heard(holder.quotes))


def _concerns(named: Collection[str], meant: Collection[str]) -> bool:
    """Tell whether what names some, or nobody in particular, concerns one who is meant."""
    return not named or any(each in meant for each in named)


def _kept(named: tuple[str, ...], meant: Collection[str]) -> tuple[str, ...]:
    return tuple(each for each in named if each in meant)


def _own(defined: Mapping[str, Any], seen: Collection[str]) -> dict[str, Any]:
    return {id_: each for id_, each in defined.items() if id_ in seen}


def _in_sight(journey: Journey, section: str, id_: str) -> bool:
    return bool(id_) and journey.sight.has(section, id_)


def _left(findings: tuple[Finding, ...], gone: Collection[tuple[str, str]]) -> tuple[Finding, ...]:
    return tuple(each for each in findings if each.route[:2] not in gone)
