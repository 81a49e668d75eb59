"""A step that matters most has no figure.

What: a touchpoint that is a moment of truth, or has an importance of 8 or more, has a metric.

Why: these steps decide whether customers stay. Whether they go well should not be a matter of opinion.

Fix: name a metric in the `metrics` of the touchpoint: how many get through it, how long it takes, or what
they say of it afterwards.

Source: ours; that 8 is the line is ours, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.touchpoints import Touchpoint
from jmap.rules.figures import plain
from jmap.rules.rule import Option, Outcome, Rule, See

RULE = Rule(
    code="JM806",
    name="unmeasured-moment",
    severity=Severity.WARNING,
    on="touchpoint",
    options={
        "importance": Option(
            8, "importance from which a touchpoint wants a metric", ours=True, least=0, most=10
        )
    },
)


def check(touchpoint: Touchpoint, see: See) -> Iterator[Outcome]:
    """Look for a metric where the touchpoint matters enough."""
    importance = touchpoint.importance
    weighty = importance is not None and importance >= see.options["importance"]
    if touchpoint.moment_of_truth is None and not weighty:
        return
    if touchpoint.metrics:
        yield see.passed(touchpoint)
        return
    if touchpoint.moment_of_truth is not None:
        message = f"nothing measures the moment of truth `{touchpoint.id}`"
    else:
        message = f"nothing measures `{touchpoint.id}`, which has importance {plain(importance or 0)}"
    hint = "define a metric that shows whether it goes well, and name it in its `metrics`"
    yield see.failed(touchpoint, message, hint)
