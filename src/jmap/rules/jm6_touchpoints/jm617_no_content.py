"""Customers look for something to read or watch, and the map does not say what they find.

What: a touchpoint of a stage of `phase: before` on a channel of `kind: digital` or `social` has `content`.

Why: before the purchase content is most of what a customer sees of you. A step without it is a page that
nobody has planned.

Fix: list what you say or show there, such as `content: [Price list, Film of two minutes]`.

Source: ours; content strategies assign content to stages.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.touchpoints import Touchpoint
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(code="JM617", name="no-content", severity=Severity.INFO, on="touchpoint")

_KINDS = ("digital", "social")


def check(touchpoint: Touchpoint, see: See) -> Iterator[Outcome]:
    """Look for content where customers look around."""
    stage = see.journey.stage_of(touchpoint)
    if stage is None or stage.phase != "before":
        return
    channels = [see.journey.definition("channels", id_) for id_ in touchpoint.channels or ()]
    if not any(each is not None and each.object.kind in _KINDS for each in channels):
        return
    if touchpoint.content:
        yield see.passed(touchpoint)
        return
    message = f"touchpoint `{touchpoint.id}` has no `content`"
    hint = "add what customers read or see there, such as `content: Price list`"
    yield see.failed(touchpoint, message, hint)
