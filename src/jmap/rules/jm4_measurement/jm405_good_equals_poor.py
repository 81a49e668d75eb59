"""An indicator of health cannot tell good from poor.

What: `good` and `poor` of an indicator are two different values.

Why: the score of an indicator is how far its value has come from `poor` to `good`. With no way between the
two every account is at both ends at once.

Fix: write the value that deserves 100 as `good` and the one that deserves 0 as `poor`. Where less is
better, `good` is the smaller one.

Source: ours; it follows from how the score is computed.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.health import Health
from jmap.rules.figures import plain
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(code="JM405", name="good-equals-poor", severity=Severity.ERROR, on="health")


def check(health: Health, see: See) -> Iterator[Outcome]:
    """Compare the two ends of each indicator."""
    for id_, indicator in health.indicators.items():
        at: tuple[str, ...] = ("indicators", id_)
        if indicator.good is None or indicator.poor is None:
            continue
        if indicator.good != indicator.poor:
            yield see.passed(health, at)
            continue
        message = f"indicator `{id_}` calls {plain(indicator.poor)} both good and poor"
        hint = "write two values: `good` counts as 100, `poor` as 0"
        related = (see.related(health, "the same value", (*at, "good")),)
        yield see.failed(health, message, hint, at=(*at, "poor"), related=related)
