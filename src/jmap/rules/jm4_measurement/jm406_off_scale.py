"""The impact of an opportunity is not on the scale of RICE.

What: `impact` is 3 (massive), 2 (high), 1 (medium), 0.5 (low) or 0.25 (minimal).

Why: the score multiplies by it. With 5, 8 or 10 on one opportunity and 0.5 on another, the order of all of
them says only who filled them in.

Fix: take the step of the scale that is meant.

Source: Intercom, "RICE: simple prioritization for product managers" (2018).
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.actions import Opportunity
from jmap.rules.figures import plain
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import listed

RULE = Rule(code="JM406", name="off-scale", severity=Severity.WARNING, on="opportunity")

_SCALE = {3: "massive", 2: "high", 1: "medium", 0.5: "low", 0.25: "minimal"}


def check(opportunity: Opportunity, see: See) -> Iterator[Outcome]:
    """Look the impact up in the scale."""
    if opportunity.impact is None:
        return
    if opportunity.impact in _SCALE:
        yield see.passed(opportunity)
        return
    message = f"impact {plain(opportunity.impact)} of `{opportunity.id}` is not on the scale of RICE"
    steps = listed((f"{plain(step)} ({meaning})" for step, meaning in _SCALE.items()), "or")
    yield see.failed(opportunity, message, f"write {steps}", at=("impact",))
