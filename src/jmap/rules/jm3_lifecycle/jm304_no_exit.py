"""A lifecycle never says how customers leave.

What: a map with `scope: lifecycle` has a `leave`, its own or one of its stages'.

Why: some customers do leave. Until the map says by what sign, nobody can count them, and no one can act
before it happens.

Fix: write `leave` on the map for what may happen in any stage, such as `leave: {inactive: 180d}`, or on the
stages where it happens. The audit asks for it stage by stage (JM812).

Source: ours; a share of customers that stay needs a definition of those that do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM304",
    name="no-exit",
    severity=Severity.WARNING,
    on="lifecycle",
    withheld_by=("stages", "leave"),
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for a `leave` on the map or on a stage."""
    if journey.file.leave is not None or any(stage.leave is not None for stage in journey.stages):
        yield see.passed(journey)
    else:
        message = "this lifecycle never says how a customer leaves"
        hint = "write `leave` on the map or on a stage, such as `leave: {inactive: 180d}`"
        yield see.failed(journey, message, hint)
