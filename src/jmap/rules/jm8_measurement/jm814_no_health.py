"""No health score watches a stage.

What: in a map with `scope: lifecycle` a stage of `phase: after` is named in the `stages` of a health score.
A score that names no stages and is defined in the map covers them all.

Why: after the purchase customers go quiet before they go. A score tells which accounts to call this week.

Fix: name the stage in the `stages` of a score under `health`, or define one.

Source: ours; health scores are common practice in customer success.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.stages import Stage
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys

RULE = Rule(
    code="JM814",
    name="no-health",
    severity=Severity.WARNING,
    on="stage after purchase of a lifecycle",
)


def check(stage: Stage, see: See) -> Iterator[Outcome]:
    """Look for a score that covers the stage."""
    scores = see.journey.health()
    if any(not each.stages or stage.id in each.stages for each in scores):
        yield see.passed(stage)
        return
    message = f"no health score covers stage `{stage.id}`"
    known = keys((each.id for each in scores), "or") if scores else ""
    hint = f"name it in the `stages` of {known}" if known else "define a score under `health`"
    yield see.failed(stage, message, hint)
