"""A promised service level is not kept.

What: the `actual` of an `sla` reaches its `target`. A touchpoint without one of the two is let off.

Why: customers were promised a time. The finding says how the journey is doing, not how good the map is, and
takes no points from its score.

Fix: the map is right to say so; leave the figures alone. Note the problem as an opportunity, or promise
what can be kept.

Source: ours; SLA compliance is common practice in customer support.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.touchpoints import Touchpoint
from jmap.rules.figures import plain
from jmap.rules.in_hand import mending
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(
    code="JM616",
    name="sla-missed",
    severity=Severity.ERROR,
    on="touchpoint",
    of_journey=True,
)


def check(touchpoint: Touchpoint, see: See) -> Iterator[Outcome]:
    """Compare what is kept with what should be."""
    sla = touchpoint.sla
    if sla is None or sla.target is None or sla.actual is None:
        return
    at = ("sla", "actual")
    if sla.kept:
        yield see.passed(touchpoint, at)
        return
    kept, target = plain(sla.actual), plain(sla.target)
    message = f"`{touchpoint.id}` keeps its service level in {kept}% of cases, not {target}%"
    hint = mending(see.journey, "touchpoints", touchpoint.id) or (
        f"note what holds it up as an opportunity with `touchpoints: {touchpoint.id}`"
    )
    related = (see.related(touchpoint, "what should be kept", ("sla", "target")),)
    yield see.failed(touchpoint, message, hint, at=at, related=related)
