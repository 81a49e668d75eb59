"""Conditions as SQL: the moments at which one becomes true, and the spans for which it holds.

A query of moments gives `cid`, `us` and `known`, the time of the customer's last event up to then, which
tells whether somebody who has left is back. A query of spans gives `cid`, `since` and `until`, NULL for good.

Tables that are made here where a condition asks for them: `silences` (`cid`, `us`, `next_us`), and for each
test and date of attributes in a map their changes, `holds0`... (`cid`, `since`, `until`) and `dates0`...
(with `d`).
"""

from __future__ import annotations

from collections.abc import Iterable

from jmap.analyze.conditions import Dated, Happened, Holds, Observable, Part, Reached, Silent, Way
from jmap.analyze.engine import Engine
from jmap.analyze.staging import Log
from jmap.records import frozen

NEVER = "SELECT cid, us, us AS known FROM events WHERE 1 = 0"


def prepare(engine: Engine, parts: Iterable[Part]) -> None:
    """Make the tables that the conditions of all maps ask for."""
    silent = [part.micros for part in parts if isinstance(part, Silent)]
    if silent:
        engine.create(
            "silences",
            "SELECT cid, us, next_us FROM (SELECT cid, us, LEAD(us) OVER (PARTITION BY cid ORDER BY us)"
            " AS next_us"
            f" FROM events) x WHERE next_us IS NULL OR next_us > us + {min(silent)}",
        )


def prepare_changes(engine: Engine, parts: Iterable[Part], rank: str) -> None:
    """Make the tables of changes that the conditions of one map ask for.

    `rank` is the place of the stage that an event enters in that map: of events at one time the last counts.
    """
    asked = list(parts)
    for number in sorted({part.test for part in asked if isinstance(part, Holds)}):
        engine.create(
            f"holds{number}",
            f"SELECT cid, us AS since, until FROM ({_changes(f't{number}', rank)}) c"
            f" WHERE t{number} = 1 AND (until IS NULL OR until > us)",
        )
    for number in sorted({part.date for part in asked if isinstance(part, Dated)}):
        engine.create(
            f"dates{number}",
            f"SELECT cid, us AS since, until, d{number} AS d FROM ({_changes(f'd{number}', rank)}) c"
            " WHERE until IS NULL OR until > us",
        )


def _changes(column: str, rank: str) -> str:
    """Return the times at which a column takes another value, each until the next."""
    order = f"OVER (PARTITION BY cid ORDER BY us, rk, code, tie, {column})"
    return (
        f"SELECT cid, us, {column}, LEAD(us) {order} AS until FROM ("
        f"SELECT cid, us, rk, code, tie, {column}, LAG({column}) {order} AS before"
        f" FROM (SELECT cid, us, {rank} AS rk, code, tie, {column} FROM events"
        f" WHERE {column} IS NOT NULL) r) b"
        f" WHERE before IS NULL OR before <> {column}"
    )


