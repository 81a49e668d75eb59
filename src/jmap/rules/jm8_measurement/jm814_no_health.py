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
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM814",
    name="no-health",
    severity=Severity.WARNING,
    on="lifecycle",
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for a score that covers each stage after the purchase."""
    scores = journey.health()
    covers_all = any(not each.stages for each in scores)
    covered = {id_ for each in scores for id_ in each.stages}
    hint = "define a score under `health`"
    if scores:
        hint = f"name it in the `stages` of {keys(each.id for each in scores)}"
    for stage in journey.after_purchase():
        if covers_all or stage.id in covered:
            yield see.passed(stage)
        else:
            yield see.failed(stage, f"no health score covers stage `{stage.id}`", hint)
