"""The cases behind a measure as SQL, by customer and over a span of time."""

from __future__ import annotations

from collections.abc import Mapping

from jmap.analyze.dialects.base import Dialect
from jmap.analyze.figures import Counted, Distinct, Lasted, Point, Rated, Summed
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.records import frozen

Event = Counted | Summed | Distinct


@frozen
class Span:
    """The time up to a moment, that included; after `since`, where that is said. In microseconds."""

    at: int
    since: int | None = None

    @property
    def values(self) -> dict[str, str]:
        """Return the bounds as values beside the SQL, `until` and `since`."""
        after = {"since": str(self.since)} if self.since is not None else {}
        return {"until": str(self.at), **after}


@frozen
class Time:
    """The time that figures are of: each over its window before `at`, or all over one period.

    What is so at a moment is so `at`. What is still to come after a start is waited for until `known`.
    """

    at: int
    known: int
    period: Span | None = None

    def of_events(self, window: int | None) -> Span:
        """Return the time in which events count."""
        return self.period or Span(self.at, self.at - window if window is not None else None)

    def of_starts(self, window: int | None, within: int | None) -> Span:
        """Return the time in which starts count: a window lies so much earlier as they have time left."""
        return self.period or Span(self.at, self.at - window - (within or 0) if window is not None else None)


@frozen
class Query:
    """A query, and the values that it asks for."""

    sql: str
    values: Mapping[str, str]


