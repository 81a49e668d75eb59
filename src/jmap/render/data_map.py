"""A map as one document of plain data: all that it shows, resolved, with what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from jmap.audit.score_data import score_data
from jmap.formats.json import finding_data
from jmap.model.journey_file import SECTIONS
from jmap.render.data_figures import Figures
from jmap.render.data_measured import map_seen
from jmap.render.data_records import (
    CurveData,
    EmotionFigures,
    ExitData,
    FileRead,
    Lifecycle,
    Place,
    Point,
    WayData,
)
from jmap.render.data_values import data_of, object_data
from jmap.render.drawing import Drawing
from jmap.render.graph import kind_of_way
from jmap.render.places import place_of
from jmap.render.shown import shown
from jmap.workspace.changes import Change, changes, metric_changes
from jmap.workspace.documents import Document
from jmap.workspace.emotion_curve import CurvePoint, curve, in_figures, judged
from jmap.workspace.journey import Journey
from jmap.workspace.sight import Definition

VERSION: Final = 1
"""Goes up when a key changes its meaning or goes."""


def map_data(drawing: Drawing) -> dict[str, Any]:
    """Return the document of a map."""
    journey = drawing.judged.journey
    figures = Figures(drawing)
    findings = sorted((*drawing.judged.correctness, *drawing.judged.quality), key=lambda each: each.order)
    return {
        "version": VERSION,
        "as_of": drawing.as_of.isoformat(),
        "map": _head(drawing),
        **{
            section: [_definition(each, journey, figures) for each in found]
            for section, found in shown(journey).items()
        },
        "curves": [data_of(each) for each in _curves(journey)],
        "emotion": data_of(_emotion(journey)),
        "lifecycle": data_of(_lifecycle(journey)),
        "score": score_data(drawing.score) if drawing.score is not None else None,
        "findings": [finding_data(each) for each in findings],
        "changes": _changes(journey),
        "measured": data_of(map_seen(journey, drawing.measures)),
    }


def _head(drawing: Drawing) -> dict[str, Any]:
    journey = drawing.judged.journey
    written = object_data(journey.file)
    files = [_file(each) for each in journey.libraries]
    return {
        "id": journey.id,
        **{key: value for key, value in written.items() if key not in (*SECTIONS, "jmap")},
        "title": journey.title,
        "point_of_view": journey.point_of_view,
        "source": data_of(_file(journey.document)),
        "libraries": data_of(files),
    }


def _file(document: Document) -> FileRead:
    return FileRead(file=document.path, sha256=document.sha256)


def _definition(each: Definition, journey: Journey, figures: Figures) -> dict[str, Any]:
    file, span = place_of(journey, each.section, each.id)
    place = Place(
        file=file, line=span.line, column=span.column, end_line=span.end_line, end_column=span.end_column
    )
    data = {**object_data(each.object), "at": data_of(place)}
    follows = figures.of(each.section, each.object)
    if follows is not None:
        data["resolved"] = data_of(follows)
    return data


def _curves(journey: Journey) -> Iterator[CurveData]:
    people: list[str | None] = [each.id for each in journey.personas()]
    if journey.point_of_view is None:
        people.insert(0, None)
    for each in people:
        points = tuple(_point(point, journey) for point in curve(journey, each))
        yield CurveData(persona=each, judged=each == journey.point_of_view, points=points)


def _point(point: CurvePoint, journey: Journey) -> Point:
    stage = next(index for index, each in enumerate(journey.stages) if each.id == point.stage)
    return Point(
        x=round(stage + (point.slot + 0.5) / point.slots, 6),
        value=point.value,
        stage=point.stage,
        touchpoint=point.touchpoint,
        label=point.label,
    )


def _emotion(journey: Journey) -> EmotionFigures | None:
    state = in_figures(judged(journey))
    if state is None:
        return None
    return EmotionFigures(
        mean=round(state.mean, 9),
        low=_point(state.low, journey),
        peak=_point(state.peak, journey),
        end=_point(state.end, journey),
        peak_end=round(state.peak_end, 9),
        positive=round(state.positive, 9),
    )


def _lifecycle(journey: Journey) -> Lifecycle:
    places = {stage.id: index for index, stage in enumerate(journey.stages)}
    ways = tuple(
        WayData(
            from_=way.start,
            to=way.end,
            kind=kind_of_way(places[way.start], places[way.end]),
            label=way.move.label,
            target=way.move.target,
            declared=way.declared,
        )
        for way in journey.ways()
    )
    return Lifecycle(ways=ways, exits=tuple(_exits(journey)))


def _exits(journey: Journey) -> Iterator[ExitData]:
    for stage in journey.stages:
        if stage.leave is not None:
            yield ExitData(stage=stage.id, kind="leave", when=stage.leave)
    if journey.file.leave is not None:
        yield ExitData(stage=None, kind="leave", when=journey.file.leave)
    if journey.file.dormant is not None:
        yield ExitData(stage=None, kind="dormant", when=journey.file.dormant)


def _changes(journey: Journey) -> dict[str, Any] | None:
    """Return what a future map changes of its as-is, or None where there is none to look at."""
    before = journey.before
    if before is None:
        return None
    found: list[Change] = [*changes(before, journey), *metric_changes(before, journey)]
    return {"of": before.path, "objects": [object_data(each) for each in found]}
