"""Every measure of groups of customers at once: those of the table `members`, of `cid` and `grp`.

A customer may be in several groups.
"""

from __future__ import annotations

from collections.abc import Mapping

from jmap.analyze.conditions import MICROS
from jmap.analyze.engine import Engine
from jmap.analyze.measures.alive import alive
from jmap.analyze.measures.exposure import first_visits
from jmap.analyze.measures.funnel import reached_counts
from jmap.analyze.measures.moving import ended_visits
from jmap.analyze.measures.outcomes import Outcomes
from jmap.analyze.measures.paths import conversions
from jmap.analyze.measures.stage_time import StageTime, stage_times
from jmap.analyze.moments import Moments
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.analyze.wanted import Wanted
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
    """

    customers: int
    reached: tuple[int, ...]
    outcomes: Mapping[int, Outcomes]
    times: Mapping[int, StageTime]
    firsts: Mapping[int, FirstVisits]
    dormant: Rate | None
    conversion: Rate | None


def groups(engine: Engine, plan: MapPlan, log: Log, wanted: Wanted, moments: Moments) -> dict[int, Group]:
    """Return what was measured of each group that has customers, by its number."""
    sizes: dict[int, int] = dict(engine.rows("SELECT grp, COUNT(*) FROM members GROUP BY grp ORDER BY grp"))
    reached = {}
    if plan.chain:
        counts = ", ".join(reached_counts(plan))
        people = "came c JOIN members m ON m.cid = c.cid"
        for grp, *steps in engine.rows(f"SELECT m.grp, {counts} FROM {people} GROUP BY m.grp"):
            reached[grp] = tuple(steps)
    outcomes: dict[int, dict[int, Outcomes]] = {}
    for grp, stage, visits, customers, repeats, again, moved, forward, left, open_ in engine.rows(
        "SELECT m.grp, v.stage, COUNT(*), COUNT(DISTINCT v.cid), SUM(v.entries - 1),"
        " SUM(CASE WHEN v.visit_no > 1 THEN 1 ELSE 0 END), COUNT(v.nxt), SUM(v.forward), SUM(v.leaves),"
        f" COUNT(*) - COUNT(v.us_out) FROM ({ended_visits(plan)}) v JOIN members m ON m.cid = v.cid"
        " GROUP BY m.grp, v.stage ORDER BY m.grp, v.stage"
    ):
        ahead = int(forward)
        outcomes.setdefault(grp, {})[stage] = Outcomes(
            visits, customers, int(repeats), int(again), ahead, moved - ahead, int(left), open_
        )
    firsts: dict[int, dict[int, FirstVisits]] = {}
    for grp, stage, visits, moved, gone in engine.rows(
        "SELECT m.grp, u.stage, COUNT(*), SUM(u.moved), SUM(u.gone) FROM"
        f" ({first_visits(plan, log.as_of, wanted.window * MICROS)}) u JOIN members m ON m.cid = u.cid"
        " GROUP BY m.grp, u.stage"
    ):
        firsts.setdefault(grp, {})[stage] = FirstVisits(visits, int(moved), int(gone))
    dormant = dict(_dormant(engine, plan, log, moments))
    converted = _converted(engine, plan, moments)
    times = _times(engine, plan, log)
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


def _times(engine: Engine, plan: MapPlan, log: Log) -> dict[int, dict[int, StageTime]]:
    n = len(plan.stages)
    keyed = (
        f"(SELECT m.grp * {n} + v.stage AS stage, v.us_in AS us_in, v.us_out AS us_out"
        " FROM visits v JOIN members m ON m.cid = v.cid) w"
    )
    found: dict[int, dict[int, StageTime]] = {}
    for key, time in stage_times(engine, log, keyed).items():
        found.setdefault(key // n, {})[key % n] = time
    return found


def _dormant(engine: Engine, plan: MapPlan, log: Log, moments: Moments) -> list[tuple[int, Rate]]:
    if not plan.dormant.ways:
        return []
    living = alive(plan, log, log.as_of)
    rows = engine.rows(
        f"SELECT m.grp, COUNT(*), COUNT(h.cid) FROM ({living}) a JOIN members m ON m.cid = a.cid"
        f" LEFT JOIN ({moments.held(plan.dormant, log.as_of)}) h ON h.cid = a.cid GROUP BY m.grp"
    )
    return [(grp, rate(quiet, n)) for grp, n, quiet in rows]


def _converted(engine: Engine, plan: MapPlan, moments: Moments) -> dict[int, int] | None:
    converted = conversions(plan, moments)
    if converted is None:
        return None
    return dict(
        engine.rows(
            f"SELECT m.grp, COUNT(DISTINCT c.cid) FROM ({converted}) c JOIN members m ON m.cid = c.cid"
            " GROUP BY m.grp"
        )
    )
