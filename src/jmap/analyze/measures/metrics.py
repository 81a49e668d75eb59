"""The value of each metric that a map says how to measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from jmap.analyze.conditions import MICROS
from jmap.analyze.engine import NO_VALUES, Engine, Row
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
from jmap.analyze.measures.belonging import spread
from jmap.analyze.measures.cases import Cases, Span, Time, no_event, summed
from jmap.analyze.measures.health import HealthScores
from jmap.analyze.measures.quantiles import quantiles_by, quantiles_query
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import MILLION, Log
from jmap.analyze.totals import periods, rests_on_states, totals
from jmap.analyze.units import in_share, in_time
from jmap.analyze.wanted import Wanted
from jmap.measures.measured import WHOLE_LOG, Rate
from jmap.measures.proportion import rate
from jmap.records import frozen


@frozen
class MetricValue:
    """A metric's value in its own unit, the cases behind it, and an interval where it is a share.

    `open` are cases whose time is not up, which do not count; `unseen` says why there is no value. `share` is
    the value of one with an interval as a share. `over` is the period that a value is of which would grow
    with the log, or `log` where it is of all of that; it is empty where the metric says itself what it is of.
    """

    value: float | None = None
    n: int = 0
    low: float | None = None
    high: float | None = None
    open: int = 0
    unseen: str = ""
    share: Rate | None = field(default=None, compare=False)
    over: str = ""

    def named(self, over: str) -> MetricValue:
        """Return it with what it is of, where there is a value."""
        return replace(self, over=over) if self.value is not None else self


Values: TypeAlias = dict[int, MetricValue]
"""Values by group; of all customers by `_ALL`."""

_ALL: Final = 0
_OF_ALL: Final = MetricValue(unseen="over a period it is measured of all customers only")


@frozen
class Known:
    """What is known of some customers before their metrics: who is dormant, and how accounts stand."""

    dormant: Rate | None
    health: tuple[HealthScores, ...]


def metrics(
    engine: Engine,
    plan: MapPlan,
    log: Log,
    wanted: Wanted,
    time: Time,
    known: Known,
    ids: Sequence[str],
) -> dict[str, MetricValue]:
    """Return the values of some of a map's metrics, by id. What is known is of the time."""
    cases = Cases(plan, log, wanted.ties == "strict", engine.dialect)
    told = _Told(engine, plan, log, cases, time, {_ALL: known}, grouped=False)
    return {id_: told.values(id_)[_ALL] for id_ in ids}


def metrics_of_groups(
    engine: Engine, plan: MapPlan, log: Log, wanted: Wanted, known: Mapping[int, Known]
) -> dict[int, dict[str, MetricValue]]:
    """Return the values of a map's own metrics for each group of customers of which something is known.

    Each is of the time that it is of for all; what is known is of the end.
    """
    cases = Cases(plan, log, wanted.ties == "strict", engine.dialect)
    told = _Told(engine, plan, log, cases, Time(log.as_of, log.as_of), known, grouped=True)
    over = periods(plan, wanted.timezone, log)
    found = {id_: told.values(id_) for id_ in plan.figures.shown if id_ not in over}
    for id_ in set(totals(plan)) - set(over):
        found[id_] = {grp: each.named(WHOLE_LOG) for grp, each in found[id_].items()}
    for shown in dict.fromkeys(over.values()):
        if shown.time is not None:
            of_period = _Told(engine, plan, log, cases, shown.time, known, grouped=True)
            for id_ in (each for each in over if over[each] == shown):
                values = dict.fromkeys(known, _OF_ALL)
                if not rests_on_states(plan, id_):
                    values = of_period.values(id_)
                found[id_] = {grp: each.named(shown.period.text) for grp, each in values.items()}
    return {grp: {id_: found[id_][grp] for id_ in plan.figures.shown} for grp in known}


