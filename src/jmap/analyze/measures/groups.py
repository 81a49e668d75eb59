"""The measures of groups of customers at once, those of the tables of `belonging`.

A customer may be in several groups.
"""

from __future__ import annotations

from collections.abc import Mapping

from jmap.analyze.engine import Engine
from jmap.analyze.measures.alive import alive
from jmap.analyze.measures.belonging import counted, spread
from jmap.analyze.measures.funnel import reached_counts
from jmap.analyze.measures.further import Further
from jmap.analyze.measures.moving import ended_visits
from jmap.analyze.measures.outcomes import Outcomes
from jmap.analyze.measures.paths import conversions
from jmap.analyze.measures.stage_time import StageTime, stage_times
from jmap.analyze.moments import Moments
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.measures.measured import Rate
from jmap.measures.proportion import rate
from jmap.records import frozen


@frozen
class FirstVisits:
    """First visits of a stage whose window has passed: how many, and how many moved forward or left in it."""

    visits: int = 0
    forward: int = 0
    left: int = 0


@frozen
class Group:
    """What was measured of some customers: `reached` by step of the funnel, all else by the stages' places.

    `dormant` is of those alive, None where the map does not say when; so is `conversion` of the purchase.
    `further` is what is measured of segments, and not of cohorts.
    """

    customers: int
    reached: tuple[int, ...]
    outcomes: Mapping[int, Outcomes]
    times: Mapping[int, StageTime]
    firsts: Mapping[int, FirstVisits]
    dormant: Rate | None
    conversion: Rate | None
    further: Further | None = None


def groups(
    engine: Engine, plan: MapPlan, log: Log, moments: Moments, *, interval: bool = False
) -> dict[int, Group]:
    """Return what was measured of each group that has customers, by its number.

    Medians have their `interval` where it is asked for.
    """
    sizes: dict[int, int] = dict(counted(engine, "people q", (), ("COUNT(*)",)))
    reached = {}
    if plan.chain:
        for grp, *steps in counted(engine, "came q", (), tuple(reached_counts(plan))):
            reached[grp] = tuple(steps)
    outcomes: dict[int, dict[int, Outcomes]] = {}
    for grp, stage, visits, customers, repeats, again, moved, ahead, left, open_ in counted(
        engine,
        f"({ended_visits(plan)}) q",
        ("stage",),
        (
            "COUNT(*)",
            "COUNT(DISTINCT q.cid)",
            "SUM(q.entries - 1)",
            "SUM(CASE WHEN q.visit_no > 1 THEN 1 ELSE 0 END)",
            "COUNT(q.nxt)",
            "SUM(q.forward)",
            "SUM(q.leaves)",
            "COUNT(*) - COUNT(q.us_out)",
        ),
    ):
        outcomes.setdefault(grp, {})[stage] = Outcomes(
            visits, customers, repeats, again, ahead, moved - ahead, left, open_
        )
    firsts: dict[int, dict[int, FirstVisits]] = {}
    for grp, stage, *found in counted(
        engine, "units q", ("stage",), ("COUNT(*)", "SUM(q.moved)", "SUM(q.gone)")
    ):
        firsts.setdefault(grp, {})[stage] = FirstVisits(*found)
    dormant = _dormant(engine, plan, log, moments)
    converted = _converted(engine, plan, moments)
    times = _times(engine, plan, log, interval=interval)
    return {
        grp: Group(
            n,
            reached.get(grp, (0,) * len(plan.chain)),
            outcomes.get(grp, {}),
            times.get(grp, {}),
            firsts.get(grp, {}),
            dormant.get(grp, rate(0, 0)) if plan.dormant.ways else None,
            rate(converted.get(grp, 0), n) if converted is not None else None,
        )
        for grp, n in sizes.items()
    }


def _times(engine: Engine, plan: MapPlan, log: Log, *, interval: bool) -> dict[int, dict[int, StageTime]]:
    n = len(plan.stages)
    keyed = spread("visits q", f"b.grp * {n} + q.stage AS stage, q.us_in AS us_in, q.us_out AS us_out")
    found: dict[int, dict[int, StageTime]] = {}
    for key, time in stage_times(engine, log, f"({keyed}) w", interval=interval).items():
        found.setdefault(key // n, {})[key % n] = time
    return found


def _dormant(engine: Engine, plan: MapPlan, log: Log, moments: Moments) -> dict[int, Rate]:
    if not plan.dormant.ways:
        return {}
    living = (
        f"(SELECT a.cid AS cid, h.cid AS quiet FROM ({alive(plan, log, log.as_of)}) a"
        f" LEFT JOIN ({moments.held(plan.dormant, log.as_of)}) h ON h.cid = a.cid) q"
    )
    rows = counted(engine, living, (), ("COUNT(*)", "COUNT(q.quiet)"))
    return {grp: rate(quiet, n) for grp, n, quiet in rows}


def _converted(engine: Engine, plan: MapPlan, moments: Moments) -> dict[int, int] | None:
    converted = conversions(plan, moments)
    if converted is None:
        return None
    return dict(counted(engine, f"({converted}) q", (), ("COUNT(DISTINCT q.cid)",)))
