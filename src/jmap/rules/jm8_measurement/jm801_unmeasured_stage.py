"""Nothing measures a stage.

What: a stage has `metrics`, its own or its touchpoints'.

Why: without a figure nobody notices when a stage gets worse, and nobody can show that it got better.

Fix: name at least one metric that shows movement through the stage. The share of customers that go on from
it is a good first one.

Source: ours; measuring each stage is common practice in funnels and in customer success.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.stages import Stage
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(code="JM801", name="unmeasured-stage", severity=Severity.WARNING, on="stage")


def check(stage: Stage, see: See) -> Iterator[Outcome]:
    """Look for a metric of the stage or of one of its touchpoints."""
    if see.journey.metrics_of(stage):
        yield see.passed(stage)
        return
    message = f"nothing measures stage `{stage.id}`"
    hint = "define a metric that shows movement through it, and name it in its `metrics`"
    yield see.failed(stage, message, hint)
