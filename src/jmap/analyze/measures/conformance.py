"""How far real journeys follow the declared one, and how much of the log the map explains."""

from __future__ import annotations

from jmap.analyze.engine import Engine
from jmap.analyze.measures.belonging import counted
from jmap.analyze.measures.outcomes import Move, kind_of
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.measures.measured import Rate
from jmap.measures.proportion import rate
from jmap.model.events import matches
from jmap.records import frozen


@frozen
class Unexplained:
    """An event of the log that the map does not name."""

    event: str
    n: int
    customers: int


@frozen
class Conformance:
    """Moves, the share of them that is declared, and of customers who made no other and began in a start."""

    moves: tuple[Move, ...]
    move_fitness: Rate
    customer_fitness: Rate
    event_coverage: Rate
    undeclared: tuple[Unexplained, ...]
    never_seen: tuple[str, ...]


def conformance(engine: Engine, plan: MapPlan, log: Log, moved: tuple[Move, ...]) -> Conformance:
    """Return how far the log follows a map."""
    declared = sum(each.n for each in moved if each.kind == "declared")
    [(followed, customers)] = engine.rows(f"SELECT SUM(1 - strayed), COUNT(*) FROM ({_strayed(plan)}) p")
    explained = set(log.codes(plan.mentioned))
    counts = engine.rows("SELECT code, COUNT(*), COUNT(DISTINCT cid) FROM events GROUP BY code ORDER BY code")
    found = [Unexplained(log.names[code - 1], n, who) for code, n, who in counts if code not in explained]
    here = {code for (code,) in engine.rows("SELECT DISTINCT code FROM events")}
    seen = [log.names[code - 1] for code in sorted(here)]
    return Conformance(
        moved,
        rate(declared, sum(each.n for each in moved)),
        rate(int(followed or 0), customers),
        rate(log.events - sum(each.n for each in found), log.events),
        tuple(sorted(found, key=lambda each: (-each.n, each.event))),
        tuple(glob for glob in plan.mentioned if not any(matches(glob, name) for name in seen)),
    )


def conformance_of_groups(engine: Engine, plan: MapPlan, log: Log) -> dict[int, Conformance]:
    """Return how far each group of customers follows a map."""
    moved: dict[int, list[Move]] = {}
    source = (
        "(SELECT cid, stage, nxt, LEAD(visit_no) OVER (PARTITION BY cid ORDER BY ix) AS nth FROM visits) q"
    )
    counts = (
        "COUNT(q.nxt)",
        "COUNT(DISTINCT CASE WHEN q.nxt IS NOT NULL THEN q.cid END)",
        "SUM(CASE WHEN q.nxt IS NOT NULL AND q.nth > 1 THEN 1 ELSE 0 END)",
    )
    keyed = f"(SELECT cid, stage, COALESCE(nxt, {len(plan.stages)}) AS till, nxt, nth FROM {source}) q"
    for grp, start, end, n, customers, again in counted(engine, keyed, ("stage", "till"), counts):
        if n:
            moved.setdefault(grp, []).append(
                Move(start, end, n, customers, again, *kind_of(plan, start, end))
            )
    followed = {
        grp: rate(kept, n)
        for grp, kept, n in counted(engine, f"({_strayed(plan)}) q", (), ("SUM(1 - q.strayed)", "COUNT(*)"))
    }
    explained = set(log.codes(plan.mentioned))
    events: dict[int, list[tuple[int, int, int]]] = {}
    for grp, code, n, customers in counted(
        engine, "events q", ("code",), ("COUNT(*)", "COUNT(DISTINCT q.cid)")
    ):
        events.setdefault(grp, []).append((code, n, customers))
    return {
        grp: _conformance(tuple(moved.get(grp, ())), followed.get(grp, rate(0, 0)), log, explained, seen)
        for grp, seen in events.items()
    }


def _conformance(
    moved: tuple[Move, ...], followed: Rate, log: Log, explained: set[int], seen: list[tuple[int, int, int]]
) -> Conformance:
    odd = [Unexplained(log.names[code - 1], n, who) for code, n, who in seen if code not in explained]
    total = sum(n for _, n, _ in seen)
    return Conformance(
        moved,
        rate(sum(each.n for each in moved if each.kind == "declared"), sum(each.n for each in moved)),
        followed,
        rate(total - sum(each.n for each in odd), total),
        tuple(sorted(odd, key=lambda each: (-each.n, each.event))),
        (),
    )


def _strayed(plan: MapPlan) -> str:
    """Return a query of customers with 1 where they have not followed the map, else 0."""
    known = " OR ".join(f"(stage = {start} AND nxt = {end})" for start, end in sorted(plan.declared))
    strayed = f"nxt IS NOT NULL AND NOT ({known or '1 = 0'})"
    begun = ", ".join(map(str, sorted(plan.starts))) or "-1"
    return (
        f"SELECT cid, MAX(CASE WHEN {strayed} THEN 1 WHEN ix = 1 AND stage NOT IN ({begun}) THEN 1 ELSE"
        " 0 END)"
        " AS strayed FROM visits GROUP BY cid"
    )
