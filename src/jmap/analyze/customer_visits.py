"""What one customer did: events with the stages that they enter, and visits with how they came out."""

from __future__ import annotations

from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.engine import Engine
from jmap.analyze.measures.moving import ended_visits
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.records import frozen


@frozen
class Happening:
    """An event at a time, the places of the stages that are entered then, and whether the map names it."""

    us: int
    event: str
    enters: tuple[int, ...]
    named: bool


@frozen
class Visit:
    """A visit of a stage. `ix` counts all visits, `number` those of the stage.

    `ended` is None while it is open. `outcome` is `forward`, `back`, `left` or `open`; after a move `next` is
    the place of the next stage, `kind` what the map says of it, and `jumped` the stages it leaves out.
    """

    ix: int
    stage: int
    began: int
    ended: int | None
    number: int
    entries: int
    outcome: str
    next: int | None
    kind: str
    jumped: tuple[int, ...]

    @property
    def left(self) -> bool:
        """Tell whether it ended by leaving."""
        return self.outcome == "left"


def happenings(engine: Engine, plan: MapPlan, log: Log) -> tuple[Happening, ...]:
    """Return the events of the one customer in `events`, in order."""
    entries: dict[int, tuple[int, ...]] = {}
    for us, place in engine.rows("SELECT DISTINCT us, rk FROM marks ORDER BY us, rk"):
        if place < len(plan.stages):
            entries[us] = (*entries.get(us, ()), place)
    known = set(log.codes(plan.mentioned))
    rows = engine.rows("SELECT us, code FROM events ORDER BY us, code")
    return tuple(Happening(us, log.names[code - 1], entries.get(us, ()), code in known) for us, code in rows)


def visits(engine: Engine, measured: MapAnalysis) -> tuple[Visit, ...]:
    """Return the visits of the one customer in `visits`, in order."""
    moves = {(each.start, each.end): each for each in measured.conformance.moves}
    rows = engine.rows(
        "SELECT ix, stage, us_in, us_out, visit_no, entries, leaves, nxt, forward"
        f" FROM ({ended_visits(measured.plan)}) v ORDER BY ix"
    )
    found = []
    for ix, stage, began, ended, number, entries, leaves, to, forward in rows:
        move = moves.get((stage, to))
        outcome = "open" if ended is None else "left" if leaves else "forward" if forward else "back"
        found.append(
            Visit(
                ix,
                stage,
                began,
                ended,
                number,
                entries,
                outcome,
                to,
                move.kind if move is not None else "",
                move.jumped if move is not None else (),
            )
        )
    return tuple(found)
