"""The emotion curve of a map: the points that rules judge and pictures draw."""

from __future__ import annotations

from jmap.model.described_objects import Emotion
from jmap.records import frozen
from jmap.workspace.journey import Journey


@frozen
class CurvePoint:
    """A point of the curve: its value from -2 to 2, and where it comes from.

    `touchpoint` is None where the stage's own emotion stands in. `slot` of `slots` is its place within
    the stage, so that it is drawn at stage + (slot + 0.5) / slots.
    """

    stage: str
    touchpoint: str | None
    value: float
    label: str
    slot: int
    slots: int

    @property
    def section(self) -> str:
        """Return the section of the object that the point belongs to."""
        return "stages" if self.touchpoint is None else "touchpoints"

    @property
    def id(self) -> str:
        """Return the id of the object that the point belongs to."""
        return self.stage if self.touchpoint is None else self.touchpoint


@frozen
class CurveFigures:
    """A curve in figures: mean, lowest point, peak, end, (peak + end)/2 and the share of points above 0."""

    mean: float
    low: CurvePoint
    peak: CurvePoint
    end: CurvePoint
    peak_end: float
    positive: float
    points: int


def curve(journey: Journey, persona: str | None) -> list[CurvePoint]:
    """Return the points of a persona's curve in journey order; of everyone's without a persona.

    A touchpoint that the persona does not meet has no point. A change within a step has two. The
    stage's emotion is drawn where none of its touchpoints has one.
    """
    points: list[CurvePoint] = []
    for stage in journey.stages:
        met = [
            touchpoint
            for touchpoint in journey.touchpoints_of(stage.id)
            if persona is None or not touchpoint.personas or persona in touchpoint.personas
        ]
        found = [
            (touchpoint.id, touchpoint.emotion, index, len(met))
            for index, touchpoint in enumerate(met)
            if touchpoint.emotion is not None
        ]
        if found:
            for id_, emotion, slot, slots in found:
                points.extend(_points(stage.id, id_, emotion, persona, slot, slots))
        elif stage.emotion is not None:
            points.extend(_points(stage.id, None, stage.emotion, persona, 0, 1))
    return points


def judged(journey: Journey) -> list[CurvePoint]:
    """Return the curve that rules judge: that of the point of view, else the mean of all."""
    return journey.once("judged curve", lambda: curve(journey, journey.point_of_view))


def lows(points: list[CurvePoint], threshold: float) -> list[CurvePoint]:
    """Return the lowest point of each object at a threshold or below, in journey order."""
    lowest: dict[tuple[str, str], CurvePoint] = {}
    for point in points:
        key = (point.section, point.id)
        if point.value <= threshold and (key not in lowest or point.value < lowest[key].value):
            lowest[key] = point
    return list(lowest.values())


def peak(points: list[CurvePoint]) -> CurvePoint | None:
    """Return the point farthest from 0; of two equally far, the lower."""
    if not points:
        return None
    return max(points, key=lambda point: (abs(point.value), -point.value))


def in_figures(points: list[CurvePoint]) -> CurveFigures | None:
    """Return a curve in figures, or None for one without points. The low is the first of equally low ones."""
    top = peak(points)
    if top is None:
        return None
    end = points[-1]
    return CurveFigures(
        mean=sum(point.value for point in points) / len(points),
        low=min(points, key=lambda point: point.value),
        peak=top,
        end=end,
        peak_end=(top.value + end.value) / 2,
        positive=sum(point.value > 0 for point in points) / len(points),
        points=len(points),
    )


def _points(
    stage: str, id_: str | None, emotion: Emotion, persona: str | None, slot: int, slots: int
) -> list[CurvePoint]:
    values = emotion.points(persona)
    label = emotion.label or ""
    if len(values) == 2:
        # A change takes the two halves of its step's place.
        return [
            CurvePoint(stage, id_, value, label, slot * 2 + half, slots * 2)
            for half, value in enumerate(values)
        ]
    return [CurvePoint(stage, id_, value, label, slot, slots) for value in values]
