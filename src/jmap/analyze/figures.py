"""What a map asks of a log in figures: its metrics with a `measure`, and its health scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from jmap.analyze.conditions import MICROS, Asked, no_attribute
from jmap.model.health import Health, Indicator
from jmap.model.measures import DurationOf, HealthShare, Measure, RateOf
from jmap.model.metrics import Metric
from jmap.records import frozen
from jmap.workspace.journey import Journey

DAY: Final = 86_400 * MICROS


@frozen
class Unseen:
    """What no log can show, and why."""

    why: str


@frozen
class Point:
    """Entering a stage, by its place; or events of a name, where it is no stage."""

    stage: int | None
    event: str


@frozen
class Counted:
    """How often an event happened."""

    event: str


@frozen
class Summed:
    """The sum of a number of an event, by the number's number."""

    event: str
    number: int


@frozen
class Distinct:
    """How many different values a text of an event has, by the text's number."""

    event: str
    text: int


@frozen
class Rated:
    """The share that comes from one point to another, within so many microseconds where that is said."""

    start: Point
    end: Point
    within: int | None


@frozen
class Lasted:
    """The time from one point to another; `stat` is `median`, `mean` or `p90`."""

    start: Point
    end: Point
    stat: str


@frozen
class Ratio:
    """One metric over another, by their ids."""

    of: str
    over: str


@frozen
class ShareOf:
    """The share of customers who are `dormant` or have `left`."""

    state: str


@frozen
class InBand:
    """The share of accounts in a band of a health score."""

    model: str
    band: str


@frozen
class Since:
    """Days since an event, since any where `event` is None."""

    event: str | None


@frozen
class Newest:
    """The newest value of an attribute, by the number's number."""

    number: int


Figure: TypeAlias = Counted | Summed | Distinct | Rated | Lasted | Ratio | ShareOf | InBand | Unseen
Looked: TypeAlias = Counted | Summed | Since | Newest | str | Unseen
"""What an indicator looks at; a text is the id of a metric."""


@frozen
class MetricPlan:
    """A metric as it is measured: `window` in microseconds, the declared figures in its own unit.

    `actual` is the newest observation of the map, with its period, and `grain` how long that is, such as
    `quarter`; empty without a history.
    """

    id: str
    title: str
    unit: str
    asked: Figure
    window: int | None
    better: str
    target: float | None
    actual: tuple[str, float] | None
    grain: str = ""


@frozen
class IndicatorPlan:
    """An indicator of health: what it looks at, what counts as good and poor, and what no data means."""

    id: str
    title: str
    looked: Looked
    weight: float
    good: float
    poor: float
    zero: bool


@frozen
class HealthPlan:
    """A health score: `window` in microseconds; bands from the best down, each with its lowest score.

    `stages` are the places of the stages it is kept for; none means all.
    """

    id: str
    title: str
    method: str
    window: int | None
    stages: tuple[int, ...]
    indicators: tuple[IndicatorPlan, ...]
    bands: tuple[tuple[str, float], ...]
    unknown_below: float


@frozen
class Figures:
    """The metrics that a map asks for, those included that others rest on, and its health scores.

    `shown` are the ids of the map's own metrics with a measure.
    """

    metrics: Mapping[str, MetricPlan]
    shown: tuple[str, ...]
    models: tuple[HealthPlan, ...]


def figures_of(journey: Journey, tests: Asked) -> Figures:
    """Return the figures that a map asks for, and put down what they ask of attributes."""
    reader = _Reader(tests, {stage.id: place for place, stage in enumerate(journey.stages)})
    models = tuple(reader.model(each) for each in journey.health())
    shown = tuple(each.id for each in journey.metrics() if each.measure is not None)
    open_ = [*shown, *(each.looked for model in models for each in model.indicators)]
    metrics: dict[str, MetricPlan] = {}
    while open_:
        id_ = open_.pop()
        if not isinstance(id_, str) or id_ in metrics:
            continue
        metric = journey.metric(id_)
        if metric is None:
            continue
        metrics[id_] = reader.metric(metric)
        asked = metrics[id_].asked
        if isinstance(asked, Ratio):
            open_.extend((asked.of, asked.over))
    return Figures(metrics, shown, models)


