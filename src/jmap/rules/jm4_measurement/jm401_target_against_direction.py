"""A target is worse than where the metric started, or than what it must not fall past.

What: the `target` of a metric is not worse than its `baseline` and not worse than its `floor`. Which way is
worse is told by `better`: `higher` unless the metric says `lower`.

Why: such a target asks for a step back. Nearly always the figures are swapped, or a metric that should go
down, such as churn or waiting time, lacks its `better: lower`. Every "on target" after that is wrong.

Fix: write `better: lower` where less is better, or mend the figure.

Source: ours; it follows from what the four keys mean.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.metrics import Metric
from jmap.rules.figures import figure, worse
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(
    code="JM401",
    name="target-against-direction",
    severity=Severity.ERROR,
    on="metric",
    withheld_by=("metrics",),
)


def check(metric: Metric, see: See) -> Iterator[Outcome]:
    """Compare the target with baseline and floor, the one that is worst hit first."""
    bounds = {"baseline": metric.baseline, "floor": metric.floor}
    said = {key: value for key, value in bounds.items() if value is not None}
    target = metric.target
    if target is None or not said:
        return
    hit = [(key, value) for key, value in said.items() if worse(metric, target, value)]
    if not hit:
        yield see.passed(metric)
        return
    key, value = hit[0]
    message = (
        f"target {figure(target, metric)} of `{metric.id}` is worse than its {key} {figure(value, metric)},"
        f" as {metric.better} is better"
    )
    other = "higher" if metric.better == "lower" else "lower"
    less = "more" if other == "higher" else "less"
    hint = f"mend the figure, or write `better: {other}` if {less} is better"
    related = tuple(see.related(metric, f"its {each}", (each,)) for each, _ in hit)
    offending = " ".join(each for each, _ in hit)
    yield see.failed(metric, message, hint, at=("target",), related=related, offending=offending)
