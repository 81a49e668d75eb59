"""How far one customer came in the funnel, when, and what keeps the next step from being reached."""

from __future__ import annotations

from typing import Final

from jmap.analyze.conditions import MICROS
from jmap.analyze.engine import Engine
from jmap.analyze.plan import MapPlan
from jmap.analyze.wanted import Wanted
from jmap.records import frozen

OPEN: Final = "open"
LATE: Final = "late"
BEFORE: Final = "before"
NEVER: Final = "never"
NO_START: Final = "no start"
TOO_NEW: Final = "too new"


@frozen
class Reached:
    """A step of the funnel, by the place of its stage, and when the customer first came so far in order."""

    stage: int
    at: int


@frozen
class Halt:
    """The first step that was not reached, by the place of its stage, and why.

    `open`: it may still be, until `at`. `late`: the customer came `at` that time, after the window.
    `before`: the customer was there `at` that time, and not again since the step before. `never`: not at all,
    and the window passed `at` that time. `no start`: the funnel's first stage was not entered. `too new`: its
    window is open until `at`, and only starts whose window has passed were asked for.
    """

    stage: int
    why: str
    at: int | None


@frozen
class Way:
    """The steps that were reached, and what came instead of the next; `halt` is None at the end."""

    steps: tuple[Reached, ...]
    halt: Halt | None


def way(engine: Engine, plan: MapPlan, wanted: Wanted, as_of: int) -> Way:
    """Return the way of the one customer in `marks`, by the rule of the measure of all."""
    rank = "rk" if wanted.ties == "favour" else "rk DESC"
    marks = [(us, rk) for us, rk in engine.rows(f"SELECT us, rk FROM marks ORDER BY us, {rank}, pos")]
    window = wanted.window * MICROS
    closed = as_of - window
    # Of all chains to a step the one that began last has most time left: by step, when that was.
    began: dict[int, int] = {}
    reached: dict[int, tuple[int, int]] = {}
    for nth, (us, rk) in enumerate(marks):
        for i, stage in enumerate(plan.chain):
            if rk != stage or (i == 0 and wanted.mature and us > closed):
                continue
            start = us if i == 0 else began.get(i - 1)
            if start is not None and us <= start + window:
                began[i] = max(start, began.get(i, start))
                reached.setdefault(i, (us, nth))
    steps = tuple(Reached(stage, reached[i][0]) for i, stage in enumerate(plan.chain) if i in reached)
    n = len(steps)
    if n == len(plan.chain):
        return Way(steps, None)
    stage = plan.chain[n]
    entries = [(us, nth) for nth, (us, rk) in enumerate(marks) if rk == stage]
    if n == 0:
        young = Halt(stage, TOO_NEW, entries[-1][0] + window) if entries else Halt(stage, NO_START, None)
        return Way(steps, young)
    until = began[n - 1] + window
    after = [us for us, nth in entries if nth > reached[n - 1][1]]
    if until > as_of:
        return Way(steps, Halt(stage, OPEN, until))
    if after:
        return Way(steps, Halt(stage, LATE, after[0]))
    if entries:
        return Way(steps, Halt(stage, BEFORE, entries[-1][0]))
    return Way(steps, Halt(stage, NEVER, until))
