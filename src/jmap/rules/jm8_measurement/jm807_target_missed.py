"""A metric is less than half of the way to its target.

What: of the way from `baseline` to `target` the newest value of a metric has come half: (actual - baseline)
/ (target - baseline) is at least 0.5. Without a baseline, or where it equals the target, the newest value
meets the target; with `better: lower` that means not above it. A metric without target or history is let
off.

Why: a target is a promise with a direction. The finding says how the journey is doing, not how good the map
is, and takes no points from its score.

Fix: the map is right to say so; leave the figures alone. Say what should move the metric: an opportunity
whose `expected` names it.

Source: ours; no source sets the half.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from jmap.faults import Place, Severity
from jmap.model.metrics import Metric
from jmap.rules.figures import figure, plain, tidy, worse
from jmap.rules.in_hand import moving
from jmap.rules.rule import Option, Outcome, Rule, See

RULE = Rule(
    code="JM807",
    name="target-missed",
    severity=Severity.WARNING,
    on="metric",
    options={"share": Option(0.5, "share of the way from baseline to target", ours=True, least=0, most=1)},
    of_journey=True,
)


def check(metric: Metric, see: See) -> Iterator[Outcome]:
    """Compare the newest value with the target."""
    latest = metric.latest(see.as_of)
    if metric.target is None or latest is None or latest[1].value is None:
        return
    period, actual = latest[0], latest[1].value
    way = _way(metric, actual)
    if way >= see.options["share"]:
        yield see.passed(metric, ("target",))
        return
    now = f"metric `{metric.id}` is at {figure(actual, metric)} in {period.text}"
    target = figure(metric.target, metric)
    if metric.baseline is None or metric.baseline == metric.target:
        side = "above" if metric.better == "lower" else "below"
        message = f"{now}, {side} its target of {target}"
    elif way < 0:
        message = f"{now}, farther from its target of {target} than its baseline of {_start(metric)}"
    else:
        # Cut, not rounded, so that 49.99 never reads as the 50 that would do.
        share = plain(math.floor(tidy(way * 1000)) / 10)
        message = f"{now}, {share}% of the way from {_start(metric)} to its target of {target}"
    hint = moving(see.journey, metric.id) or (
        f"say what should move it: an opportunity with `expected: {{metric: {metric.id}, to: ...}}`"
    )
    related = (_observation(metric, period.text, see),)
    yield see.failed(metric, message, hint, at=("target",), related=related)


def _way(metric: Metric, actual: float) -> float:
    """Return the share of the way that a metric has come; 1 or 0 where there is no way to go."""
    target, baseline = metric.target or 0, metric.baseline
    if baseline is None or baseline == target:
        return 0.0 if worse(metric, actual, target) else 1.0
    return tidy((actual - baseline) / (target - baseline))


def _start(metric: Metric) -> str:
    return figure(metric.baseline or 0, metric)


def _observation(metric: Metric, period: str, see: See) -> Place:
    return see.related(metric, "the newest value", ("history", period))
