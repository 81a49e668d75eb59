"""Who is alive at a time: has been seen, and has not left since."""

from __future__ import annotations

from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log


def seen(log: Log, at: int) -> str:
    """Return a query of the customers who have been seen by a time: `cid`, and `last_us` up to then."""
    if at < log.as_of:
        return f"SELECT cid, MAX(us) AS last_us FROM events WHERE us <= {at} GROUP BY cid"
    return "SELECT cid, last_us FROM people"


def alive(plan: MapPlan, log: Log, at: int) -> str:
    """Return a query of the customers who are alive at a time: their `cid`."""
    leaving = len(plan.stages)
    gone = f"SELECT cid, MAX(us) AS us FROM marks WHERE rk = {leaving} AND us <= {at} GROUP BY cid"
    return (
        f"SELECT p.cid AS cid FROM ({seen(log, at)}) p LEFT JOIN ({gone}) g ON g.cid = p.cid"
        " WHERE g.us IS NULL OR g.us < p.last_us"
    )


def can_leave(plan: MapPlan) -> bool:
    """Tell whether a log can show that a customer leaves."""
    return any((plan.leave.ways, *(stage.leave.ways for stage in plan.stages)))
