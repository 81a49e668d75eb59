"""The experience in figures: moments of truth, the emotion curve, service levels."""

from __future__ import annotations

from jmap.audit.where import Where
from jmap.records import frozen
from jmap.rules.engine import Settings
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
    return ()


def emotion_line(journey: Journey, settings: Settings) -> EmotionLine | None:
    """Return the curve in figures, or None where the map has no emotion."""
    return None


def level_lines(journey: Journey) -> tuple[LevelLine, ...]:
    """Return the service levels, broken ones first, the farthest from their target first."""
    return ()
