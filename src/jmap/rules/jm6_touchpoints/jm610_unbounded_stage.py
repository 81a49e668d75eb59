"""A stage does not say how long it should take.

What: a stage has a `duration`, one value or a range.

Why: without it nobody can say that a customer is stuck, and nothing can be done in time.

Fix: write how long the stage takes when it goes well, such as `duration: 14d` or `duration: 2w..6w`.

Source: ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.stages import Stage
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(code="JM610", name="unbounded-stage", severity=Severity.INFO, on="stage")


def check(stage: Stage, see: See) -> Iterator[Outcome]:
    """Look for the duration."""
    if stage.duration is not None:
        yield see.passed(stage)
        return
    message = f"stage `{stage.id}` has no `duration`"
    hint = "add how long it should take, such as `duration: 14d` or `duration: 2w..6w`"
    yield see.failed(stage, message, hint)
