"""A stage is measured only when it is over.

What: one of a stage's metrics, its own or its touchpoints', is marked `leading: true`.

Why: renewals and churn are known when nothing can be done any more. A leading metric, such as the share of
seats in use, moves while there is still time.

Fix: mark the metric that moves first with `leading: true`, or define one.

Source: ours; leading and lagging indicators are told apart in Kaplan and Norton, "The Balanced Scorecard"
(1996).
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.stages import Stage
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(code="JM805", name="all-lagging", severity=Severity.INFO, on="stage")


def check(stage: Stage, see: See) -> Iterator[Outcome]:
    """Look for a leading metric of the stage or of one of its touchpoints."""
    metrics = [see.journey.metric(id_) for id_ in see.journey.metrics_of(stage)]
    if any(metric is not None and metric.leading for metric in metrics):
        yield see.passed(stage)
        return
    message = f"no metric of stage `{stage.id}` is leading"
    hint = "mark one that moves before the outcome does with `leading: true`, or define one"
    yield see.failed(stage, message, hint)
