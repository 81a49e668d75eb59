"""The cases behind a measure as SQL, by customer and over a span of time."""

from __future__ import annotations

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

    def holds(self, column: str = "us") -> str:
        """Return a test of a time."""
        after = f" AND {column} > {self.since}" if self.since is not None else ""
        return f"{column} <= {self.at}{after}"

    def earlier(self, by: int) -> Span:
        """Return the span moved back."""
        return Span(self.at - by, self.since - by if self.since is not None else None)


def back(at: int, window: int | None) -> Span:
    """Return the span of a window before a moment."""
    return Span(at, at - window if window is not None else None)


@frozen
class Cases:
    """Writes the SQL of cases for one map and log. With `strict` a step needs a later time than the last."""

    plan: MapPlan
    log: Log
    strict: bool

    def unseen(self, *points: Point) -> str:
        """Return why points do not show in the log, nothing where they do."""
        for point in points:
            if point.stage is not None and not self.plan.stages[point.stage].observed:
                return f"no log can show who enters `{point.event}`"
            if point.stage is None and not self.log.codes((point.event,)):
                return no_event(point.event)
        return ""

    def events(self, name: str, span: Span) -> str:
        """Return what the rows of the events of a name in a span are chosen by."""
        codes = ", ".join(map(str, self.log.codes((name,))))
        return f"code IN ({codes}) AND {span.holds()}" if codes else "1 = 0"

    def of_events(self, asked: Event, span: Span) -> str:
        """Return a query of `cid`, `n` and `v`: cases, and their count, sum in millionths, or kinds."""
        where = self.events(asked.event, span)
        match asked:
            case Counted():
                n = v = "COUNT(*)"
            case Summed():
                n, v = f"COUNT(f{asked.number})", f"COALESCE(SUM(f{asked.number}), 0)"
            case Distinct():
                n, v = f"COUNT(x{asked.text})", f"COUNT(DISTINCT x{asked.text})"
        return f"SELECT cid, {n} AS n, {v} AS v FROM events WHERE {where} GROUP BY cid"

    def of_rate(self, asked: Rated, span: Span) -> str:
        """Return a query of `cid`, `n`, `v` and `open`: starts, those that came on, and those with time left.

        Only starts count whose time is up, as others would pull the share down: with `within` the span lies
        so much earlier, and what has begun since is open.
        """
        within = asked.within or 0
        ripe = span.earlier(within)
        began = f"us > {ripe.since}" if ripe.since is not None else "1 = 1"
        came = f"stop <= {span.at}" + (f" AND stop <= us + {within}" if within else "")
        counted = f"us <= {ripe.at}"
        return (
            f"SELECT cid, SUM(CASE WHEN {counted} THEN 1 ELSE 0 END) AS n,"
            f" SUM(CASE WHEN {counted} AND {came} THEN 1 ELSE 0 END) AS v,"
            f" SUM(CASE WHEN {counted} THEN 0 ELSE 1 END) AS open"
            f" FROM ({self._stopped(asked.start, asked.end)}) s"
            f" WHERE us <= {span.at} AND {began} GROUP BY cid"
        )

    def of_time(self, asked: Lasted, span: Span) -> str:
        """Return a query of `cid` and `us`: how long each case took that ended in a span.

        The clock starts at the first start since it was last stopped.
        """
        order = "OVER (PARTITION BY cid ORDER BY us, k)"
        if asked.start == asked.end:
            runs = f"SELECT cid, us, stop FROM ({self._stopped(asked.start, asked.end)}) s"
        else:
            both = self._both(asked.start, asked.end)
            turns = f"SELECT cid, us, k, LAG(k) {order} AS before FROM ({both}) b"
            kept = (
                f"SELECT cid, us, k FROM ({turns}) t"
                " WHERE (k = 1 AND before <> 1) OR (k <> 1 AND (before IS NULL OR before = 1))"
            )
            runs = f"SELECT cid, us, k, LEAD(us) {order} AS stop FROM ({kept}) r"
            runs = f"SELECT cid, us, stop FROM ({runs}) x WHERE k <> 1"
        return f"SELECT cid, stop - us AS us FROM ({runs}) y WHERE stop IS NOT NULL AND {span.holds('stop')}"

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


def no_event(name: str) -> str:
    """Return why an event is not seen."""
    return f"the log has no event `{name}`"
