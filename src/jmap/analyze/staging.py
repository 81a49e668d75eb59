"""A log as whole numbers: customers and names of events by number, times in microseconds.

Tables that are made here and that every measure may ask:

- `names`: `event` to `code`, in the order of the names' characters
- `customers`: `customer` to `cid`
- `events`: `cid`, `us`, `code`, for each test `t0`... (1, 0 or NULL), for each date `d0`... (microseconds),
  for each number `f0`... (in millionths: whole numbers give one sum in any order), for each text `x0`..., and
  `tie`, what tells events of one customer, time and name apart where their attributes are asked for
- `people`: `cid`, `first_us`, `last_us`, `n`
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from jmap.analyze.comparing import compared
from jmap.analyze.conditions import Asked
from jmap.analyze.dialects.base import Dialect
from jmap.analyze.engine import Engine
from jmap.analyze.fault import AnalyzeError
from jmap.analyze.times import end_of_day
from jmap.analyze.wanted import Columns, Wanted
from jmap.model.events import matches
from jmap.records import frozen

CAP: Final = 10_000
"""So many events of a customer are read, the first ones."""

MILLION: Final = 1_000_000
_GREATEST: Final = 1_000_000_000_000

REASONS: Final = ("no customer", "no event", "unreadable time", "after as-of")
BROKEN: Final = "unreadable row"
_IGNORED: Final = len(REASONS) + 1
_SHOWN: Final = 5
_LONGEST: Final = 60


@frozen
class Log:
    """What was read, and how to ask for events by name. Times are microseconds since 1970 in UTC.

    `rejected` counts rows by reason; `shown` has the first of them as (reason, customer, event, time).
    `capped` are customers with more events than are read, `over_cap` the events left out for it. `names` are
    those of all rows, `there` the codes of those that have events.
    """

    as_of: int
    first: int
    last: int
    customers: int
    events: int
    rejected: Mapping[str, int]
    shown: tuple[tuple[str, str, str, str], ...]
    ignored: int
    duplicates: int
    ties: int
    capped: int
    over_cap: int
    naive_times: int
    names: tuple[str, ...]
    there: frozenset[int]

    def codes(self, globs: Iterable[str]) -> list[int]:
        """Return the codes of the events that some names mean, with globs; codes count from 1.

        Names that only rows have that are left out mean none: what comes after as-of changes no number.
        """
        wanted = tuple(globs)
        exact = {glob for glob in wanted if "*" not in glob}
        open_ = [glob for glob in wanted if "*" in glob]
        return [
            code
            for code, name in enumerate(self.names, 1)
            if code in self.there and (name in exact or any(matches(glob, name) for glob in open_))
        ]


@frozen
class Rows:
    """The rows of the source as SQL: which there are, and why one is rejected."""

    engine: Engine
    columns: Columns
    until: int | None
    ignored: tuple[str, ...]

    @property
    def values(self) -> dict[str, str]:
        """Return the values that the SQL asks for."""
        return {f"i{index}": name for index, name in enumerate(self.ignored)}

    def select(self, *more: str) -> str:
        """Return a query of all rows: `customer`, `event`, `us`, `naive`, and more columns."""
        d, kinds = self.engine.dialect, self.engine.columns
        named = self.columns
        customer, event, time = (d.identifier(each) for each in (named.customer, named.event, named.time))
        parts = [
            f"{d.nullable(d.text(customer, kinds[named.customer]))} AS customer",
            f"{d.nullable(d.text(event, kinds[named.event]))} AS event",
            f"{d.nullable(d.micros(time, kinds[named.time]))} AS us",
            f"{d.naive(time, kinds[named.time])} AS naive",
            f"{d.text(time, kinds[named.time])} AS written",
            *more,
        ]
        return f"SELECT {', '.join(parts)} FROM raw"

    @property
    def reason(self) -> str:
        """Return why a row is left out, as a number: 0 where it is not."""
        late = f" WHEN us > {self.until} THEN 4" if self.until is not None else ""
        places = ", ".join(self.engine.dialect.parameter(name) for name in self.values)
        ignored = f" WHEN event IN ({places}) THEN {_IGNORED}" if places else ""
        return (
            "CASE WHEN customer IS NULL THEN 1 WHEN event IS NULL THEN 2 WHEN us IS NULL THEN 3"
            f"{late}{ignored} ELSE 0 END"
        )

    def accepted(self, *more: str) -> str:
        """Return a query of the rows that are not left out."""
        return f"SELECT * FROM ({self.select(*more)}) s WHERE {self.reason} = 0"


def stage(engine: Engine, columns: Columns, wanted: Wanted, tests: Asked) -> Log:
    """Make the tables of a log, and tell what was read. Raises AnalyzeError where nothing is left."""
    everything = Rows(engine, columns, None, ())
    event = engine.dialect.binary("event")
    engine.create(
        "names",
        f"SELECT event, ROW_NUMBER() OVER (ORDER BY {event}) AS code"
        f" FROM (SELECT DISTINCT event FROM ({everything.select()}) s WHERE event IS NOT NULL) x",
    )
    names = tuple(name for (name,) in engine.rows("SELECT event FROM names ORDER BY code"))
    ignored = tuple(name for name in names if any(matches(glob, name) for glob in wanted.ignore))
    until = end_of_day(wanted.as_of, wanted.timezone) if wanted.as_of is not None else None
    rows = Rows(engine, columns, until, ignored)
    counts = {
        reason: (n, newest, naive)
        for reason, n, newest, naive in engine.rows(
            f"SELECT {rows.reason} AS reason, COUNT(*), MAX(us), SUM(naive) FROM ({rows.select()}) s"
            " GROUP BY 1",
            rows.values,
        )
    }
    rejected = {text: counts[code][0] for code, text in enumerate(REASONS, 1) if code in counts}
    if engine.broken.n:
        rejected[BROKEN] = engine.broken.n
    shown = _first_rejected(rows) if rejected else ()
    if 0 not in counts:
        said = ", ".join(f"{n} {reason}" for reason, n in rejected.items()) or "it has none"
        raise AnalyzeError("no row of the log can be used", f"{said}; check `--columns` and `--as-of`")
    accepted, newest, naive = counts[0]
    customer = engine.dialect.binary("customer")
    engine.create(
        "customers",
        f"SELECT customer, ROW_NUMBER() OVER (ORDER BY {customer}) AS cid"
        f" FROM (SELECT DISTINCT customer FROM ({rows.accepted()}) s) x",
        rows.values,
    )
    read = _make_events(rows, tests)
    capped = _cap(engine)
    engine.create(
        "people",
        "SELECT cid, MIN(us) AS first_us, MAX(us) AS last_us, COUNT(*) AS n FROM events GROUP BY cid",
    )
    [(customers, events, first, last)] = engine.rows(
        "SELECT COUNT(*), SUM(n), MIN(first_us), MAX(last_us) FROM people"
    )
    [(tied,)] = engine.rows(
        "SELECT COALESCE(SUM(n), 0)"
        " FROM (SELECT COUNT(*) AS n FROM events GROUP BY cid, us HAVING COUNT(*) > 1) x"
    )
    return Log(
        as_of=until if until is not None else newest,
        first=first,
        last=last,
        customers=customers,
        events=int(events),
        rejected=rejected,
        shown=shown,
        ignored=counts[_IGNORED][0] if _IGNORED in counts else 0,
        duplicates=accepted - read,
        ties=int(tied),
        capped=capped,
        over_cap=read - int(events),
        naive_times=int(naive),
        names=names,
        there=frozenset(code for (code,) in engine.rows("SELECT DISTINCT code FROM events")),
    )


def event_columns(tests: Asked) -> tuple[str, ...]:
    """Return the columns of `events` beside customer, time and code."""
    asked = (
        *(f"t{n}" for n in tests.comparisons.values()),
        *(f"d{n}" for n in tests.dates.values()),
        *(f"f{n}" for n in tests.numbers.values()),
        *(f"x{n}" for n in tests.texts.values()),
    )
    return (*asked, "tie") if asked else ()


def _make_events(rows: Rows, tests: Asked) -> int:
    """Make the table of events without duplicates, and return how many there are."""
    engine, d, kinds = rows.engine, rows.engine.dialect, rows.engine.columns
    values = rows.values
    more = []
    for (name, comparison), number in tests.comparisons.items():
        text = d.text(d.identifier(name), kinds[name])
        more.append(f"{d.nullable(compared(text, comparison, d, values))} AS t{number}")
    for name, number in tests.dates.items():
        more.append(f"{d.nullable(d.micros(d.identifier(name), kinds[name]))} AS d{number}")
    for name, number in tests.numbers.items():
        more.append(f"{d.nullable(_millionths(d.text(d.identifier(name), kinds[name]), d))} AS f{number}")
    for name, number in tests.texts.items():
        more.append(f"{d.nullable(d.text(d.identifier(name), kinds[name]))} AS x{number}")
    whole = d.fingerprint([d.identifier(name) for name in kinds])
    by_id = rows.columns.id
    if by_id is None:
        more.append(f"{whole} AS fp")
    else:
        id_ = d.text(d.identifier(by_id), kinds[by_id])
        more.append(f"CASE WHEN {id_} IS NULL THEN {whole} ELSE {d.fingerprint([id_])} END AS fp")
    asked = event_columns(tests)
    if asked:
        more.append(f"{d.nullable(id_) if by_id is not None else 0} AS tie")
    kept = ", ".join(f"s.{name}" for name in ("us", "fp", *asked))
    joined = (
        f"SELECT c.cid AS cid, n.code AS code, {kept} FROM ({rows.accepted(*more)}) s"
        " JOIN customers c ON c.customer = s.customer JOIN names n ON n.event = s.event"
    )
    names = ", ".join(("cid", "us", "code", *asked))
    if by_id is None:
        newest = "".join(f", MAX({name}) AS {name}" for name in asked)
        select = f"SELECT cid, us, code{newest} FROM ({joined}) j GROUP BY cid, us, code, fp"
    else:
        # Which of several is kept must not depend on the order of the rows.
        order = ", ".join(("us", "code", *(_greatest(name, d) for name in asked if name != "tie")))
        first = f"ROW_NUMBER() OVER (PARTITION BY cid, fp ORDER BY {order}) AS copy"
        select = f"SELECT {names} FROM (SELECT j.*, {first} FROM ({joined}) j) k WHERE copy = 1"
    engine.create("events", select, values)
    [(n,)] = engine.rows("SELECT COUNT(*) FROM events")
    return int(n)


def _greatest(name: str, dialect: Dialect) -> str:
    """Return an order by a column of events, the greatest first and NULL last, alike for all engines."""
    value = dialect.binary(name) if name.startswith("x") else name
    return f"CASE WHEN {name} IS NULL THEN 1 ELSE 0 END, {value} DESC"


def _millionths(text: str, dialect: Dialect) -> str:
    """Return a text that is a number, or a percentage, in millionths; NULL past what a sum has room for.

    Halves go up: engines differ in what they round them to.
    """
    number = dialect.number(f"REPLACE({text}, '%', '')")
    millionths = f"CAST(FLOOR({number} * {MILLION} + 0.5) AS BIGINT)"
    return f"CASE WHEN ABS({number}) <= {_GREATEST} THEN {millionths} END"


def _cap(engine: Engine) -> int:
    """Leave out what customers have past the cap; return how many they are."""
    over = f"SELECT cid FROM events GROUP BY cid HAVING COUNT(*) > {CAP}"
    [(customers,)] = engine.rows(f"SELECT COUNT(*) FROM ({over}) x")
    if customers:
        engine.create("over_cap", over)
        engine.create(
            "capped",
            "SELECT cid, us, code, nth FROM (SELECT e.cid AS cid, e.us AS us, e.code AS code,"
            " ROW_NUMBER() OVER (PARTITION BY e.cid ORDER BY e.us, e.code) AS nth"
            f" FROM events e JOIN over_cap o ON o.cid = e.cid) x WHERE nth = {CAP}",
        )
        # What shares its time and name with the last one that is read stays with it.
        engine.create(
            "events",
            "SELECT e.* FROM events e LEFT JOIN capped c ON c.cid = e.cid"
            " WHERE c.cid IS NULL OR e.us < c.us OR (e.us = c.us AND e.code <= c.code)",
        )
        engine.drop("over_cap", "capped")
    return int(customers)


def _first_rejected(rows: Rows) -> tuple[tuple[str, str, str, str], ...]:
    """Return the first rows that were rejected, in the order of the log, with reason and texts cut short."""
    found = rows.engine.rows(
        f"SELECT {rows.reason} AS reason, customer, event, written FROM ({rows.select()}) s"
        f" WHERE {rows.reason} BETWEEN 1 AND {len(REASONS)} LIMIT {_SHOWN}",
        rows.values,
    )
    shown = [(REASONS[reason - 1], *((each or "")[:_LONGEST] for each in texts)) for reason, *texts in found]
    shown.extend((BROKEN, text, "", "") for text in rows.engine.broken.shown)
    return tuple((reason, customer, event, time) for reason, customer, event, time in shown[:_SHOWN])