@frozen
class Moments:
    """Writes the SQL of conditions for one log."""

    log: Log

    def of(self, condition: Observable) -> str:
        """Return the moments at which a condition becomes true."""
        # Events that enter by themselves are found in one pass, and each counts once.
        plain = [way[0] for way in condition.ways if len(way) == 1 and _plain(way[0])]
        others = [self._way(way) for way in condition.ways if len(way) > 1 or not _plain(way[0])]
        if not plain:
            return _together(others) if others else NEVER
        either = " OR ".join(f"({self._event(part)})" for part in plain if isinstance(part, Happened))
        entered = f"SELECT cid, us, us AS known FROM events WHERE {either}"
        if not others:
            return entered
        # What comes true by such an event, too, is no second entry.
        at_them = f"SELECT DISTINCT cid, us FROM events WHERE {either}"
        return (
            f"{entered} UNION ALL SELECT o.cid AS cid, o.us AS us, o.known AS known"
            f" FROM ({_together(others)}) o"
            f" LEFT JOIN ({at_them}) a ON a.cid = o.cid AND a.us = o.us WHERE a.cid IS NULL"
        )

    def _way(self, way: Way) -> str:
        if len(way) == 1:
            return self._part(way[0])
        selects = []
        for index, part in enumerate(way):
            others = [other for place, other in enumerate(way) if place != index]
            joins = "".join(
                f" JOIN ({self.spans(other)}) s{n} ON s{n}.cid = m.cid AND s{n}.since <= m.us"
                f" AND (s{n}.until IS NULL OR s{n}.until > m.us)"
                for n, other in enumerate(others)
            )
            selects.append(
                f"SELECT m.cid AS cid, m.us AS us, m.known AS known FROM ({self._part(part)}) m{joins}"
            )
        return _together(selects)

    def _part(self, part: Part) -> str:
        match part:
            case Happened(times=1):
                return f"SELECT cid, us, us AS known FROM events WHERE {self._event(part)}"
            case Happened():
                nth = "ROW_NUMBER() OVER (PARTITION BY cid ORDER BY us, code) AS nth"
                counted = f"SELECT cid, us, {nth} FROM events WHERE {self._event(part)}"
                return f"SELECT cid, us, us AS known FROM ({counted}) n WHERE nth >= {part.times}"
            case Holds():
                return f"SELECT cid, since AS us, since AS known FROM holds{part.test}"
            case Silent():
                return (
                    f"SELECT cid, us + {part.micros} AS us, us AS known FROM silences"
                    f" WHERE us + {part.micros} <= {self.log.as_of}"
                    f" AND (next_us IS NULL OR next_us > us + {part.micros})"
                )
            case Dated():
                # Somebody's last event up to then is looked for: a date comes due without one.
                return (
                    "SELECT d.cid AS cid, d.since AS us, MAX(e.us) AS known"
                    f" FROM ({self.spans(part)}) d JOIN events e ON e.cid = d.cid AND e.us <= d.since"
                    " GROUP BY d.cid, d.since"
                )
            case Reached():
                return f"SELECT cid, us, us AS known FROM reached{part.stage}"

    def spans(self, part: Part) -> str:
        """Return when a part holds."""
        match part:
            case Happened() | Reached():
                first = f"SELECT cid, MIN(us) AS since FROM ({self._part(part)}) f GROUP BY cid"
                return f"SELECT cid, since, CAST(NULL AS BIGINT) AS until FROM ({first}) g"
            case Holds():
                return f"SELECT cid, since, until FROM holds{part.test}"
            case Silent():
                return (
                    f"SELECT cid, us + {part.micros} AS since, next_us AS until FROM silences"
                    f" WHERE us + {part.micros} <= {self.log.as_of}"
                    f" AND (next_us IS NULL OR next_us > us + {part.micros})"
                )
            case Dated():
                # Nobody can be reminded of a date before it is known, nor of one that was put off.
                due = f"d + {part.offset}"
                since = f"CASE WHEN {due} < since THEN since ELSE {due} END"
                return (
                    f"SELECT cid, since, until FROM (SELECT cid, {since} AS since, until FROM"
                    f" dates{part.date}) d"
                    f" WHERE since <= {self.log.as_of} AND (until IS NULL OR until > since)"
                )

    def held(self, condition: Observable, at: int) -> str:
        """Return the customers for whom a condition holds at a time."""
        selects = []
        for way in condition.ways:
            first, *others = (f"({self.spans(part)})" for part in way)
            joins = "".join(
                f" JOIN {other} s{n} ON s{n}.cid = s.cid AND s{n}.since <= {at}"
                f" AND (s{n}.until IS NULL OR s{n}.until > {at})"
                for n, other in enumerate(others)
            )
            selects.append(
                f"SELECT s.cid AS cid FROM {first} s{joins}"
                f" WHERE s.since <= {at} AND (s.until IS NULL OR s.until > {at})"
            )
        return (
            "SELECT DISTINCT cid FROM"
            f" ({' UNION ALL '.join(selects) or 'SELECT cid FROM people WHERE 1 = 0'}) h"
        )

    def reached(self, milestone: Observable, stage: int) -> str:
        """Return the first moment of each visit of a stage at which a milestone is reached."""
        return f"SELECT cid, us FROM ({self.in_visits(milestone, stage)}) v"

    def in_visits(self, condition: Observable, stage: int) -> str:
        """Return the first moment of each visit of a stage at which a condition holds: `cid`, `ix`, `us`."""
        ways = [self._reached(way, stage) for way in condition.ways]
        if not ways:
            return "SELECT cid, ix, us_in AS us FROM visits WHERE 1 = 0"
        every = " UNION ALL ".join(ways)
        return f"SELECT cid, ix, MIN(us) AS us FROM ({every}) r GROUP BY cid, ix"

    def _reached(self, way: Way, stage: int) -> str:
        spans = [f"({self._spans_in_visit(part, stage)})" for part in way]
        selects = []
        for index, span in enumerate(spans):
            joins = "".join(
                f" JOIN {other} s{n} ON s{n}.cid = m.cid AND s{n}.ix = m.ix AND s{n}.since <= m.since"
                f" AND (s{n}.until IS NULL OR s{n}.until > m.since)"
                for n, other in enumerate(each for place, each in enumerate(spans) if place != index)
            )
            selects.append(f"SELECT m.cid AS cid, m.ix AS ix, m.since AS us FROM {span} m{joins}")
        return " UNION ALL ".join(selects)

    def _spans_in_visit(self, part: Part, stage: int) -> str:
        """Return when a part holds in each visit of a stage; what happens is counted from entering it."""
        if isinstance(part, Happened):
            soon = f" AND e.us <= v.us_in + {part.within}" if part.within is not None else ""
            nth = "ROW_NUMBER() OVER (PARTITION BY v.cid, v.ix ORDER BY e.us, e.code) AS nth"
            return (
                "SELECT cid, ix, us AS since, CAST(NULL AS BIGINT) AS until FROM ("
                f"SELECT v.cid AS cid, v.ix AS ix, e.us AS us, {nth} FROM visits v"
                f" JOIN (SELECT * FROM events WHERE {self._event(part)}) e ON e.cid = v.cid"
                f" WHERE v.stage = {stage} AND e.us >= v.us_in AND (v.us_out IS NULL OR e.us <="
                f" v.us_out){soon}"
                f") x WHERE nth = {part.times}"
            )
        return (
            "SELECT v.cid AS cid, v.ix AS ix, CASE WHEN s.since < v.us_in THEN v.us_in ELSE s.since"
            " END AS since, s.until AS until"
            f" FROM visits v JOIN ({self.spans(part)}) s ON s.cid = v.cid WHERE v.stage = {stage}"
            " AND (v.us_out IS NULL OR s.since <= v.us_out) AND (s.until IS NULL OR s.until > v.us_in)"
        )

    def _event(self, part: Happened) -> str:
        codes = self.log.codes(part.names)
        tests = "".join(f" AND t{number} = 1" for number in part.tests)
        return f"code IN ({', '.join(map(str, codes))}){tests}" if codes else "1 = 0"


def _together(selects: list[str]) -> str:
    """Return moments of several queries, those at one time once."""
    if len(selects) == 1:
        return selects[0]
    return f"SELECT cid, us, MAX(known) AS known FROM ({' UNION ALL '.join(selects)}) w GROUP BY cid, us"


def _plain(part: Part) -> bool:
    return isinstance(part, Happened) and part.times == 1
