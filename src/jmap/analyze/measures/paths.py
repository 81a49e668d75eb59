"""The ways to the purchase: what customers did from the start of a life to the first conversion."""

from __future__ import annotations

from typing import Final

from jmap.analyze.conditions import MICROS
from jmap.analyze.engine import Engine
from jmap.analyze.measures.belonging import spread
from jmap.analyze.measures.quantiles import quantiles_by, quantiles_query
from jmap.analyze.moments import Moments
from jmap.analyze.plan import MapPlan
from jmap.analyze.ranks import stage_rank
from jmap.analyze.staging import Log
from jmap.analyze.wanted import Wanted
from jmap.records import frozen

MOST: Final = 100
"""So many paths are told, the most common ones; all are counted."""

OF_GROUP: Final = 10
"""So many paths of a group of customers are told."""


@frozen
class Path:
    """A path: its steps, how many customers took it, and in which time (the median, in seconds)."""

    steps: tuple[str, ...]
    n: int
    median: float


@frozen
class Paths:
    """The paths of all customers who converted. `distinct` counts all, `rows` has the most common."""

    by: str
    customers: int
    distinct: int
    rows: tuple[Path, ...]


def paths(engine: Engine, plan: MapPlan, log: Log, wanted: Wanted, moments: Moments) -> Paths | None:
    """Return the paths to the purchase, or None where the map does not say what it is, or no log can.

    Makes the table `paths` of `cid`, `path` and `us`, by which groups of customers are compared.
    """
    converted = conversions(plan, moments)
    if converted is None:
        return None
    recent = f" WHERE us >= {log.as_of - wanted.recent * MICROS}" if wanted.recent is not None else ""
    engine.create("goals", f"SELECT * FROM ({_goals(plan, converted)}) g{recent}")
    names, steps = _steps(plan, log, wanted.by)
    ordered = engine.dialect.binary("path")
    engine.create("paths", _paths(engine, steps, len(str(len(names)))))
    [(customers, distinct)] = engine.rows("SELECT COUNT(*), COUNT(DISTINCT path) FROM paths")
    counted = f"SELECT path, COUNT(*) AS n FROM paths GROUP BY path ORDER BY n DESC, {ordered} LIMIT {MOST}"
    told = list(engine.rows(counted))
    engine.create("top", counted)
    spent = "SELECT p.path AS path, p.us AS us FROM paths p JOIN top t ON t.path = p.path"
    times = quantiles_by(engine.rows(quantiles_query(spent, "path", "us")))
    engine.drop("goals", "top")
    rows = tuple(Path(_named(path, names), n, times[path].median / MICROS) for path, n in told)
    return Paths(wanted.by, customers, distinct, rows)


def paths_of_groups(engine: Engine, plan: MapPlan, log: Log, wanted: Wanted) -> dict[int, Paths]:
    """Return the paths of each group of customers that has some, the most common ten of each."""
    names, _ = _steps(plan, log, wanted.by)
    engine.create("grouped", spread("paths q", "q.path AS path, q.us AS us"))
    counts = engine.rows("SELECT grp, COUNT(*), COUNT(DISTINCT path) FROM grouped GROUP BY grp ORDER BY grp")
    ordered = engine.dialect.binary("path")
    ranked = (
        f"SELECT grp, path, n, ROW_NUMBER() OVER (PARTITION BY grp ORDER BY n DESC, {ordered}) AS nth"
        " FROM (SELECT grp, path, COUNT(*) AS n FROM grouped GROUP BY grp, path) p"
    )
    engine.create("top", f"SELECT grp, path, n, nth FROM ({ranked}) r WHERE nth <= {OF_GROUP}")
    spent = (
        f"SELECT g.grp * {OF_GROUP} + t.nth - 1 AS k, g.us AS us FROM grouped g"
        " JOIN top t ON t.grp = g.grp AND t.path = g.path"
    )
    times = quantiles_by(engine.rows(quantiles_query(spent, "k", "us")))
    rows: dict[int, list[Path]] = {}
    for grp, path, n, nth in engine.rows("SELECT grp, path, n, nth FROM top ORDER BY grp, nth"):
        median = times[grp * OF_GROUP + nth - 1].median / MICROS
        rows.setdefault(grp, []).append(Path(_named(path, names), n, median))
    engine.drop("grouped", "top")
    return {grp: Paths(wanted.by, n, distinct, tuple(rows[grp])) for grp, n, distinct in counts}


