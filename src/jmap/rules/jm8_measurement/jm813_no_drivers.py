"""A stage does not say what makes customers succeed in it.

What: in a map with `scope: lifecycle` a stage of `phase: after` has `drivers`.

Why: risks tell when to step in; drivers tell what to do more of. They are what the customers who stayed had
in common.

Fix: compare customers who reached the milestone with those who did not, and write down what differed, with
a `when` where it shows in data.

Source: ours; common practice in customer success.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.stages import Stage
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(
    code="JM813",
    name="no-drivers",
    severity=Severity.INFO,
    on="stage after purchase of a lifecycle",
)


def check(stage: Stage, see: See) -> Iterator[Outcome]:
    """Look for drivers."""
    if stage.drivers:
        yield see.passed(stage)
        return
    message = f"stage `{stage.id}` has no `drivers`"
    hint = "add what customers who succeed here have in common"
    yield see.failed(stage, message, hint)
