"""The touchpoint scorecard: every touchpoint with all that is said and known of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from jmap.audit.where import Where, owner_of, where_of
from jmap.measures.measured import Rate, TouchpointMeasured
from jmap.model.touchpoints import ServiceLevel, Touchpoint
from jmap.records import frozen
from jmap.rules import registry
from jmap.rules.confidence import confidence, in_force
from jmap.rules.engine import Settings
from jmap.rules.feelings import felt
from jmap.rules.figures import performance_gap, plain, tidy
from jmap.workspace.journey import Journey


@frozen
class ScoreRow:
    """A touchpoint. `gap` is importance less performance; `emotion` the map's point of view, -2 to 2.

    Of a change within the step `emotion` is the mean of its two ends. `confidence` is that of its evidence,
    0 to 1, as rule JM709 reckons it, None where it cites none; `age` the days since the newest. What is
    archived counts for nothing. `worst_pain` is the highest severity said. `sla` is the promise in words,
    `kept` None where there is none or it is not measured. `lift` is in points of percent. `findings` are
    how many are open on it.
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
    known = settings.measures.maps.get(journey.id) if settings.measures is not None else None
    measured = known.touchpoints if known is not None else {}
    feels = felt(journey)
    half_life = max(1, settings.options(registry.get("JM709").rule)["half_life"])
    return tuple(
        _row(
            each,
            journey,
            settings.as_of,
            half_life,
            feels.get(each.id),
            measured.get(each.id),
            open_on.get(("touchpoints", each.id), 0),
        )
        for each in journey.touchpoints
    )


def _row(
    touchpoint: Touchpoint,
    journey: Journey,
    as_of: date,
    half_life: float,
    emotion: float | None,
    measured: TouchpointMeasured | None,
    findings: int,
) -> ScoreRow:
    stage = journey.stage_of(touchpoint)
    severities = [pain.severity for pain in touchpoint.pains if pain.severity is not None]
    evidence = in_force(journey, journey.evidence_of(touchpoint))
    newest = max((each.date for each in evidence if each.date is not None), default=None)
    sla = touchpoint.sla
    lift, low, high = (
        (measured.lift, measured.lift_low, measured.lift_high) if measured is not None else (None, None, None)
    )
    return ScoreRow(
        touchpoint.id,
        touchpoint.title,
        stage.title if stage is not None else "",
        tuple(journey.title_of("channels", each) for each in touchpoint.channels or ()),
        touchpoint.moment_of_truth is not None,
        touchpoint.importance,
        touchpoint.performance,
        performance_gap(touchpoint),
        emotion,
        len(touchpoint.pains),
        max(severities, default=None),
        confidence(evidence, as_of, half_life) if evidence else None,
        max(0, (as_of - newest).days) if newest is not None else None,
        owner_of(journey, "touchpoints", touchpoint.id),
        promise(sla) if sla is not None else "",
        sla.kept if sla is not None else None,
        touchpoint.automation or "",
        measured.reach if measured is not None else None,
        _points(lift),
        _points(low),
        _points(high),
        findings,
        where_of(journey, "touchpoints", touchpoint.id),
    )


def promise(sla: ServiceLevel) -> str:
    """Return a service level in words: `answer in 1d, solved in 3d, 85 %`."""
    parts = []
    if sla.response is not None:
        parts.append(f"answer in {sla.response.text}")
    if sla.resolution is not None:
        parts.append(f"solved in {sla.resolution.text}")
    if sla.target is not None:
        parts.append(f"{plain(sla.target)} %")
    return ", ".join(parts)


def _points(share: float | None) -> float | None:
    """Return a difference of shares in points of percent."""
    return tidy(share * 100) if share is not None else None
