"""How far real journeys follow the declared one, and how much of the log the map explains."""

from __future__ import annotations

from jmap.analyze.engine import Engine
from jmap.analyze.measures.outcomes import Move
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
    [(followed, customers)] = engine.rows(_followed(plan, moved))
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


def _followed(plan: MapPlan, moved: tuple[Move, ...]) -> str:
    """Return a query of how many customers have followed the map, of how many."""
    known = " OR ".join(
        f"(stage = {each.start} AND nxt = {each.end})" for each in moved if each.kind == "declared"
    )
    strayed = f"nxt IS NOT NULL AND NOT ({known or '1 = 0'})"
    begun = ", ".join(map(str, sorted(plan.starts))) or "-1"
    people = (
        f"SELECT cid, MAX(CASE WHEN {strayed} THEN 1 WHEN ix = 1 AND stage NOT IN ({begun}) THEN 1 ELSE"
        " 0 END)"
        " AS strayed FROM visits GROUP BY cid"
    )
    return f"SELECT SUM(1 - strayed), COUNT(*) FROM ({people}) p"
