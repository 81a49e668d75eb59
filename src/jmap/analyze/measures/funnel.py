"""How many customers reach each stage in order, within the window, over every possible start."""

from __future__ import annotations

from jmap.analyze.conditions import MICROS
from jmap.analyze.engine import Engine
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.analyze.wanted import Wanted
from jmap.measures.measured import Rate
from jmap.measures.proportion import rate
from jmap.records import frozen


@frozen
class Step:
    """A stage of the funnel. `stage` is its place in the map.

    `immature` counts customers of the step before who have not come here and still may: the window of one of
    their starts is open. At the first step they are those of whom every start is so.
    """

    stage: int
    reached: int
    reached_any: int
    of_previous: Rate | None
    of_first: Rate | None
    immature: int


@frozen
class Funnel:
    """The steps of the chain, and the customers who began in the middle of the journey."""

    window: int
    steps: tuple[Step, ...]
    mid_journey: int


def funnel(engine: Engine, plan: MapPlan, log: Log, wanted: Wanted) -> Funnel:
    """Return the funnel of a map, and make the table `came` of how far each customer has come.

    It has `cid`, `began`, and `a0`, `a1`... up to the step; groups of customers are counted by it.
    """
    window = wanted.window * MICROS
    begun = ", ".join(map(str, sorted(plan.starts))) or "-1"
    [(mid,)] = engine.rows(f"SELECT COUNT(*) FROM visits WHERE ix = 1 AND stage NOT IN ({begun})")
    if not plan.chain:
        return Funnel(wanted.window, (), mid)
    counted = ", ".join((*reached_counts(plan), *_waits(plan, log.as_of - window)))
    _come(engine, plan, log, wanted)
    [counts] = engine.rows(f"SELECT {counted} FROM came")
    any_order: dict[int, int] = dict(engine.rows("SELECT rk, COUNT(DISTINCT cid) FROM marks GROUP BY rk"))
    n = len(plan.chain)
    reached, waiting = [int(each or 0) for each in counts[:n]], [int(each or 0) for each in counts[n:]]
    steps = tuple(
        Step(
            stage,
            reached[i],
            any_order.get(stage, 0),
            rate(reached[i], reached[i - 1]) if i else None,
            rate(reached[i], reached[0]),
            waiting[i],
        )
        for i, stage in enumerate(plan.chain)
    )
    return Funnel(wanted.window, steps, mid)


def _come(engine: Engine, plan: MapPlan, log: Log, wanted: Wanted) -> None:
    """Make `came`, step by step.

    `a` is the latest start of a chain that has come so far: of all chains to a step, the one that began last
    has most time left, so no other start has to be followed. At one time a later step comes after an earlier
    one, or before it where ties are strict, so that it then needs an earlier time. Each step looks at the
    entries of its own stage and those that came to the step before, which are ever fewer.
    """
    chain, window = plan.chain, wanted.window * MICROS
    entries = "SELECT cid, us, rk, pos AS o FROM marks"
    if wanted.ties == "strict":
        # `pos` is in favour of the journey already.
        strict = "ROW_NUMBER() OVER (PARTITION BY cid ORDER BY us, rk DESC, pos) AS o"
        inside = ", ".join(map(str, chain))
        engine.create("entries", f"SELECT cid, us, rk, {strict} FROM marks WHERE rk IN ({inside})")
        entries = "SELECT cid, us, rk, o FROM entries"
    ready = f" AND us <= {log.as_of - window}" if wanted.mature else ""
    engine.create("step0", f"SELECT cid, us, o, us AS a FROM ({entries}) e WHERE rk = {chain[0]}{ready}")
    over = "OVER (PARTITION BY cid ORDER BY o ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
    for i, stage in enumerate(chain[1:], 1):
        both = (
            f"SELECT cid, us, o, 0 AS here, a FROM step{i - 1} UNION ALL"
            f" SELECT cid, us, o, 1 AS here, CAST(NULL AS BIGINT) AS a FROM ({entries}) e WHERE rk = {stage}"
        )
        latest = f"SELECT cid, us, o, here, MAX(a) {over} AS a FROM ({both}) b"
        engine.create(
            f"step{i}", f"SELECT cid, us, o, a FROM ({latest}) l WHERE here = 1 AND us <= a + {window}"
        )
    steps = " UNION ALL ".join(f"SELECT cid, us, {i} AS i, a FROM step{i}" for i in range(len(chain)))
    far = ", ".join(f"MAX(CASE WHEN i = {i} THEN a END) AS a{i}" for i in range(len(chain)))
    began = "MIN(CASE WHEN i = 0 THEN us END) AS began"
    engine.create("came", f"SELECT cid, {began}, {far} FROM ({steps}) s GROUP BY cid")
    engine.drop(*(f"step{i}" for i in range(len(chain))))
    if wanted.ties == "strict":
        engine.drop("entries")


def reached_counts(plan: MapPlan) -> list[str]:
    """Return what counts the customers at each step, of rows of `came`."""
    return [f"COUNT(a{i})" for i in range(len(plan.chain))]


def _waits(plan: MapPlan, closed: int) -> list[str]:
    """Return what counts those at each step who are waited for."""
    waits = [f"SUM(CASE WHEN began > {closed} THEN 1 ELSE 0 END)"]
    waits.extend(
        f"SUM(CASE WHEN a{i} IS NULL AND a{i - 1} > {closed} THEN 1 ELSE 0 END)"
        for i in range(1, len(plan.chain))
    )
    return waits
