"""How visits come out, and how often customers went from stage to stage."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from jmap.analyze.engine import Engine
from jmap.analyze.plan import MapPlan
from jmap.records import frozen


@frozen
class Move:
    """From one stage to another, by their places: how often, and by how many customers.

    `kind` is `declared`, `skipped` (forward over stages that are `jumped`), `backward` or `undeclared`.
    `again` are those that came to a stage that the customer had visited before.
    """

    start: int
    end: int
    n: int
    customers: int
    again: int
    kind: str
    jumped: tuple[int, ...] = ()


@frozen
class Outcomes:
    """The visits of a stage; `forward`, `back`, `left` and `open` sum to `visits`.

    `repeats` are entries into the stage by those who are in it, `reentries` visits of a stage that the
    customer had visited before.
    """

    visits: int = 0
    customers: int = 0
    repeats: int = 0
    reentries: int = 0
    forward: int = 0
    back: int = 0
    left: int = 0
    open: int = 0


def moves(engine: Engine, plan: MapPlan) -> tuple[Move, ...]:
    """Return all moves from stage to stage, in the order of the stages."""
    rows = engine.rows(
        "SELECT stage, nxt, COUNT(*), COUNT(DISTINCT cid), SUM(CASE WHEN nth > 1 THEN 1 ELSE 0 END) FROM ("
        "SELECT cid, stage, nxt, LEAD(visit_no) OVER (PARTITION BY cid ORDER BY ix) AS nth FROM visits) v"
        " WHERE nxt IS NOT NULL GROUP BY stage, nxt ORDER BY stage, nxt"
    )
    return tuple(
        Move(start, end, n, customers, int(again), *kind_of(plan, start, end))
        for start, end, n, customers, again in rows
    )


def outcomes(engine: Engine, plan: MapPlan, moved: tuple[Move, ...]) -> dict[int, Outcomes]:
    """Return how the visits of each stage came out, by the stage's place.

    Forward is a declared move, or one to a later stage that is new to the customer; every other move is back.
    """
    forward = {
        stage: sum(each.n if each.kind == "declared" else _ahead(each) for each in of_stage)
        for stage, of_stage in groupby(moved, attrgetter("start"))
    }
    rows = engine.rows(
        "SELECT stage, COUNT(*), COUNT(DISTINCT cid), SUM(entries - 1),"
        " SUM(CASE WHEN visit_no > 1 THEN 1 ELSE 0 END), COUNT(nxt), SUM(leaves),"
        " COUNT(*) - COUNT(us_out) FROM visits GROUP BY stage"
    )
    found = {index: Outcomes() for index in range(len(plan.stages))}
    for stage, visits, customers, repeats, reentries, moved_on, left, open_ in rows:
        ahead = forward.get(stage, 0)
        found[stage] = Outcomes(
            visits, customers, int(repeats), int(reentries), ahead, moved_on - ahead, int(left), open_
        )
    return found


def _ahead(move: Move) -> int:
    return move.n - move.again if move.end > move.start else 0


def kind_of(plan: MapPlan, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """Return what the map says of a move, and the stages that it goes over."""
    if (start, end) in plan.declared:
        return "declared", ()
    if end < start:
        return "backward", ()
    jumped = tuple(index for index in range(start + 1, end) if plan.stages[index].observed)
    return ("skipped", jumped) if jumped else ("undeclared", ())