@dataclass(slots=True)
class _Told:
    """Values told so far: a ratio asks for those of two others."""

    engine: Engine
    plan: MapPlan
    log: Log
    cases: Cases
    time: Time
    known: Mapping[int, Known]
    grouped: bool
    found: dict[str, Values] = field(default_factory=dict)
    asking: list[str] = field(default_factory=list)

    def values(self, id_: str) -> Values:
        if id_ in self.asking:
            return self._every(MetricValue(unseen=f"`{id_}` rests on itself"))
        if id_ not in self.found:
            self.asking.append(id_)
            metric = self.plan.figures.metrics.get(id_)
            self.found[id_] = (
                self._values(metric)
                if metric is not None
                else self._every(MetricValue(unseen="there is none"))
            )
            self.asking.pop()
        return self.found[id_]

    def _every(self, value: MetricValue) -> Values:
        return dict.fromkeys(self.known, value)

    def _values(self, metric: MetricPlan) -> Values:
        match metric.asked:
            case Unseen(why):
                return self._every(MetricValue(unseen=why))
            case Counted() | Summed() | Distinct():
                return self._of_events(metric.asked, self.time.of_events(metric.window))
            case Rated():
                return self._rate(metric, metric.asked)
            case Lasted():
                return self._time(metric, metric.asked)
            case Ratio():
                return self._ratio(metric, metric.asked)
            case ShareOf("dormant"):
                return {grp: _dormant(each, metric) for grp, each in self.known.items()}
            case ShareOf():
                return self._left(metric)
            case InBand():
                return {grp: _in_band(each, metric, metric.asked) for grp, each in self.known.items()}

    def _of_events(self, asked: Counted | Summed | Distinct, span: Span) -> Values:
        if not self.log.codes((asked.event,)):
            return self._every(MetricValue(unseen=no_event(asked.event)))
        match asked:
            case Counted():
                column, what = "", "COUNT(*), COUNT(*)"
            case Summed():
                column, what = f"f{asked.number}", f"COUNT(f{asked.number}), {summed(f'f{asked.number}')}"
            case Distinct():
                column, what = f"x{asked.text}", f"COUNT(x{asked.text}), COUNT(DISTINCT x{asked.text})"
        columns = f", {column}" if column else ""
        events = f"SELECT cid{columns} FROM events WHERE {self.cases.events(asked.event, span)}"
        unit = MILLION if isinstance(asked, Summed) else 1
        found = self._every(MetricValue(0.0))
        for grp, n, v in self._rows(events, what, span.values, column):
            found[grp] = MetricValue(int(v or 0) / unit, int(n))
        return found

    def _rate(self, metric: MetricPlan, asked: Rated) -> Values:
        unseen = self.cases.unseen(asked.start, asked.end)
        if unseen:
            return self._every(MetricValue(unseen=unseen))
        what = (
            "COUNT(CASE WHEN n > 0 THEN 1 END), COUNT(CASE WHEN v > 0 THEN 1 END),"
            " COUNT(CASE WHEN n = 0 THEN 1 END)"
        )
        found = self._every(shared(rate(0, 0), metric.unit))
        query = self.cases.of_rate(asked, self.time.of_starts(metric.window, asked.within), self.time.known)
        for grp, of, n, open_ in self._rows(query.sql, what, query.values, "n", "v"):
            found[grp] = replace(shared(rate(int(n), int(of)), metric.unit), open=int(open_))
        return found

    def _time(self, metric: MetricPlan, asked: Lasted) -> Values:
        unseen = self.cases.unseen(asked.start, asked.end)
        if unseen:
            return self._every(MetricValue(unseen=unseen))
        found = self._every(MetricValue())
        if self.time.period is None:
            query = self.cases.of_time(asked, self.time.of_events(metric.window))
        else:
            query = self.cases.of_time_begun(asked, self.time.period, self.time.known)
            going_on = f"SELECT cid FROM ({query.sql}) o WHERE us IS NULL"
            for grp, open_ in self._rows(going_on, "COUNT(*)", query.values):
                found[grp] = MetricValue(open=int(open_))
        timed = f"SELECT cid, us FROM ({query.sql}) t WHERE us IS NOT NULL"
        if asked.stat == "mean":
            for grp, n, total in self._rows(timed, f"COUNT(*), {summed('us')}", query.values, "us"):
                mean = in_time(int(total) / n / MICROS, metric.unit) if n else None
                found[grp] = replace(found[grp], value=mean, n=n)
            return found
        keyed = quantiles_query(self._cases(timed, "us"), "grp", "us")
        for grp, each in quantiles_by(self.engine.rows(keyed, query.values)).items():
            micros = each.median if asked.stat == "median" else each.p90
            found[grp] = replace(found[grp], value=in_time(micros / MICROS, metric.unit), n=each.n)
        return found

    def _ratio(self, metric: MetricPlan, asked: Ratio) -> Values:
        above, below = self.values(asked.of), self.values(asked.over)
        return {grp: _over(above[grp], below[grp], metric.unit) for grp in self.known}

    def _left(self, metric: MetricPlan) -> Values:
        """Return how many have left: of all customers, with a window of those alive when it began."""
        if not can_leave(self.plan):
            return self._every(MetricValue(unseen="the map does not say when a customer leaves"))
        at = self.time.at
        base = seen(self.log, at)
        if metric.window is not None:
            base = alive(self.plan, self.log, at - metric.window)
        now = alive(self.plan, self.log, at)
        both = f"SELECT b.cid AS cid, a.cid AS still FROM ({base}) b LEFT JOIN ({now}) a ON a.cid = b.cid"
        found = self._every(shared(rate(0, 0), metric.unit))
        for grp, of, still in self._rows(both, "COUNT(*), COUNT(still)", NO_VALUES, "still"):
            found[grp] = shared(rate(int(of) - int(still), int(of)), metric.unit)
        return found

    def _rows(self, query: str, what: str, values: Mapping[str, str], *columns: str) -> Iterator[Row]:
        """Yield aggregates over a query with `cid`: of each group that has rows, or of all."""
        by = " GROUP BY grp" if self.grouped else ""
        group = "grp" if self.grouped else str(_ALL)
        cases = self._cases(query, *(each for each in columns if each))
        yield from self.engine.rows(f"SELECT {group}, {what} FROM ({cases}) c{by}", values)

    def _cases(self, query: str, *columns: str) -> str:
        if self.grouped:
            return spread(
                f"({query}) q", ", ".join(("q.cid AS cid", *(f"q.{each} AS {each}" for each in columns)))
            )
        return f"SELECT {', '.join((f'{_ALL} AS grp', 'cid', *columns))} FROM ({query}) q"


def _over(above: MetricValue, below: MetricValue, unit: str) -> MetricValue:
    unseen = above.unseen or below.unseen
    if unseen:
        return MetricValue(unseen=unseen)
    if above.value is None or not below.value:
        return MetricValue(n=below.n)
    return MetricValue(in_share(above.value / below.value, unit), below.n)


def _dormant(known: Known, metric: MetricPlan) -> MetricValue:
    if known.dormant is None:
        return MetricValue(unseen="the map does not say when a customer is dormant")
    return shared(known.dormant, metric.unit)


def _in_band(known: Known, metric: MetricPlan, asked: InBand) -> MetricValue:
    scores = {each.model.id: each for each in known.health}.get(asked.model)
    if scores is None:
        return MetricValue(unseen=f"the health score `{asked.model}` does not concern this map")
    return shared(rate(scores.bands.get(asked.band, 0), scores.accounts), metric.unit)


def shared(share: Rate, unit: str) -> MetricValue:
    """Return a share as the value of a metric."""
    low, value, high = (
        None if each is None else in_share(each, unit) for each in (share.low, share.value, share.high)
    )
    return MetricValue(value, share.of, low, high, share=share)
