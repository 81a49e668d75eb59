"""How many visits reach their stage's milestone, how soon, and how long the purchase takes to bear fruit."""

from __future__ import annotations

from collections.abc import Mapping

from jmap.analyze.conditions import Happened, Observable
from jmap.analyze.engine import Engine
from jmap.analyze.measures.paths import conversions
from jmap.analyze.measures.stage_time import seconds
from jmap.analyze.measures.survival import curve_query
from jmap.analyze.moments import Moments
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.measures.measured import Rate
from jmap.measures.proportion import rate
from jmap.records import frozen


@frozen
class Milestone:
    """The share of visits that reached it, in time where that is said, and Kaplan-Meier's times in seconds.

    `waiting` are visits that have not reached it and still may. Visits that end without it are censored.
    """

    reached: Rate
    waiting: int
    median: float | None
    p90: float | None


@frozen
class Milestones:
    """Milestones by the place of their stage, and the time to value: `to_value` is of those who purchased."""

    stages: Mapping[int, Milestone]
    to_value: Milestone | None


def milestones(engine: Engine, plan: MapPlan, log: Log, moments: Moments) -> Milestones:
    """Return how milestones are reached."""
    seen = [place for place, stage in enumerate(plan.stages) if stage.observed and stage.milestone.ways]
    if not seen:
        return Milestones({}, None)
    engine.create(
        "milestones",
        " UNION ALL ".join(
            f"SELECT cid, ix, us FROM ({moments.in_visits(plan.stages[place].milestone, place)}) m{place}"
            for place in seen
        ),
    )
    engine.create("hopes", _hopes(plan, seen, log.as_of))
    found = _measured(engine, "hopes")
    engine.drop("hopes")
    bought = conversions(plan, moments)
    to_value = None
    if bought is not None:
        engine.create("hopes", _after_purchase(bought, len(plan.stages), log.as_of))
        to_value = _measured(engine, "hopes").get(0, Milestone(rate(0, 0), 0, None, None))
        engine.drop("hopes")
    engine.drop("milestones")
    return Milestones({place: found[place] for place in seen if place in found}, to_value)


def _measured(engine: Engine, hopes: str) -> dict[int, Milestone]:
    curves = {key: times for key, *times in engine.rows(curve_query(f"SELECT k, us, ended FROM {hopes}"))}
    counts = engine.rows(f"SELECT k, COUNT(*), SUM(ended), SUM(waits) FROM {hopes} GROUP BY k ORDER BY k")
    return {
        key: Milestone(rate(int(ended), n), int(waits), seconds(curves[key][0]), seconds(curves[key][1]))
        for key, n, ended, waits in counts
    }


def _hopes(plan: MapPlan, seen: list[int], as_of: int) -> str:
    """Return visits by stage `k`, until the milestone (`ended`) or without it; `waits`: it may yet come."""
    waits = []
    for place in seen:
        most = _longest(plan.stages[place].milestone)
        late = f" AND v.us_in + {most} > {as_of}" if most is not None else ""
        waits.append(f"(v.stage = {place}{late})")
    return (
        f"SELECT v.stage AS k, COALESCE(m.us, v.us_out, {as_of}) - v.us_in AS us,"
        " CASE WHEN m.us IS NULL THEN 0 ELSE 1 END AS ended,"
        f" CASE WHEN m.us IS NULL AND v.us_out IS NULL AND ({' OR '.join(waits)}) THEN 1 ELSE 0 END AS waits"
        " FROM visits v LEFT JOIN milestones m ON m.cid = v.cid AND m.ix = v.ix"
        f" WHERE v.stage IN ({', '.join(map(str, seen))})"
    )


def _longest(milestone: Observable) -> int | None:
    """Return the time after which a milestone can no longer be reached, or None where it always can."""
    ends = []
    for way in milestone.ways:
        within = [part.within for part in way if isinstance(part, Happened) and part.within is not None]
        if not within:
            return None
        ends.append(min(within))
    return max(ends)


def _after_purchase(bought: str, leaving: int, as_of: int) -> str:
    """Return customers from the first purchase to the first milestone after it, or until they leave."""
    first = f"SELECT cid, MIN(us) AS us FROM ({bought}) c GROUP BY cid"
    gone = (
        "SELECT f.cid AS cid, f.us AS us, MIN(k.us) AS gone_us"
        f" FROM ({first}) f LEFT JOIN marks k ON k.cid = f.cid AND k.rk = {leaving} AND k.us > f.us"
        " GROUP BY f.cid, f.us"
    )
    reached = (
        "SELECT g.cid AS cid, g.us AS us, g.gone_us AS gone_us, MIN(m.us) AS hit_us"
        f" FROM ({gone}) g LEFT JOIN milestones m ON m.cid = g.cid AND m.us > g.us"
        " AND (g.gone_us IS NULL OR m.us <= g.gone_us) GROUP BY g.cid, g.us, g.gone_us"
    )
    return (
        f"SELECT 0 AS k, COALESCE(hit_us, gone_us, {as_of}) - us AS us,"
        " CASE WHEN hit_us IS NULL THEN 0 ELSE 1 END AS ended,"
        f" CASE WHEN hit_us IS NULL AND gone_us IS NULL THEN 1 ELSE 0 END AS waits FROM ({reached}) r"
    )
