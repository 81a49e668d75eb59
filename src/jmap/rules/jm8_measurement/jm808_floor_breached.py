"""A metric has fallen past its floor.

What: the newest value of a metric is not past its `floor`: not below it, or not above it with `better:
lower`. At the floor is not past it. A metric without floor or history is let off.

Why: a floor is the value at which you said you would stop and act. The finding says how the journey is
doing, not how good the map is, and takes no points from its score.

Fix: the map is right to say so; leave the figures alone. Act, and note what you do as an opportunity or a
play with the metric in its `expected`.

Source: ours; it follows from what a floor is.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.metrics import Metric
from jmap.rules.figures import figure, worse
from jmap.rules.in_hand import moving
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(
    code="JM808",
    name="floor-breached",
    severity=Severity.ERROR,
    on="metric",
    of_journey=True,
)


def check(metric: Metric, see: See) -> Iterator[Outcome]:
    """Compare the newest value with the floor."""
    latest = metric.latest(see.as_of)
    if metric.floor is None or latest is None or latest[1].value is None:
        return
    period, actual = latest[0], latest[1].value
    if not worse(metric, actual, metric.floor):
        yield see.passed(metric, ("floor",))
        return
    side = "above" if metric.better == "lower" else "below"
    message = (
        f"metric `{metric.id}` is at {figure(actual, metric)} in {period.text},"
        f" {side} its floor of {figure(metric.floor, metric)}"
    )
    hint = moving(see.journey, metric.id) or (
        f"act, and note it: a play or opportunity with `expected: {{metric: {metric.id}, to: ...}}`"
    )
    related = (see.related(metric, "the newest value", ("history", period.text)),)
    yield see.failed(metric, message, hint, at=("floor",), related=related)
