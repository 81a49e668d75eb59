"""The last stage of a lifecycle leads nowhere, and does not say that it is an end.

What: in a map with `scope: lifecycle` the last stage either has a `next` that leads on, or is marked as an
end with `next: []`.

Why: a relationship goes on after the last stage that somebody thought of: customers renew, buy again, or
tell others. A map that simply stops has most often forgotten where they go.

Fix: write where customers go from there, such as `next: adoption`, or `next: []` where the relationship
does end.

Source: ours; the loop of a lifecycle is what sets it apart from a funnel.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM302",
    name="dead-end",
    severity=Severity.WARNING,
    on="lifecycle",
    withheld_by=("stages",),
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look at the last stage, the only one that leads nowhere when it says nothing."""
    if not journey.stages:
        return
    last = journey.stages[-1]
    if last.next is None:
        message = f"the last stage `{last.id}` leads nowhere"
        hint = "write `next` with the stage that customers go on to, or `next: []` if the journey ends here"
        yield see.failed(last, message, hint)
    else:
        yield see.passed(last)
