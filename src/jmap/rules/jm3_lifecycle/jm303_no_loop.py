"""A lifecycle never leads back.

What: in a map with `scope: lifecycle` at least one stage leads back to an earlier one.

Why: customers who stay go through some stages again: they renew, and then they use what they have renewed.
A lifecycle without a way back is a funnel drawn long, and cannot show what keeping a customer takes.

Fix: let a late stage lead back with `next`, for example `next: adoption` in the stage of renewal. Where the
map is about one passage only, take `scope: lifecycle` out.

Source: ours; the loop of a lifecycle is what sets it apart from a funnel.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM303",
    name="no-loop",
    severity=Severity.WARNING,
    on="lifecycle",
    withheld_by=("stages",),
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for a way whose end stands before its start."""
    order = {stage.id: index for index, stage in enumerate(journey.stages)}
    if any(order[way.end] < order[way.start] for way in journey.ways()):
        yield see.passed(journey)
        return
    hint = "let a late stage lead back with `next`, or take `scope: lifecycle` out"
    if len(order) > 1:
        # The first stage after the purchase is the usual place to come back to.
        back = next((stage.id for stage in journey.after_purchase()), journey.stages[0].id)
        last = journey.stages[-1].id
        if back != last:
            hint = f"let a late stage lead back, for example `next: {back}` in `{last}`"
    yield see.failed(journey, "no stage of this lifecycle leads back to an earlier one", hint)