@frozen
class Cases:
    """Writes the SQL of cases for one map and log. With `strict` a step needs a later time than the last."""

    plan: MapPlan
    log: Log
    strict: bool
    dialect: Dialect

    def unseen(self, *points: Point) -> str:
        """Return why points do not show in the log, nothing where they do."""
        for point in points:
            if point.stage is not None and not self.plan.stages[point.stage].observed:
                return f"no log can show who enters `{point.event}`"
            if point.stage is None and not self.log.codes((point.event,)):
                return no_event(point.event)
        return ""

    def within(self, span: Span, column: str = "us") -> str:
        """Return a test of a time, which asks for the values of the span."""
        after = f" AND {column} > {self._moment('since')}" if span.since is not None else ""
        return f"{column} <= {self._moment('until')}{after}"

    def events(self, name: str, span: Span) -> str:
        """Return what the rows of the events of a name in a span are chosen by."""
        codes = ", ".join(map(str, self.log.codes((name,))))
        return f"code IN ({codes}) AND {self.within(span)}"

    def of_events(self, asked: Event, span: Span) -> Query:
        """Return a query of `cid`, `n` and `v`: cases, and their count, sum in millionths, or kinds.

        The log has the event.
        """
        where = self.events(asked.event, span)
        match asked:
            case Counted():
                n = v = "COUNT(*)"
            case Summed():
                n, v = f"COUNT(f{asked.number})", f"COALESCE({summed(f'f{asked.number}')}, 0)"
            case Distinct():
                n, v = f"COUNT(x{asked.text})", f"COUNT(DISTINCT x{asked.text})"
        return Query(f"SELECT cid, {n} AS n, {v} AS v FROM events WHERE {where} GROUP BY cid", span.values)

    def of_rate(self, asked: Rated, starts: Span, known: int) -> Query:
        """Return a query of `cid`, `n`, `v` and `open`: starts, those that came on, and those with time left.

        Only starts count whose time is up when it is `known` what came, as others would pull the share down.
        """
        within = asked.within or 0
        up_to = self._moment("known")
        came = f"stop <= {up_to}" + (f" AND stop <= us + {within}" if within else "")
        counted = f"us <= {up_to} - {within}"
        return Query(
            f"SELECT cid, SUM(CASE WHEN {counted} THEN 1 ELSE 0 END) AS n,"
            f" SUM(CASE WHEN {counted} AND {came} THEN 1 ELSE 0 END) AS v,"
            f" SUM(CASE WHEN {counted} THEN 0 ELSE 1 END) AS open"
            f" FROM ({self._stopped(asked.start, asked.end)}) s"
            f" WHERE {self.within(starts)} GROUP BY cid",
            {**starts.values, "known": str(known)},
        )

    def of_time(self, asked: Lasted, ended: Span) -> Query:
        """Return a query of `cid` and `us`: how long each case took that ended in a span."""
        where = f"stop IS NOT NULL AND {self.within(ended, 'stop')}"
        return Query(f"SELECT cid, stop - us AS us FROM ({self._runs(asked)}) y WHERE {where}", ended.values)

    def of_time_begun(self, asked: Lasted, begun: Span, known: int) -> Query:
        """Return a query of `cid` and `us`: how long each case took that began in a span.

        It is NULL for one that has not ended when it is `known` what came.
        """
        return Query(
            f"SELECT cid, CASE WHEN stop <= {self._moment('known')} THEN stop - us END AS us"
            f" FROM ({self._runs(asked)}) y WHERE {self.within(begun)}",
            {**begun.values, "known": str(known)},
        )

    def _moment(self, name: str) -> str:
        """Return a moment in microseconds that is given beside the SQL."""
        return f"CAST({self.dialect.parameter(name)} AS BIGINT)"

    def _runs(self, asked: Lasted) -> str:
        """Return a query of `cid`, `us` and `stop`, NULL for what goes on.

        The clock starts at the first start since it was last stopped.
        """
        if asked.start == asked.end:
            return f"SELECT cid, us, stop FROM ({self._stopped(asked.start, asked.end)}) s"
        order = "OVER (PARTITION BY cid ORDER BY us, k)"
        both = self._both(asked.start, asked.end)
        turns = f"SELECT cid, us, k, LAG(k) {order} AS before FROM ({both}) b"
        kept = (
            f"SELECT cid, us, k FROM ({turns}) t"
            " WHERE (k = 1 AND before <> 1) OR (k <> 1 AND (before IS NULL OR before = 1))"
        )
        runs = f"SELECT cid, us, k, LEAD(us) {order} AS stop FROM ({kept}) r"
        return f"SELECT cid, us, stop FROM ({runs}) x WHERE k <> 1"

    def _stopped(self, start: Point, end: Point) -> str:
        """Return a query of `cid`, `us` and `stop`: each start, and the first end with or after it."""
        if start == end:
            times = f"SELECT DISTINCT cid, us FROM ({self._times(start)}) d"
            return f"SELECT cid, us, LEAD(us) OVER (PARTITION BY cid ORDER BY us) AS stop FROM ({times}) t"
        onwards = "ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING"
        stop = f"MIN(CASE WHEN k = 1 THEN us END) OVER (PARTITION BY cid ORDER BY us, k {onwards}) AS stop"
        every = f"SELECT cid, us, k, {stop} FROM ({self._both(start, end)}) b"
        return f"SELECT cid, us, stop FROM ({every}) e WHERE k <> 1"

    def _both(self, start: Point, end: Point) -> str:
        """Return a query of starts and ends; an end is 1, and by the ties a start is before or behind."""
        first = 2 if self.strict else 0
        return (
            f"SELECT cid, us, {first} AS k FROM ({self._times(start)}) f"
            f" UNION ALL SELECT cid, us, 1 AS k FROM ({self._times(end)}) g"
        )

    def _times(self, point: Point) -> str:
        if point.stage is not None:
            return f"SELECT cid, us FROM marks WHERE rk = {point.stage}"
        codes = ", ".join(map(str, self.log.codes((point.event,))))
        return f"SELECT cid, us FROM events WHERE {f'code IN ({codes})' if codes else '1 = 0'}"


def summed(column: str) -> str:
    """Return the sum of whole numbers, with room for it on engines whose sums have 64 bits as well."""
    return f"SUM(CAST({column} AS DECIMAL(38, 0)))"


def no_event(name: str) -> str:
    """Return why an event is not seen."""
    return f"the log has no event `{name}`"
