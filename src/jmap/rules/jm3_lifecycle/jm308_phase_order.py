"""A stage stands on the wrong side of the purchase.

What: stages stand in the order in which customers first meet them. So no stage of phase `before` stands
after one of phase `purchase` or `after`, and the first stage of phase `purchase` stands before all of phase
`after`.

Why: the picture, the funnel and the purchase itself are read from this order: the purchase is the first
entry of a stage after it. A stage out of place breaks all three.

Fix: move the stage to where customers first meet it, or mend its `phase`. Ways back belong in `next`.

Source: ours; it follows from what the order of stages and `phase` mean.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.stages import Stage
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM308",
    name="phase-order",
    severity=Severity.WARNING,
    on="map",
    withheld_by=("stages",),
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Compare each stage with the first one of a later phase that stands before it."""
    first: dict[str, Stage] = {}
    for stage in journey.stages:
        if stage.phase is None:
            continue
        late = _late(stage, first)
        if late is None:
            yield see.passed(stage)
        else:
            where = "is the purchase" if late.phase == "purchase" else "follows the purchase"
            what = "comes before the purchase" if stage.phase == "before" else "is the purchase"
            message = f"stage `{stage.id}` {what}, but stands after `{late.id}`, which {where}"
            hint = f"move it before `{late.id}`, or mend the `phase` of one of them"
            related = (see.related(late, f"`{late.id}` {where}", ("phase",)),)
            yield see.failed(stage, message, hint, at=("phase",), related=related)
        first.setdefault(stage.phase, stage)


def _late(stage: Stage, first: dict[str, Stage]) -> Stage | None:
    """Return the first stage so far that should stand after this one."""
    if stage.phase == "before":
        return next(iter(each for phase, each in first.items() if phase != "before"), None)
    if stage.phase == "purchase" and "purchase" not in first:
        return first.get("after")
    return None
