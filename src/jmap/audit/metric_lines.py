"""Metrics in a review: where each stands, and which way it goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Literal

from jmap.audit.figures import Standing, standing
from jmap.audit.where import Where, owner_of, where_of
from jmap.measures.measured import MetricMeasured
from jmap.model.kinds.times import PeriodText
from jmap.model.metrics import Metric
from jmap.records import frozen
from jmap.rules.engine import Settings
from jmap.rules.figures import tidy, worse
from jmap.workspace.journey import Journey


@frozen
class Trend:
    """How a metric moved: the newest value less the one before, in its unit, and whether that is good.

    `period` is that of the value before. `run` is how many periods in a row, the newest included, it went
    the same way.
    """

    period: str
    previous: float
    change: float
    way: Literal["better", "worse", "same"]
    run: int


@frozen
class Seen:
    """An observation: its period as written, the value, and the number of cases behind it."""

    period: str
    value: float
    n: int | None


@frozen
class MetricLine:
    """A metric of a map. `history` is oldest first, up to the day of the audit.

    `trend` is None with fewer than two observations. `stages` are the names of those that it measures.
    """

    id: str
    title: str
    unit: str
    better: Literal["higher", "lower"]
    standing: Standing
    trend: Trend | None
    history: tuple[Seen, ...]
    measured: MetricMeasured | None
    owner: str
    stages: tuple[str, ...]
    where: Where


def metric_lines(journey: Journey, settings: Settings) -> tuple[MetricLine, ...]:
    """Return the metrics of a map: past the floor, then missed by most of their target, then the rest.

    Metrics that are missed by the same part stand as in the file, and so does the rest. Of a target of 0
    there is no part: the gap itself counts.
    """
    measured = settings.measures.maps.get(journey.id) if settings.measures is not None else None
    values = measured.metrics if measured is not None else {}
    lines = [_line(each, journey, settings.as_of, values.get(each.id)) for each in journey.metrics()]
    return tuple(sorted(lines, key=_by_need))


def trend(metric: Metric, as_of: date) -> Trend | None:
    """Return how a metric moved up to a day, or None with fewer than two observations to compare.

    A value is compared with the one before it that covers as long a time: a year is no trend of quarters.
    """
    known = list(_observed(metric, as_of))
    grain = known[-1][0].grain if known else ""
    alike = [(period, value) for period, value, _ in known if period.grain == grain]
    if len(alike) < 2:
        return None
    ways = [_way(metric, before, after) for (_, before), (_, after) in pairwise(alike)]
    run = next((count for count, way in enumerate(reversed(ways)) if way != ways[-1]), len(ways))
    previous, newest = alike[-2][1], alike[-1][1]
    return Trend(alike[-2][0].text, previous, tidy(newest - previous), ways[-1], run)


def _line(metric: Metric, journey: Journey, as_of: date, measured: MetricMeasured | None) -> MetricLine:
    return MetricLine(
        metric.id,
        metric.title,
        metric.shown_unit,
        "lower" if metric.better == "lower" else "higher",
        standing(metric, as_of),
        trend(metric, as_of),
        tuple(Seen(period.text, value, n) for period, value, n in _observed(metric, as_of)),
        measured,
        owner_of(journey, "metrics", metric.id),
        tuple(stage.title for stage in journey.stages_with(metric.id)),
        where_of(journey, "metrics", metric.id),
    )


def _observed(metric: Metric, as_of: date) -> Iterator[tuple[PeriodText, float, int | None]]:
    """Yield the observations of periods that have begun, oldest first."""
    for period, each in metric.observations():
        if period.first <= as_of and each.value is not None:
            yield period, each.value, each.n


def _way(metric: Metric, before: float, after: float) -> Literal["better", "worse", "same"]:
    if before == after:
        return "same"
    return "worse" if worse(metric, after, before) else "better"


def _by_need(line: MetricLine) -> tuple[bool, bool, float]:
    stand = line.standing
    missed = stand.state == "missed"
    part = abs(stand.gap or 0.0) / (abs(stand.target or 0.0) or 1.0) if missed else 0.0
    return not stand.breached, not missed, -part
