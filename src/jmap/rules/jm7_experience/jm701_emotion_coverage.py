"""A touchpoint does not say how it feels.

What: a touchpoint has an `emotion`, its own or its stage's.

Why: a journey map without feelings is a process chart. The gaps in the curve are most often the steps that
nobody has asked customers about.

Fix: write `emotion: -1`, from -2 (very negative) to 2 (very positive), on the touchpoint, or on its stage
where it is known for the stage only. 0 is an answer, too.

Source: Nielsen Norman Group, "Journey Mapping 101" (2018): actions, mindsets and emotions are a part of its
anatomy.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.touchpoints import Touchpoint
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(code="JM701", name="emotion-coverage", severity=Severity.WARNING, on="touchpoint")


def check(touchpoint: Touchpoint, see: See) -> Iterator[Outcome]:
    """Look for an emotion on the touchpoint and on its stage."""
    stage = see.journey.stage_of(touchpoint)
    if touchpoint.emotion is not None or (stage is not None and stage.emotion is not None):
        yield see.passed(touchpoint)
        return
    message = f"touchpoint `{touchpoint.id}` does not say how it feels"
    hint = "add `emotion`, from -2 (very negative) to 2 (very positive), here or on its stage"
    yield see.failed(touchpoint, message, hint)
