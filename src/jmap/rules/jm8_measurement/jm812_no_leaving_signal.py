"""Nothing tells that a customer is leaving in a stage.

What: in a map with `scope: lifecycle` a stage of `phase: after` has a `leave` of its own, or one of its
`risks` has a `when` that can be measured.

Why: customers leave for other reasons in each stage: they never got started, the person who bought has
gone, the price rose. A sign that is written down can be watched for; the map's own `leave` only says that
it is too late.

Fix: write `leave` for how customers go in this stage, or give one of its `risks` a `when`, such as `{text:
No one signed in for two weeks, when: {inactive: 14d}}`.

Source: ours; early signs of churn by stage are common practice in customer success.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.conditions import measurable
from jmap.model.stages import Stage
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(
    code="JM812",
    name="no-leaving-signal",
    severity=Severity.WARNING,
    on="stage after purchase of a lifecycle",
)


def check(stage: Stage, see: See) -> Iterator[Outcome]:
    """Look for the stage's own `leave`, and for risks that show in data."""
    if stage.leave is not None or any(measurable(risk.when) for risk in stage.risks):
        yield see.passed(stage)
        return
    message = f"nothing tells that a customer is leaving in stage `{stage.id}`"
    hint = "add `leave`, or a risk with a `when`, such as `{text: No visit, when: {inactive: 14d}}`"
    if stage.risks:
        hint = "add `leave`, or give one of its `risks` a `when`, such as `{inactive: 14d}`"
    yield see.failed(stage, message, hint)
