"""A stage does not say what the customer is after, or what the customer needs there.

What: a stage has a `goal`, which is the customer's, and `needs`, what the customer needs and asks there.

Why: needs differ from stage to stage: a price before the purchase, an import on the first day, a reason to
stay after a year. A stage without them says what we do, not what it is for.

Fix: write the goal as the customer would say it, and list the questions and needs that belong to the stage.

Source: ours; needs that differ by stage are the reason to have stages.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.stages import Stage
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys, listed, unsaid

RULE = Rule(code="JM511", name="unsaid-need", severity=Severity.WARNING, on="stage")

_MEANS = {
    "goal": "`goal` (what the customer wants here)",
    "needs": "`needs` (what the customer needs and asks here)",
}


def check(stage: Stage, see: See) -> Iterator[Outcome]:
    """Look for goal and needs."""
    missing = unsaid({"goal": stage.goal, "needs": stage.needs})
    if missing:
        hint = "add " + listed(_MEANS[key] for key in missing)
        yield see.failed(stage, f"stage `{stage.id}` has no {keys(missing)}", hint)
    else:
        yield see.passed(stage)
