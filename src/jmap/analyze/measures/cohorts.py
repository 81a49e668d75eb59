"""Customers by the month or week of their first event: who comes back, who converts, and by when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from jmap.analyze.engine import Engine
from jmap.analyze.measures.belonging import drop_groups
from jmap.analyze.measures.groups import Group, groups
from jmap.analyze.measures.paths import conversions
from jmap.analyze.moments import Moments
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.analyze.times import day
from jmap.analyze.wanted import Wanted
from jmap.records import frozen

_EPOCH: Final = date(1970, 1, 1)
_MONDAY: Final = 3
"""1970 began three days into a week."""

_WEEKS: Final = 7 * 1_000_000
"""More days than any date lies before 1970, so that no remainder is negative."""

_LAST: Final = 253_402_300_799_999_999


@frozen
class Cohort:
    """Customers who began at one time, such as `2026-01` or `2026-W02`.

    `active` counts those with an event in each month or week from the first on; `converted` those who had
    converted by its end, and is None where the map does not say what a purchase is. A place is None where its
    month or week ends after as-of.
    """

    began: str
    group: Group
    active: tuple[int | None, ...]
    converted: tuple[int | None, ...] | None


@frozen
class Cohorts:
    """The cohorts that have customers, the oldest first, `by` month or week."""

    by: str
    rows: tuple[Cohort, ...]


def cohorts(engine: Engine, plan: MapPlan, log: Log, wanted: Wanted, moments: Moments) -> Cohorts:
    """Return the cohorts of a log."""
    by, zone = wanted.cohorts, wanted.timezone
    engine.create("members", f"SELECT cid, {bucket(engine, by, 'first_us')} AS kin FROM people")
    engine.create("belongs", "SELECT DISTINCT kin, kin AS grp FROM members")
    measured = groups(engine, plan, log, moments)
    seen = f"SELECT DISTINCT m.kin AS grp, e.cid AS cid, {bucket(engine, by, 'e.us')} AS b"
    active = {
        (grp, b): n
        for grp, b, n in engine.rows(
            f"SELECT grp, b, COUNT(*) FROM ({seen} FROM events e JOIN members m ON m.cid = e.cid) s"
            " GROUP BY grp, b"
        )
    }
    converted = _converted(engine, plan, by, moments)
    drop_groups(engine)
    newest, running = (bucket_of(day(us, zone), by) for us in (log.as_of, min(log.as_of + 1, _LAST)))
    width = 7 if by == "week" else 1
    rows = []
    for grp in sorted(measured):
        buckets = range(grp, newest + 1, width)
        so_far, bought = 0, []
        for b in buckets:
            so_far += (converted or {}).get((grp, b), 0)
            bought.append(so_far if b < running else None)
        rows.append(
            Cohort(
                named(grp, by),
                measured[grp],
                tuple(active.get((grp, b), 0) if b < running else None for b in buckets),
                tuple(bought) if converted is not None else None,
            )
        )
    return Cohorts(by, tuple(rows))


def _converted(engine: Engine, plan: MapPlan, by: str, moments: Moments) -> dict[tuple[int, int], int] | None:
    """Return how many of each cohort converted for the first time in each bucket."""
    query = conversions(plan, moments)
    if query is None:
        return None
    first = f"SELECT cid, MIN(us) AS us FROM ({query}) c GROUP BY cid"
    rows = engine.rows(
        f"SELECT grp, b, COUNT(*) FROM (SELECT m.kin AS grp, {bucket(engine, by, 'f.us')} AS b"
        f" FROM ({first}) f JOIN members m ON m.cid = f.cid) s GROUP BY grp, b"
    )
    return {(grp, b): n for grp, b, n in rows}


def bucket(engine: Engine, by: str, us: str) -> str:
    """Return the month of a time, or the Monday of its week, as a number."""
    if by == "month":
        return engine.dialect.month_index(us)
    index = engine.dialect.day_index(us)
    return f"({index} - ({index} + {_WEEKS + _MONDAY}) % 7)"


def bucket_of(of: date, by: str) -> int:
    """Return the month or week of a day as a number."""
    if by == "month":
        return of.year * 12 + of.month - 1
    index = (of - _EPOCH).days
    return index - (index + _MONDAY) % 7


def named(bucket: int, by: str) -> str:
    """Return the month or week of a number, such as `2026-01` or `2026-W02`."""
    if by == "month":
        return f"{bucket // 12:04}-{bucket % 12 + 1:02}"
    year, week, _ = (_EPOCH + timedelta(days=bucket)).isocalendar()
    return f"{year:04}-W{week:02}"
