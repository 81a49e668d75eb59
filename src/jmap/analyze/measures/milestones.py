"""How many visits reach their stage's milestone, how soon, and how long the purchase takes to bear fruit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from jmap.analyze.conditions import Happened, Observable
from jmap.analyze.engine import Engine
from jmap.analyze.measures.belonging import counted, spread
from jmap.analyze.measures.paths import conversions
from jmap.analyze.measures.stage_time import seconds
from jmap.analyze.measures.survival import curve_query
from jmap.analyze.moments import Moments
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.measures.measured import Rate
from jmap.measures.proportion import rate
from jmap.records import frozen

_COUNTS: Final = ("COUNT(*)", "SUM(q.ended)", "SUM(q.waits)")


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
    """Return how milestones are reached, and make the table `hopes` where there are any.

    It has a row for each visit that may reach one, and for each purchase, by which groups are measured.
    """
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
    bought = conversions(plan, moments)
    hopes = [_hopes(plan, seen, log.as_of)]
    if bought is not None:
        hopes.append(_after_purchase(bought, len(plan.stages), log.as_of))
    engine.create("hopes", " UNION ALL ".join(hopes))
    engine.drop("milestones")
    counts = engine.rows(f"SELECT k, {', '.join(_COUNTS)} FROM hopes q GROUP BY k ORDER BY k")
    curves = _curves(engine, "SELECT k, us, ended FROM hopes")
    found = {key: _milestone(n, int(ended), int(waits), curves[key]) for key, n, ended, waits in counts}
    return _told(found, len(plan.stages), purchase=bought is not None)


def milestones_of_groups(engine: Engine, plan: MapPlan, whole: Milestones) -> dict[int, Milestones]:
    """Return how milestones are reached by each group of customers, by the table `hopes`."""
    if not whole.stages and whole.to_value is None:
        return {}
    keys = len(plan.stages) + 1
    curves = _curves(engine, spread("hopes q", f"b.grp * {keys} + q.k AS k, q.us AS us, q.ended AS ended"))
    found: dict[int, dict[int, Milestone]] = {}
    for grp, k, *counts in counted(engine, "hopes q", ("k",), _COUNTS):
        n, ended, waits = counts
        found.setdefault(grp, {})[k] = _milestone(n, ended, waits, curves[grp * keys + k])
    purchase = whole.to_value is not None
    return {grp: _told(each, len(plan.stages), purchase=purchase) for grp, each in found.items()}


def _told(found: Mapping[int, Milestone], purchase_key: int, *, purchase: bool) -> Milestones:
    stages = {place: each for place, each in found.items() if place != purchase_key}
    nobody = Milestone(rate(0, 0), 0, None, None)
    return Milestones(stages, found.get(purchase_key, nobody) if purchase else None)


def _milestone(n: int, ended: int, waits: int, times: tuple[float | None, ...]) -> Milestone:
    return Milestone(rate(ended, n), waits, seconds(times[0]), seconds(times[1]))


def _curves(engine: Engine, timed: str) -> dict[int, tuple[float | None, ...]]:
    return {key: tuple(times) for key, *times in engine.rows(curve_query(timed))}


def _hopes(plan: MapPlan, seen: list[int], as_of: int) -> str:
    """Return visits by stage `k`, until the milestone (`ended`) or without it; `waits`: it may yet come."""
    waits = []
    for place in seen:
        most = longest(plan.stages[place].milestone)
        late = f" AND v.us_in + {most} > {as_of}" if most is not None else ""
        waits.append(f"(v.stage = {place}{late})")
    return (
        f"SELECT v.cid AS cid, v.stage AS k, COALESCE(m.us, v.us_out, {as_of}) - v.us_in AS us,"
        " CASE WHEN m.us IS NULL THEN 0 ELSE 1 END AS ended,"
        f" CASE WHEN m.us IS NULL AND v.us_out IS NULL AND ({' OR '.join(waits)}) THEN 1 ELSE 0 END AS waits"
        " FROM visits v LEFT JOIN milestones m ON m.cid = v.cid AND m.ix = v.ix"
        f" WHERE v.stage IN ({', '.join(map(str, seen))})"
    )


def longest(milestone: Observable) -> int | None:
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
        f"SELECT cid, {leaving} AS k, COALESCE(hit_us, gone_us, {as_of}) - us AS us,"
        " CASE WHEN hit_us IS NULL THEN 0 ELSE 1 END AS ended,"
        f" CASE WHEN hit_us IS NULL AND gone_us IS NULL THEN 1 ELSE 0 END AS waits FROM ({reached}) r"
    )
