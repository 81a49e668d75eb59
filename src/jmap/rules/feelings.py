"""Where a point of the emotion curve is written, and how it lies to the next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jmap.faults import Route
from jmap.model.described_objects import Emotion
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.rules.figures import plain, tidy
from jmap.workspace.emotion_curve import CurvePoint, judged
from jmap.workspace.journey import Journey


def written_at(point: CurvePoint, journey: Journey) -> tuple[Stage | Touchpoint, Route]:
    """Return the object that says a point of the judged curve, and the route to the value in it."""
    owner: Stage | Touchpoint
    if point.touchpoint is None:
        owner = journey.file.stages[point.stage]
    else:
        owner = journey.file.touchpoints[point.touchpoint]
    return owner, ("emotion", *_inside(owner.emotion, point, journey.point_of_view))


def felt(journey: Journey) -> dict[str, float]:
    """Return how each touchpoint on the judged curve feels; for a change within it the mean of its ends."""
    values: dict[str, list[float]] = {}
    for point in judged(journey):
        if point.touchpoint is not None:
            values.setdefault(point.touchpoint, []).append(point.value)
    return {id_: tidy(sum(every) / len(every)) for id_, every in values.items()}


def descents(points: list[CurvePoint]) -> Iterator[tuple[CurvePoint, CurvePoint, float]]:
    """Yield each two points in a row, and how far the second lies below the first."""
    for before, after in pairwise(points):
        yield before, after, tidy(before.value - after.value)


def feeling(point: CurvePoint) -> str:
    """Return the value of a point; a mean of personas has two decimals at most."""
    return plain(point.value, 2)


def _inside(emotion: Emotion | None, point: CurvePoint, persona: str | None) -> Route:
    if emotion is None:
        return ()
    if emotion.changes:
        # The two points of a change have the two halves of one place.
        return ("to",) if point.slot % 2 else ("from",)
    if persona is not None and persona in emotion.by:
        return ("by", persona)
    if emotion.value is not None and (emotion.by or emotion.label):
        return ("value",)
    return ("by",) if emotion.by else ()
