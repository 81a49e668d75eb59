"""The value of each metric that a map says how to measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from jmap.analyze.conditions import MICROS
from jmap.analyze.engine import Engine
from jmap.analyze.figures import (
    Counted,
    Distinct,
    InBand,
    Lasted,
    MetricPlan,
    Rated,
    Ratio,
    ShareOf,
    Summed,
    Unseen,
)
from jmap.analyze.measures.alive import alive, can_leave, seen
from jmap.analyze.measures.cases import Cases, Span, Time, no_event, summed
from jmap.analyze.measures.dormancy import Dormancy
from jmap.analyze.measures.health import HealthScores
from jmap.analyze.measures.quantiles import quantiles_by, quantiles_query
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import MILLION, Log
from jmap.analyze.units import in_share, in_time
from jmap.analyze.wanted import Wanted
from jmap.measures.measured import Rate
from jmap.measures.proportion import rate
from jmap.records import frozen


@frozen
class MetricValue:
    """A metric's value in its own unit, the cases behind it, and an interval where it is a share.

    `open` are cases whose time is not up, which do not count; `unseen` says why there is no value.
    """

    value: float | None = None
    n: int = 0
    low: float | None = None
    high: float | None = None
    open: int = 0
    unseen: str = ""


def metrics(
    engine: Engine,
    plan: MapPlan,
    log: Log,
    wanted: Wanted,
    time: Time,
    quiet: Dormancy | None,
    scores: Sequence[HealthScores],
) -> dict[str, MetricValue]:
    """Return the values of a map's own metrics with a measure, by id. Dormancy and scores are of the time."""
    cases = Cases(plan, log, wanted.ties == "strict", engine.dialect)
    told = _Told(engine, plan, log, cases, time, quiet, {each.model.id: each for each in scores})
    return {id_: told.value(id_) for id_ in plan.figures.shown}


