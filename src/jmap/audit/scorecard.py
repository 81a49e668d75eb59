"""The touchpoint scorecard: every touchpoint with all that is said and known of it."""

from __future__ import annotations

from collections.abc import Mapping

from jmap.audit.where import Where
from jmap.measures.measured import Rate
from jmap.records import frozen
from jmap.rules.engine import Settings
from jmap.workspace.journey import Journey


@frozen
class ScoreRow:
    """A touchpoint. `gap` is importance less performance; `emotion` the map's point of view, -2 to 2.

    `confidence` is that of its evidence, 0 to 1, None where it cites none; `age` the days since the newest.
    `worst_pain` is the highest severity said. `sla` is the promise in words, `kept` None where there is none
    or it is not measured. `lift` is in points of percent. `findings` are how many are open on it.
    """

    id: str
    title: str
    stage: str
    channels: tuple[str, ...]
    moment: bool
    importance: float | None
    performance: float | None
    gap: float | None
    emotion: float | None
    pains: int
    worst_pain: int | None
    confidence: float | None
    age: int | None
    owner: str
    sla: str
    kept: bool | None
    automation: str
    reach: Rate | None
    lift: float | None
    lift_low: float | None
    lift_high: float | None
    findings: int
    where: Where


def scorecard(
    journey: Journey, settings: Settings, open_on: Mapping[tuple[str, str], int]
) -> tuple[ScoreRow, ...]:
    """Return the touchpoints in journey order; `open_on` counts findings by section and id."""
    return ()
