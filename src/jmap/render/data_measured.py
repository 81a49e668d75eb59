"""What a log says of a map, for its JSON: shares from 0 to 1, lengths of time in seconds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jmap.audit.sign_lines import signs_seen, text_of
from jmap.measures.measured import MapMeasured, Measures, MilestoneMeasured, Rate
from jmap.records import record
from jmap.render.data_records import told
from jmap.rules.went_on import went_on
from jmap.workspace.journey import Journey


@record
class ShareSeen:
    """A share with its 95 % interval."""

    value: float | None = told("From 0 to 1; null where there are no cases")
    low: float | None = told("Lower end of the interval")
    high: float | None = told("Upper end of the interval")
    n: int = told("How many cases it is true of")
    of: int = told("Of how many")


@record
class WaySeen:
    """How many took a way."""

    from_: str = told("Id of the stage that it leaves")
    to: str = told("Id of the stage that it leads to")
    share: ShareSeen = told("Of the ended visits of the first stage, those that went on to the second")


@record
class StageSeen:
    """The visits of a stage."""

    stage: str = told("Its id")
    visits: int = told("How many there were")
    customers: int = told("Who made them")
    forward: int = told("Ended by a declared move")
    back: int = told("Ended by going back or coming in again")
    left: int = told("Ended by leaving")
    open: int = told("Not ended")
    median: float | None = told("Seconds; null where it is not known")
    p90: float | None = told("Seconds in which nine in ten are through")
    milestone: MilestoneSeen | None = told("How its milestone was reached")


@record
class MilestoneSeen:
    """How the milestone of a stage was reached, or the first one after the purchase."""

    reached: ShareSeen | None = told("Of visits, in time where that is said, or of those who purchased")
    waiting: int = told("How many have not reached it and still may")
    median: float | None = told("Seconds by Kaplan-Meier; null where it is not known")
    p90: float | None = told("Seconds in which nine in ten reached it")


@record
class SignSeen:
    """A driver or a risk, as an association: how many moved on, or left, with it and without."""

    stage: str = told("Id of its stage")
    kind: str = told("`driver` or `risk`")
    text: str = told("What the map says")
    reach: ShareSeen | None = told("Of the stage's first visits, those in which it showed")
    shown: ShareSeen | None = told("Of those with it, who moved on, or left with a risk")
    not_shown: ShareSeen | None = told("Of those without it, who did")
    difference: float | None = told("The first share less the second")
    difference_low: float | None = told("Lower end of its interval")
    difference_high: float | None = told("Upper end of its interval")
    holds: bool | None = told("Whether it holds in the data; null where they cannot tell")


@record
class TouchpointSeen:
    """Who met a touchpoint, and how many of them did not move on."""

    touchpoint: str = told("Its id")
    reach: ShareSeen | None = told("Of the stage's first visits, those that met it")
    exposed: ShareSeen | None = told("Of those who met it, who moved on")
    not_exposed: ShareSeen | None = told("Of those who did not meet it, who moved on")
    drop_off: float | None = told("The share of those who met it that did not move on")


@record
class MetricSeen:
    """What a metric is by the log."""

    metric: str = told("Its id")
    value: float | None = told("In its unit; null where it is not known")
    low: float | None = told("Lower end of its interval, where it is a share")
    high: float | None = told("Upper end of its interval")
    n: int | None = told("The number of cases behind it")
    over: str | None = told(
        "The period that it is of, or `log` for all of the log; null where it has a window"
    )


@record
class MapSeen:
    """What a log says of a map."""

    as_of: date = told("The day it speaks of")
    min_n: int = told("With fewer cases nothing is judged")
    ways: tuple[WaySeen, ...] = told("Those of the lifecycle that the log can show")
    stages: tuple[StageSeen, ...] = told("Those that the log can show, in the order of the map")
    touchpoints: tuple[TouchpointSeen, ...] = told("In the order of the map")
    metrics: tuple[MetricSeen, ...] = told("In the order of the map")
    dormant: ShareSeen | None = told("Of those alive, who has gone quiet")
    time_to_value: MilestoneSeen | None = told("From the purchase to the first milestone after it")
    signs: tuple[SignSeen, ...] = told("Drivers and risks that the log can show, in the order of the map")


def map_seen(journey: Journey, measures: Measures | None) -> MapSeen | None:
    """Return what a log says of a map, or None where it was not measured."""
    measured = measures.maps.get(journey.id) if measures is not None else None
    if measures is None or measured is None:
        return None
    return MapSeen(
        as_of=measures.as_of,
        min_n=measures.min_n,
        ways=tuple(
            WaySeen(from_=way.start, to=way.end, share=share)
            for way in journey.ways()
            if (share := _share(went_on(measured, way.start, way.end))) is not None
        ),
        stages=_stages(journey, measured),
        touchpoints=_touchpoints(journey, measured),
        metrics=tuple(
            MetricSeen(
                metric=each.id,
                value=seen.value,
                low=seen.low,
                high=seen.high,
                n=seen.n,
                over=seen.over or None,
            )
            for each in journey.metrics()
            if (seen := measured.metrics.get(each.id)) is not None
        ),
        dormant=_share(measured.dormant),
        time_to_value=_milestone(measured.time_to_value),
        signs=tuple(_signs(journey, measured)),
    )


def _stages(journey: Journey, measured: MapMeasured) -> tuple[StageSeen, ...]:
    return tuple(
        StageSeen(
            stage=each.id,
            visits=seen.visits,
            customers=seen.customers,
            forward=seen.forward,
            back=seen.back,
            left=seen.left,
            open=seen.open,
            median=seen.median,
            p90=seen.p90,
            milestone=_milestone(seen.milestone) if each.milestone is not None else None,
        )
        for each in journey.stages
        if (seen := measured.stages.get(each.id)) is not None and seen.observed
    )


def _touchpoints(journey: Journey, measured: MapMeasured) -> tuple[TouchpointSeen, ...]:
    return tuple(
        TouchpointSeen(
            touchpoint=each.id,
            reach=_share(seen.reach),
            exposed=_share(seen.exposed),
            not_exposed=_share(seen.not_exposed),
            drop_off=round(seen.drop_off, 9) if seen.drop_off is not None else None,
        )
        for each in journey.touchpoints
        if (seen := measured.touchpoints.get(each.id)) is not None
    )


def _milestone(seen: MilestoneMeasured | None) -> MilestoneSeen | None:
    if seen is None:
        return None
    reached = _share(seen.reached)
    return MilestoneSeen(reached=reached, waiting=seen.waiting, median=seen.median, p90=seen.p90)


def _signs(journey: Journey, measured: MapMeasured) -> Iterator[SignSeen]:
    for stage in journey.stages:
        for kind, _, sign, seen in signs_seen(stage, measured):
            if seen is None:
                continue
            apart = seen.difference
            yield SignSeen(
                stage=stage.id,
                kind=kind,
                text=text_of(sign),
                reach=_share(seen.reach),
                shown=_share(seen.shown),
                not_shown=_share(seen.not_shown),
                difference=round(apart.value, 9) if apart is not None else None,
                difference_low=round(apart.low, 9) if apart is not None else None,
                difference_high=round(apart.high, 9) if apart is not None else None,
                holds=seen.holds,
            )


def _share(share: Rate | None) -> ShareSeen | None:
    if share is None:
        return None
    value, low, high = (
        round(each, 9) if each is not None else None for each in (share.value, share.low, share.high)
    )
    return ShareSeen(value=value, low=low, high=high, n=share.n, of=share.of)
