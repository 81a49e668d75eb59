"""A metric has a value that it cannot have.

What: a `rate` lies from 0 to 100 %, an `nps` from -100 to 100, and a `duration` is not negative. So do
their `baseline`, `target` and `floor`, and every value of their `history`. A rate in another unit than `%`
is only kept from being negative.

Why: a share above the whole, or a score off its scale, is a slip of the pen or another kind of metric. It
spoils every average and every chart that it gets into.

Fix: mend the value. Net revenue retention and others that may pass 100 % are `kind: ratio`.

Source: Reichheld, "The One Number You Need to Grow" (2003), for the scale of the NPS; the others follow
from what a share and a duration are.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Route, Severity
from jmap.model.metrics import Metric
from jmap.rules.figures import figure, plain
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(code="JM407", name="impossible-value", severity=Severity.ERROR, on="metric")


def check(metric: Metric, see: See) -> Iterator[Outcome]:
    """Compare every value of a metric with the ends of its scale."""
    low, high = _scale(metric)
    if low is None:
        return
    for at, value in _values(metric):
        if value >= low and (high is None or value <= high):
            yield see.passed(metric, at)
            continue
        kind = "an nps" if metric.kind == "nps" else f"a {metric.kind}"
        if high is None:
            message = f"`{metric.id}` cannot be {figure(value, metric)}: {kind} is never negative"
        else:
            ends = f"from {plain(low)} to {figure(high, metric)}"
            message = f"`{metric.id}` cannot be {figure(value, metric)}: {kind} lies {ends}"
        hint = "mend the value"
        if metric.kind == "rate" and value > low:
            hint += ", or write `kind: ratio`, which may pass 100%"
        yield see.failed(metric, message, hint, at=at, offending=plain(value))


def _scale(metric: Metric) -> tuple[float | None, float | None]:
    if metric.kind == "nps":
        return -100, 100
    if metric.kind == "rate":
        return 0, 100 if metric.shown_unit == "%" else None
    return (0, None) if metric.kind == "duration" else (None, None)


def _values(metric: Metric) -> Iterator[tuple[Route, float]]:
    """Yield every value with its route, the history in file order."""
    for key in ("baseline", "target", "floor"):
        value = getattr(metric, key)
        if value is not None:
            yield (key,), value
    for period, observation in metric.history.items():
        if observation.value is not None:
            inside = ("value",) if observation.n is not None else ()
            yield ("history", period.text, *inside), observation.value