def events_of_measure(measure: Measure | None, stages: Mapping[str, object]) -> Iterator[str]:
    """Yield the names of the events that a measure asks for."""
    if measure is None:
        return
    if measure.count is not None:
        yield measure.count
    for field in (measure.sum, measure.distinct):
        if field is not None:
            yield field.event
    for ways in (measure.rate, measure.duration):
        if ways is not None:
            yield from (name for name in (ways.from_, ways.to) if name not in stages)


def events_of_health(model: Health) -> Iterator[str]:
    """Yield the names of the events that a health score looks at."""
    for each in model.indicators.values():
        if each.count is not None:
            yield each.count
        if each.sum is not None:
            yield each.sum.event
        if each.days_since is not None and each.days_since != "any":
            yield each.days_since


@frozen
class _Reader:
    tests: Asked
    stages: Mapping[str, int]

    def metric(self, metric: Metric) -> MetricPlan:
        newest = metric.latest()
        value = newest[1].value if newest is not None else None
        return MetricPlan(
            metric.id,
            metric.title,
            metric.shown_unit,
            self._asked(metric.measure),
            metric.window.seconds * MICROS if metric.window is not None else None,
            metric.better,
            metric.target,
            (newest[0].text, value) if newest is not None and value is not None else None,
            newest[0].grain if newest is not None else "",
        )

    def _asked(self, measure: Measure | None) -> Figure:
        if measure is None:
            return Unseen("it has no `measure`")
        if measure.count is not None:
            return Counted(measure.count)
        if measure.sum is not None:
            return self._summed(measure.sum.event, measure.sum.field)
        if measure.distinct is not None:
            text = self.tests.text(measure.distinct.field)
            if text is None:
                return Unseen(no_attribute(measure.distinct.field))
            return Distinct(measure.distinct.event, text)
        if measure.rate is not None:
            return self._rated(measure.rate)
        if measure.duration is not None:
            return self._lasted(measure.duration)
        if measure.ratio is not None and measure.ratio.of is not None and measure.ratio.over is not None:
            return Ratio(measure.ratio.of, measure.ratio.over)
        share = measure.share
        if isinstance(share, HealthShare) and share.health is not None and share.is_ is not None:
            return InBand(share.health, share.is_)
        return ShareOf(share) if isinstance(share, str) else Unseen("it says nothing to measure")

    def _summed(self, event: str, field: str) -> Summed | Unseen:
        number = self.tests.number(field)
        return Unseen(no_attribute(field)) if number is None else Summed(event, number)

    def _rated(self, rate: RateOf) -> Rated:
        within = rate.within.seconds * MICROS if rate.within is not None else None
        return Rated(self._point(rate.from_), self._point(rate.to), within)

    def _lasted(self, lasted: DurationOf) -> Lasted:
        return Lasted(self._point(lasted.from_), self._point(lasted.to), lasted.stat)

    def _point(self, name: str) -> Point:
        return Point(self.stages.get(name), name)

    def model(self, model: Health) -> HealthPlan:
        stages = tuple(self.stages[id_] for id_ in model.stages if id_ in self.stages)
        return HealthPlan(
            model.id,
            model.title,
            model.method,
            model.window.seconds * MICROS if model.window is not None else None,
            stages,
            tuple(self._indicator(each, model.method) for each in model.indicators.values()),
            tuple(sorted(model.bands.items(), key=lambda band: -band[1])),
            model.unknown_below / 100,
        )

    def _indicator(self, each: Indicator, method: str) -> IndicatorPlan:
        # Points that nobody gives are none; a mean takes indicators alike.
        weight = 0.0 if method == "points" else 1.0
        return IndicatorPlan(
            each.id,
            each.title,
            self._looked(each),
            each.weight if each.weight is not None else weight,
            each.good if each.good is not None else 0.0,
            each.poor if each.poor is not None else 0.0,
            each.missing == "zero",
        )

    def _looked(self, each: Indicator) -> Looked:
        if each.count is not None:
            return Counted(each.count)
        if each.sum is not None:
            return self._summed(each.sum.event, each.sum.field)
        if each.days_since is not None:
            return Since(None if each.days_since == "any" else each.days_since)
        if each.attribute is not None:
            number = self.tests.number(each.attribute)
            return Unseen(no_attribute(each.attribute)) if number is None else Newest(number)
        return each.metric if each.metric is not None else Unseen("it says nothing to look at")
