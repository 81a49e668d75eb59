"""Customers deal with people, and nobody promises them a time.

What: in a stage of `phase: after` with a touchpoint on a channel of `kind: human`, at least one touchpoint
has an `sla`.

Why: who pays and asks wants to know when the answer comes. Without a promise a day is long to one and short
to another, and nobody can say whether it was kept.

Fix: write what you promise, such as `sla: {response: 4h, target: 90%}`.

Source: ours; response times are common practice in customer support.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.stages import Stage
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(code="JM611", name="no-sla", severity=Severity.INFO, on="stage after purchase")


def check(stage: Stage, see: See) -> Iterator[Outcome]:
    """Look for a service level where people answer."""
    touchpoints = see.journey.touchpoints_of(stage.id)
    human = [id_ for each in touchpoints for id_ in each.channels or () if _is_human(id_, see)]
    if not human:
        return
    if any(each.sla is not None for each in touchpoints):
        yield see.passed(stage)
        return
    message = f"in stage `{stage.id}` customers deal with people (`{human[0]}`), and nothing has an `sla`"
    hint = "add one to a touchpoint, such as `sla: {response: 4h, target: 90%}`"
    yield see.failed(stage, message, hint)


def _is_human(channel: str, see: See) -> bool:
    found = see.journey.definition("channels", channel)
    return found is not None and found.object.kind == "human"