@dataclass(slots=True)
class _Told:
    """Values told so far: a ratio asks for those of two others."""

    engine: Engine
    plan: MapPlan
    log: Log
    cases: Cases
    time: Time
    quiet: Dormancy | None
    scores: Mapping[str, HealthScores]
    found: dict[str, MetricValue] = field(default_factory=dict)
    asking: list[str] = field(default_factory=list)

    def value(self, id_: str) -> MetricValue:
        if id_ in self.asking:
            return MetricValue(unseen=f"`{id_}` rests on itself")
        if id_ not in self.found:
            self.asking.append(id_)
            metric = self.plan.figures.metrics.get(id_)
            self.found[id_] = (
                self._value(metric) if metric is not None else MetricValue(unseen="there is none")
            )
            self.asking.pop()
        return self.found[id_]

    def _value(self, metric: MetricPlan) -> MetricValue:
        match metric.asked:
            case Unseen(why):
                return MetricValue(unseen=why)
            case Counted() | Summed() | Distinct():
                return self._of_events(metric.asked, self.time.of_events(metric.window))
            case Rated():
                return self._rate(metric, metric.asked)
            case Lasted():
                return self._time(metric, metric.asked)
            case Ratio():
                return self._ratio(metric, metric.asked)
            case ShareOf("dormant"):
                if self.quiet is None:
                    return MetricValue(unseen="the map does not say when a customer is dormant")
                return shared(self.quiet.share, metric.unit)
            case ShareOf():
                return self._left(metric)
            case InBand():
                return self._in_band(metric, metric.asked)

    def _of_events(self, asked: Counted | Summed | Distinct, span: Span) -> MetricValue:
        if not self.log.codes((asked.event,)):
            return MetricValue(unseen=no_event(asked.event))
        where = self.cases.events(asked.event, span)
        match asked:
            case Counted():
                what = "COUNT(*), COUNT(*)"
            case Summed():
                what = f"COUNT(f{asked.number}), {summed(f'f{asked.number}')}"
            case Distinct():
                what = f"COUNT(x{asked.text}), COUNT(DISTINCT x{asked.text})"
        [(n, v)] = self.engine.rows(f"SELECT {what} FROM events WHERE {where}", span.values)
        unit = MILLION if isinstance(asked, Summed) else 1
        return MetricValue(int(v or 0) / unit, int(n))

    def _rate(self, metric: MetricPlan, asked: Rated) -> MetricValue:
        unseen = self.cases.unseen(asked.start, asked.end)
        if unseen:
            return MetricValue(unseen=unseen)
        starts = self.time.of_starts(metric.window, asked.within)
        query = self.cases.of_rate(asked, starts, self.time.known)
        [(of, n, open_)] = self.engine.rows(
            "SELECT COUNT(CASE WHEN n > 0 THEN 1 END), COUNT(CASE WHEN v > 0 THEN 1 END),"
            f" COUNT(CASE WHEN n = 0 THEN 1 END) FROM ({query.sql}) c",
            query.values,
        )
        return replace(shared(rate(n, of), metric.unit), open=open_)

    def _time(self, metric: MetricPlan, asked: Lasted) -> MetricValue:
        unseen = self.cases.unseen(asked.start, asked.end)
        if unseen:
            return MetricValue(unseen=unseen)
        if self.time.period is None:
            query, open_ = self.cases.of_time(asked, self.time.of_events(metric.window)), 0
        else:
            query = self.cases.of_time_begun(asked, self.time.period, self.time.known)
            going_on = f"SELECT COUNT(*) FROM ({query.sql}) c WHERE us IS NULL"
            [(open_,)] = self.engine.rows(going_on, query.values)
        timed = f"SELECT 1 AS k, us FROM ({query.sql}) c WHERE us IS NOT NULL"
        if asked.stat == "mean":
            [(n, total)] = self.engine.rows(f"SELECT COUNT(*), {summed('us')} FROM ({timed}) q", query.values)
            return MetricValue(in_time(int(total) / n / MICROS, metric.unit) if n else None, n, open=open_)
        found = quantiles_by(self.engine.rows(quantiles_query(timed, "k", "us"), query.values)).get(1)
        if found is None:
            return MetricValue(open=open_)
        micros = found.median if asked.stat == "median" else found.p90
        return MetricValue(in_time(micros / MICROS, metric.unit), found.n, open=open_)

    def _ratio(self, metric: MetricPlan, asked: Ratio) -> MetricValue:
        of, over = self.value(asked.of), self.value(asked.over)
        unseen = of.unseen or over.unseen
        if unseen:
            return MetricValue(unseen=unseen)
        if of.value is None or not over.value:
            return MetricValue(n=over.n)
        return MetricValue(in_share(of.value / over.value, metric.unit), over.n)

    def _left(self, metric: MetricPlan) -> MetricValue:
        """Return how many have left: of all customers, with a window of those alive when it began."""
        if not can_leave(self.plan):
            return MetricValue(unseen="the map does not say when a customer leaves")
        at = self.time.at
        base = seen(self.log, at)
        if metric.window is not None:
            base = alive(self.plan, self.log, at - metric.window)
        now = alive(self.plan, self.log, at)
        [(of, still)] = self.engine.rows(
            f"SELECT COUNT(*), COUNT(a.cid) FROM ({base}) b LEFT JOIN ({now}) a ON a.cid = b.cid"
        )
        return shared(rate(of - still, of), metric.unit)

    def _in_band(self, metric: MetricPlan, asked: InBand) -> MetricValue:
        scores = self.scores.get(asked.model)
        if scores is None:
            return MetricValue(unseen=f"the health score `{asked.model}` does not concern this map")
        return shared(rate(scores.bands.get(asked.band, 0), scores.accounts), metric.unit)


def shared(share: Rate, unit: str) -> MetricValue:
    """Return a share as the value of a metric."""
    low, value, high = (
        None if each is None else in_share(each, unit) for each in (share.low, share.value, share.high)
    )
    return MetricValue(value, share.of, low, high)
