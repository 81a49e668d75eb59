"""Visits with how they came out, for every measure that asks for one visit at a time."""

from __future__ import annotations

from jmap.analyze.plan import MapPlan


def leads_on(plan: MapPlan, stage: int) -> bool:
    """Tell whether a log can show that a customer goes forward from a stage."""
    after = range(stage + 1, len(plan.stages))
    ways = [end for start, end in plan.declared if start == stage and end != stage]
    return any(plan.stages[place].observed for place in (*after, *ways))


def ended_visits(plan: MapPlan) -> str:
    """Return a query of all visits with `forward` and `leaves`, 1 or 0.

    Forward is a declared move, or one to a later stage that is new to the customer, as `outcomes` has it.
    """
    declared = "".join(f" OR (stage = {start} AND nxt = {end})" for start, end in sorted(plan.declared))
    return (
        "SELECT n.cid AS cid, n.ix AS ix, n.stage AS stage, n.us_in AS us_in, n.us_out AS us_out,"
        " n.leaves AS leaves, n.entries AS entries, n.visit_no AS visit_no, n.nxt AS nxt,"
        f" CASE WHEN nxt IS NOT NULL AND ((nxt > stage AND nth = 1){declared}) THEN 1 ELSE 0 END AS forward"
        " FROM (SELECT v.*, LEAD(visit_no) OVER (PARTITION BY cid ORDER BY ix) AS nth FROM visits v) n"
    )
