"""The health of every account: what its indicators come to, and in which band it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from jmap.analyze.conditions import MICROS
from jmap.analyze.engine import Engine
from jmap.analyze.figures import (
    DAY,
    Counted,
    Distinct,
    HealthPlan,
    IndicatorPlan,
    Lasted,
    Newest,
    Rated,
    Ratio,
    Since,
    Summed,
    Unseen,
)
from jmap.analyze.measures.alive import alive
from jmap.analyze.measures.cases import Cases, Span, Time, no_event, summed
from jmap.analyze.measures.quantiles import quantiles_by, quantiles_query
from jmap.analyze.plan import MapPlan
from jmap.analyze.ranks import stage_rank
from jmap.analyze.scoring import Score, score
from jmap.analyze.staging import MILLION, Log
from jmap.analyze.units import in_share, in_time
from jmap.analyze.wanted import Wanted
from jmap.records import frozen


@frozen
class HealthScores:
    """How many accounts a health score has, in each of its bands, and in none for want of data.

    `unseen` says of indicators, by id, why the log shows nothing of them.
    """

    model: HealthPlan
    accounts: int
    bands: Mapping[str, int]
    unknown: int
    unseen: Mapping[str, str] = field(default_factory=dict)


@frozen
class Values:
    """What an indicator comes to: by `cid`, and for those who are not in there."""

    of: Mapping[int, float]
    otherwise: float | None = None
    unseen: str = ""


def health(
    engine: Engine, plan: MapPlan, log: Log, wanted: Wanted, models: Iterable[HealthPlan], at: int
) -> tuple[HealthScores, ...]:
    """Return how accounts stand at a moment, for some of the health scores of a map."""
    return health_of_kin(engine, plan, log, wanted, models, at, grouped=False)[0]


def health_of_kin(
    engine: Engine,
    plan: MapPlan,
    log: Log,
    wanted: Wanted,
    models: Iterable[HealthPlan],
    at: int,
    *,
    grouped: bool,
) -> tuple[tuple[HealthScores, ...], dict[int, tuple[HealthScores, ...]]]:
    """Return how accounts stand, and where they are grouped how those of each group do, by its number.

    An account is scored once, whatever groups it is in.
    """
    found: list[HealthScores] = []
    of_groups: dict[int, list[HealthScores]] = {}
    belongs: dict[int, list[int]] = {}
    if grouped:
        for kin, grp in engine.rows("SELECT kin, grp FROM belongs ORDER BY kin, grp"):
            belongs.setdefault(kin, []).append(grp)
    for model in models:
        looked = Accounts(engine, plan, model, log, wanted, at)
        values = looked.values()
        seen = Counter((kin, each.band) for _, kin, each in looked.of_kin(values, grouped=grouped))
        whole: Counter[str | None] = Counter()
        groups: dict[int, Counter[str | None]] = {grp: Counter() for each in belongs.values() for grp in each}
        for (kin, band), n in seen.items():
            whole[band] += n
            for grp in belongs.get(kin, ()):
                groups[grp][band] += n
        unseen = {
            each.id: value.unseen
            for each, value in zip(model.indicators, values, strict=True)
            if value.unseen
        }
        found.append(_in_bands(model, whole, unseen))
        for grp, counts in groups.items():
            of_groups.setdefault(grp, []).append(_in_bands(model, counts, unseen))
    return tuple(found), {grp: tuple(each) for grp, each in of_groups.items()}


def _in_bands(model: HealthPlan, counts: Counter[str | None], unseen: Mapping[str, str]) -> HealthScores:
    bands = {name: counts[name] for name, _ in model.bands}
    return HealthScores(model, sum(counts.values()), bands, counts[None], unseen)


@frozen
class Accounts:
    """Looks at the accounts of one health score as they were at a moment."""

    engine: Engine
    plan: MapPlan
    model: HealthPlan
    log: Log
    wanted: Wanted
    at: int

    def query(self) -> str:
        """Return a query of the accounts: those alive, and in one of the stages it is kept for.

        Who comes to a stage that no log shows stays in the one before, so that the others tell the accounts;
        where none is seen, all who are alive are.
        """
        who = alive(self.plan, self.log, self.at)
        places = [place for place in self.model.stages if self.plan.stages[place].observed]
        if not places:
            return who
        there = ", ".join(map(str, places))
        return (
            f"SELECT w.cid AS cid FROM ({who}) w JOIN visits v ON v.cid = w.cid AND v.stage IN ({there})"
            f" AND v.us_in <= {self.at} AND (v.us_out IS NULL OR v.us_out > {self.at})"
        )

    def scores(self, values: tuple[Values, ...] | None = None) -> Iterator[tuple[int, Score]]:
        """Yield the score of each account, by `cid`."""
        looked = values if values is not None else self.values()
        for cid, _, found in self.of_kin(looked, grouped=False):
            yield cid, found

    def of_kin(self, values: tuple[Values, ...], *, grouped: bool) -> Iterator[tuple[int, int, Score]]:
        """Yield `cid`, `kin` and the score of each account; kin are 0 where nobody is grouped."""
        query = f"SELECT DISTINCT cid, 0 AS kin FROM ({self.query()}) q ORDER BY cid"
        if grouped:
            query = (
                f"SELECT DISTINCT q.cid AS cid, m.kin AS kin FROM ({self.query()}) q"
                " JOIN members m ON m.cid = q.cid ORDER BY cid"
            )
        for cid, kin, *_ in self.engine.rows(query):
            yield cid, kin, score(self.model, [each.of.get(cid, each.otherwise) for each in values])

    def values(self) -> tuple[Values, ...]:
        """Return what each indicator comes to."""
        return tuple(self._values(each) for each in self.model.indicators)

    def _values(self, indicator: IndicatorPlan) -> Values:
        span = self._time.of_events(self.model.window)
        match indicator.looked:
            case Unseen(why):
                return Values({}, unseen=why)
            case Counted() | Summed():
                return self._of_events(indicator.looked, span)
            case Since(event):
                return self._since(event)
            case Newest(number):
                rank = stage_rank(self.plan, self.log)
                order = f"PARTITION BY cid ORDER BY us DESC, {rank} DESC, code DESC, tie DESC, f{number} DESC"
                newest = (
                    f"SELECT cid, f{number} AS v, ROW_NUMBER() OVER ({order}) AS nth"
                    f" FROM events WHERE us <= {self.at} AND f{number} IS NOT NULL"
                )
                rows = self.engine.rows(f"SELECT cid, v FROM ({newest}) n WHERE nth = 1")
                return Values({cid: int(v) / MILLION for cid, v in rows})
            case str(metric):
                return self._metric(metric, ())

    def _of_events(self, asked: Counted | Summed | Distinct, span: Span) -> Values:
        """Return counts or sums: an account without the event has 0, as the log would show it."""
        if not self.log.codes((asked.event,)):
            return Values({}, unseen=no_event(asked.event))
        unit = MILLION if isinstance(asked, Summed) else 1
        query = self._cases.of_events(asked, span)
        rows = self.engine.rows(query.sql, query.values)
        return Values({cid: int(v) / unit for cid, _, v in rows}, 0.0)

    def _since(self, event: str | None) -> Values:
        span = Span(self.at)
        if event is not None and not self.log.codes((event,)):
            return Values({}, unseen=no_event(event))
        where = self._cases.events(event, span) if event is not None else self._cases.within(span)
        rows = self.engine.rows(f"SELECT cid, MAX(us) FROM events WHERE {where} GROUP BY cid", span.values)
        return Values({cid: (self.at - us) / DAY for cid, us in rows})

    def _metric(self, id_: str, asking: tuple[str, ...]) -> Values:
        """Return a metric of each account by itself, over the window of health, else over its own."""
        metric = self.plan.figures.metrics.get(id_)
        if metric is None or id_ in asking:
            return Values({}, unseen=f"the metric `{id_}` cannot be measured")
        window = self.model.window if self.model.window is not None else metric.window
        span = self._time.of_events(window)
        match metric.asked:
            case Unseen(why):
                return Values({}, unseen=why)
            case Counted() | Summed() | Distinct():
                return self._of_events(metric.asked, span)
            case Rated():
                return self._rate(
                    metric.asked, metric.unit, self._time.of_starts(window, metric.asked.within)
                )
            case Lasted():
                return self._lasted(metric.asked, metric.unit, span)
            case Ratio(of, over):
                above, below = (self._metric(each, (*asking, id_)) for each in (of, over))
                return _ratio(above, below, metric.unit)
            case _:
                return Values({}, unseen=f"the metric `{id_}` is not of one account")

    def _rate(self, asked: Rated, unit: str, starts: Span) -> Values:
        unseen = self._cases.unseen(asked.start, asked.end)
        if unseen:
            return Values({}, unseen=unseen)
        query = self._cases.of_rate(asked, starts, self.at)
        rows = self.engine.rows(query.sql, query.values)
        return Values({cid: in_share(int(v) / int(n), unit) for cid, n, v, _ in rows if n})

    def _lasted(self, asked: Lasted, unit: str, ended: Span) -> Values:
        unseen = self._cases.unseen(asked.start, asked.end)
        if unseen:
            return Values({}, unseen=unseen)
        query = self._cases.of_time(asked, ended)
        if asked.stat == "mean":
            times = f"SELECT cid, COUNT(*), {summed('us')} FROM ({query.sql}) c GROUP BY cid"
            rows = self.engine.rows(times, query.values)
            return Values({cid: in_time(int(total) / n / MICROS, unit) for cid, n, total in rows})
        each_of = quantiles_by(self.engine.rows(quantiles_query(query.sql, "cid", "us"), query.values))
        return Values(
            {
                cid: in_time((each.median if asked.stat == "median" else each.p90) / MICROS, unit)
                for cid, each in each_of.items()
            }
        )

    @property
    def _cases(self) -> Cases:
        return Cases(self.plan, self.log, self.wanted.ties == "strict", self.engine.dialect)

    @property
    def _time(self) -> Time:
        return Time(self.at, self.at)


def _ratio(above: Values, below: Values, unit: str) -> Values:
    unseen = above.unseen or below.unseen
    if unseen:
        return Values({}, unseen=unseen)
    found = {}
    for cid, over in below.of.items():
        of = above.of.get(cid, above.otherwise)
        if of is not None and over:
            found[cid] = in_share(of / over, unit)
    return Values(found)
