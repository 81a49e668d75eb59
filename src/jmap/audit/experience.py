"""The experience in figures: moments of truth, the emotion curve, service levels."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.audit.where import Where, owner_of, where_of
from jmap.model.touchpoints import Touchpoint
from jmap.records import frozen
from jmap.rules import registry
from jmap.rules.engine import Settings
from jmap.rules.feelings import descents, written_at
from jmap.rules.figures import performance_gap, tidy
from jmap.workspace.emotion_curve import CurvePoint, in_figures, judged
from jmap.workspace.journey import Journey


@frozen
class MomentLine:
    """A moment of truth. `gap` is importance less performance, None where one of them is not said."""

    id: str
    title: str
    stage: str
    importance: float | None
    performance: float | None
    gap: float | None
    success: str
    failure: str
    where: Where


@frozen
class FeltAt:
    """A point of the curve: its value from -2 to 2, and the name of the touchpoint or stage."""

    value: float
    title: str
    label: str
    where: Where


@frozen
class Cliff:
    """Two points in a row of which the second lies at least so far below that rule JM704 tells it."""

    start: FeltAt
    end: FeltAt
    fall: float


@frozen
class EmotionLine:
    """The curve that rules judge, in figures. `whose` is the persona's name, or '' for the mean of all.

    `peak_end` is (peak + end)/2, `positive` the share of `points` above 0.
    """

    whose: str
    mean: float
    low: FeltAt
    peak: FeltAt
    end: FeltAt
    peak_end: float
    positive: float
    points: int
    cliffs: tuple[Cliff, ...]


@frozen
class LevelLine:
    """A service level with a target: times as written or '', shares in percent; `kept` None if unmeasured."""

    id: str
    title: str
    stage: str
    response: str
    resolution: str
    target: float
    actual: float | None
    kept: bool | None
    owner: str
    where: Where


def moment_lines(journey: Journey) -> tuple[MomentLine, ...]:
    """Return the moments of truth, the widest gap first, those without one last."""
    lines = [
        MomentLine(
            each.id,
            each.title,
            _stage(each, journey),
            each.importance,
            each.performance,
            performance_gap(each),
            each.moment_of_truth.success or "",
            each.moment_of_truth.failure or "",
            where_of(journey, "touchpoints", each.id),
        )
        for each in journey.touchpoints
        if each.moment_of_truth is not None
    ]
    return tuple(sorted(lines, key=lambda line: (line.gap is None, -(line.gap or 0.0))))


def emotion_line(journey: Journey, settings: Settings) -> EmotionLine | None:
    """Return the curve in figures, or None where the map has no emotion."""
    points = judged(journey)
    figures = in_figures(points)
    if figures is None:
        return None
    limit = settings.options(registry.get("JM704").rule)["fall"]
    persona = journey.point_of_view
    return EmotionLine(
        journey.title_of("personas", persona) if persona is not None else "",
        figures.mean,
        felt_at(figures.low, journey),
        felt_at(figures.peak, journey),
        felt_at(figures.end, journey),
        figures.peak_end,
        figures.positive,
        figures.points,
        tuple(
            Cliff(felt_at(before, journey), felt_at(after, journey), fall)
            for before, after, fall in descents(points)
            if fall >= limit
        ),
    )


def felt_at(point: CurvePoint, journey: Journey) -> FeltAt:
    """Return a point of the judged curve with the name of what it belongs to, and its place in the file."""
    owner, at = written_at(point, journey)
    return FeltAt(point.value, owner.title, point.label, where_of(journey, point.section, owner.id, at))


def level_lines(journey: Journey) -> tuple[LevelLine, ...]:
    """Return the service levels, broken ones first, the farthest from their target first.

    Those that are not measured stand before those that are kept.
    """
    lines = list(_levels(journey))
    return tuple(sorted(lines, key=_by_break))


def _levels(journey: Journey) -> Iterator[LevelLine]:
    for each in journey.touchpoints:
        sla = each.sla
        if sla is None or sla.target is None:
            continue
        yield LevelLine(
            each.id,
            each.title,
            _stage(each, journey),
            sla.response.text if sla.response is not None else "",
            sla.resolution.text if sla.resolution is not None else "",
            sla.target,
            sla.actual,
            sla.kept,
            owner_of(journey, "touchpoints", each.id),
            where_of(journey, "touchpoints", each.id, ("sla",)),
        )


def _by_break(line: LevelLine) -> tuple[bool, bool, float]:
    missing = tidy(line.target - line.actual) if line.kept is False and line.actual is not None else 0.0
    return line.kept is not False, line.kept is not None, -missing


def _stage(touchpoint: Touchpoint, journey: Journey) -> str:
    stage = journey.stage_of(touchpoint)
    return stage.title if stage is not None else ""