def conversions(plan: MapPlan, moments: Moments) -> str | None:
    """Return the purchases, `cid` and `us`, or None where the map does not say what one is, or no log can."""
    if plan.conversion.ways:
        return moments.of(plan.conversion)
    if plan.converts is not None and plan.stages[plan.converts].observed:
        return f"SELECT cid, us FROM marks WHERE rk = {plan.converts}"
    return None


def _goals(plan: MapPlan, converted: str) -> str:
    """Return each customer's first conversion, and when the life began in which it falls."""
    first = f"SELECT cid, MIN(us) AS us FROM ({converted}) c GROUP BY cid"
    gone = (
        "SELECT f.cid AS cid, f.us AS us, MAX(m.us) AS gone_us"
        f" FROM ({first}) f LEFT JOIN marks m ON m.cid = f.cid AND m.rk = {len(plan.stages)} AND m.us < f.us"
        " GROUP BY f.cid, f.us"
    )
    return (
        "SELECT g.cid AS cid, g.us AS us, MIN(e.us) AS began_us"
        f" FROM ({gone}) g JOIN events e ON e.cid = g.cid AND (g.gone_us IS NULL OR e.us > g.gone_us)"
        " GROUP BY g.cid, g.us"
    )


def _steps(plan: MapPlan, log: Log, by: str) -> tuple[list[str], str]:
    """Return the names of steps in order, and a query of steps by their place in it."""
    if by == "stage":
        names = sorted(stage.id for stage in plan.stages)
        numbered = " ".join(f"WHEN {rk} THEN {names.index(each.id)}" for rk, each in enumerate(plan.stages))
        until = f" AND (m.us < g.us OR m.rk <= {plan.converts})" if plan.converts is not None else ""
        return names, (
            f"SELECT m.cid AS cid, m.us AS us, m.rk AS rk, 0 AS code, CASE m.rk {numbered} END AS step,"
            " g.began_us AS began_us,"
            f" g.us AS goal_us FROM marks m JOIN goals g ON g.cid = m.cid WHERE m.rk < {len(names)}"
            f" AND m.us >= g.began_us AND m.us <= g.us{until}"
        )
    if by == "touchpoint":
        names = sorted(each.id for each in plan.contacts)
        numbers: dict[int, int] = {}
        for each in plan.contacts:
            for code in log.codes(each.events):
                numbers.setdefault(code, names.index(each.id))
        cases = " ".join(f"WHEN {code} THEN {index}" for code, index in sorted(numbers.items()))
        step = f"CASE code {cases} END" if cases else "CAST(NULL AS BIGINT)"
    else:
        names, step = list(log.names), "code - 1"
    return names, (
        f"SELECT cid, us, {stage_rank(plan, log)} AS rk, code, step, began_us, goal_us FROM ("
        f"SELECT e.cid AS cid, e.us AS us, e.code AS code, {step} AS step, g.began_us AS began_us,"
        " g.us AS goal_us FROM events e JOIN goals g ON g.cid = e.cid"
        " WHERE e.us >= g.began_us AND e.us <= g.us) x WHERE step IS NOT NULL"
    )


def _paths(engine: Engine, steps: str, digits: int) -> str:
    """Return the path of each customer as numbers of steps of so many digits, each with its repeats."""
    over = "OVER (PARTITION BY cid ORDER BY us, rk, code, step)"
    ordered = (
        f"SELECT cid, us, step, began_us, goal_us, ROW_NUMBER() {over} AS o, LAG(step) {over} AS before,"
        f" COUNT(*) OVER (PARTITION BY cid) AS total FROM ({steps}) s"
    )
    runs = f"SELECT * FROM ({ordered}) d WHERE before IS NULL OR before <> step"
    counted = (
        "SELECT cid, o, step, goal_us - began_us AS us,"
        f" COALESCE(LEAD(o) OVER (PARTITION BY cid ORDER BY o), total + 1) - o AS n FROM ({runs}) r"
    )
    text = f"CONCAT(LPAD(CAST(step AS VARCHAR(20)), {digits}, '0'), '*', CAST(n AS VARCHAR(20)))"
    items = f"SELECT cid, o, us, {text} AS item FROM ({counted}) c"
    return (
        f"SELECT cid, {engine.dialect.listed('item', 'o')} AS path, MAX(us) AS us FROM ({items}) i GROUP"
        " BY cid"
    )


def _named(path: str, names: list[str]) -> tuple[str, ...]:
    steps = []
    for item in path.split(","):
        number, _, times = item.partition("*")
        name = names[int(number)]
        steps.append(name if times == "1" else f"{name}*{times}")
    return tuple(steps)
