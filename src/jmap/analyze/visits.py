"""The one table behind every number: who was in which stage from when to when.

Tables that are made here for one map, whose stages are known by their place, and leaving by the number of
stages:

- `marks`: `cid`, `us`, `rk` (stage, or leaving), `pos` (1, 2...): entries and leavings that count
- `visits`: `cid`, `ix` (1, 2...), `stage`, `us_in`, `us_out` (NULL: open), `nxt` (the next stage of this
  life, or NULL), `leaves` (1 where it ends by leaving), `entries`, `life`, `visit_no` (of this stage)
- `reached0`...: `cid`, `us` of each visit's milestone, where another condition waits for it
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jmap.analyze.conditions import Happened, Holds, Reached
from jmap.analyze.engine import Engine
from jmap.analyze.moments import NEVER, Moments, prepare_changes
from jmap.analyze.plan import MapPlan
from jmap.analyze.ranks import stage_rank

_MOST_ROUNDS: Final = 12
_ROUNDS: Final = 3
_ANYWHERE: Final = -1
_SO_FAR: Final = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"


def build(engine: Engine, plan: MapPlan, moments: Moments) -> bool:
    """Make the tables of a map. Return False where milestones and entries never came to rest."""
    awaited = plan.awaited
    prepare_changes(engine, plan.parts(), stage_rank(plan, moments.log))
    for stage in awaited:
        engine.create(f"reached{stage}", f"SELECT cid, us FROM ({NEVER}) n")
    settled = None
    for _ in range(_MOST_ROUNDS if awaited else 1):
        _make(engine, plan, moments)
        if not awaited:
            return True
        for stage in awaited:
            engine.create(f"reached{stage}", moments.reached(plan.stages[stage].milestone, stage))
        now = [
            list(engine.rows(f"SELECT COUNT(*), SUM(us % 1000003) FROM reached{stage}")) for stage in awaited
        ]
        if now == settled:
            return True
        settled = now
    return False


def drop(engine: Engine, plan: MapPlan) -> None:
    """Take the tables of a map away."""
    engine.drop("marks", "visits", *(f"reached{stage}" for stage in plan.awaited))


def _make(engine: Engine, plan: MapPlan, moments: Moments) -> None:
    leaving = len(plan.stages)
    of_stages = any(stage.leave.ways for stage in plan.stages)
    marked = (
        " UNION ALL ".join(_marked(plan, moments))
        or f"SELECT cid, us, known, 0 AS rk, 0 AS scope FROM ({NEVER}) n"
    )
    order = "ROW_NUMBER() OVER (PARTITION BY cid ORDER BY us, rk, scope) AS pos"
    ordered = f"SELECT cid, us, rk, scope, known, {order}, 0 AS dead FROM ({marked}) m"
    if of_stages or (plan.leave.ways and not _by_acts(plan)):
        engine.create("marked", ordered)
        # Who is in a stage rests on who has left, and that on who was in a stage.
        for _ in range(_ROUNDS if of_stages else 1):
            engine.create("judged", _judged(leaving))
            engine.create("marked", "SELECT * FROM judged")
        engine.create(
            "marks", f"SELECT cid, us, rk, pos FROM marked WHERE gone = 1 OR (rk < {leaving} AND dead = 0)"
        )
        engine.drop("marked", "judged")
    else:
        engine.create("marks", f"SELECT cid, us, rk, pos FROM ({ordered}) o")
    engine.create("visits", _visits(leaving))


def _by_acts(plan: MapPlan) -> bool:
    """Tell whether every entry is something that a customer did: it then ends an absence by itself."""
    return all(
        isinstance(part, Happened | Holds | Reached) for stage in plan.stages for part in stage.enter.parts()
    )


def _marked(plan: MapPlan, moments: Moments) -> Iterator[str]:
    """Yield the entries of each stage, and the leavings: from anywhere, or of one stage by `scope`."""
    for index, stage in enumerate(plan.stages):
        if stage.enter.ways:
            entries = moments.of(stage.enter)
            yield f"SELECT cid, us, known, {index} AS rk, {_ANYWHERE} AS scope FROM ({entries}) e{index}"
    leaving = len(plan.stages)
    for index, condition in [
        (_ANYWHERE, plan.leave),
        *((n, each.leave) for n, each in enumerate(plan.stages)),
    ]:
        if condition.ways:
            left = moments.of(condition)
            yield f"SELECT cid, us, known, {leaving} AS rk, {index} AS scope FROM ({left}) l{index + 1}"


def _judged(leaving: int) -> str:
    """Return the marks, each with whether it leaves (`gone`), or enters after leaving (`dead`).

    A leaving of one stage counts for those who are in it and have not left already. Who has left comes back
    by an event: a date that comes due, or silence, brings nobody back.
    """
    base = leaving + 1
    over = "OVER (PARTITION BY cid ORDER BY pos ROWS BETWEEN UNBOUNDED PRECEDING AND"
    enters = f"CASE WHEN rk < {leaving} AND dead = 0 THEN pos * {base} + rk END"
    placed = (
        f"SELECT cid, us, rk, scope, known, pos, dead, MAX({enters}) {over} CURRENT ROW) AS place FROM marked"
    )
    told = (
        f"SELECT p.*, CASE WHEN rk = {leaving} AND (scope = {_ANYWHERE} OR scope = place % {base})"
        f" THEN 1 ELSE 0 END AS leaves FROM ({placed}) p"
    )
    before = (
        f"SELECT t.*, MAX(CASE WHEN leaves = 1 THEN place END) {over} 1 PRECEDING) AS left_from FROM"
        f" ({told}) t"
    )
    counted = (
        f"SELECT b.*, CASE WHEN leaves = 0 OR (scope <> {_ANYWHERE} AND left_from = place) THEN 0 ELSE 1 END"
        f" AS gone FROM ({before}) b"
    )
    after = (
        f"SELECT c.*, MAX(CASE WHEN gone = 1 THEN us END) {over} CURRENT ROW) AS gone_us FROM ({counted}) c"
    )
    return (
        f"SELECT cid, us, rk, scope, known, pos, gone,"
        f" CASE WHEN rk < {leaving} AND gone_us >= known THEN 1 ELSE 0 END AS dead FROM ({after}) a"
    )


def _visits(leaving: int) -> str:
    by_customer = "OVER (PARTITION BY cid ORDER BY pos"
    counted = (
        f"SELECT cid, us, rk, pos, LAG(rk) {by_customer}) AS before, ROW_NUMBER() {by_customer}) AS nth,"
        " COUNT(*) OVER (PARTITION BY cid) AS total FROM marks"
    )
    runs = f"SELECT cid, us, rk, pos, nth, total FROM ({counted}) c WHERE before IS NULL OR before <> rk"
    ended = (
        f"SELECT cid, rk, us, pos, LEAD(us) {by_customer}) AS us_out, LEAD(rk) {by_customer}) AS nxt,"
        f" COALESCE(LEAD(nth) {by_customer}), total + 1) - nth AS entries,"
        f" 1 + SUM(CASE WHEN rk = {leaving} THEN 1 ELSE 0 END) {by_customer} {_SO_FAR}) AS life FROM"
        f" ({runs}) r"
    )
    return (
        f"SELECT cid, ROW_NUMBER() {by_customer}) AS ix, rk AS stage, us AS us_in, us_out,"
        f" CASE WHEN nxt < {leaving} THEN nxt END AS nxt, CASE WHEN nxt = {leaving} THEN 1 ELSE 0 END AS"
        " leaves,"
        " entries, life, ROW_NUMBER() OVER (PARTITION BY cid, rk ORDER BY pos) AS visit_no"
        f" FROM ({ended}) e WHERE rk < {leaving}"
    )
