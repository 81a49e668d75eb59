"""A touchpoint does not say where it happens, what the customer does, or how much it matters.

What: a touchpoint has `channels`, `actions` and `importance`. `channels: []` counts: the customer acts
alone.

Why: these three are what an inventory of touchpoints is for. Without the channel nobody knows whose page or
desk it is, without the action the step is a noun, and without the importance every step is as urgent as
every other.

Fix: add what is missing. Importance is the customer's, from 0 to 10; a guess is better than none.

Source: the columns that touchpoint inventories have in common.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.touchpoints import Touchpoint
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys, listed

RULE = Rule(code="JM603", name="incomplete-touchpoint", severity=Severity.WARNING, on="touchpoint")

_MEANS = {
    "channels": "`channels` (where; `[]` if the customer acts alone)",
    "actions": "`actions` (what the customer does)",
    "importance": "`importance` (to the customer, 0 to 10)",
}


def check(touchpoint: Touchpoint, see: See) -> Iterator[Outcome]:
    """Look for the three keys; an importance of 0 and an empty list of channels are answers."""
    said = {
        "channels": touchpoint.channels is not None,
        "actions": bool(touchpoint.actions),
        "importance": touchpoint.importance is not None,
    }
    missing = [key for key, is_said in said.items() if not is_said]
    if missing:
        hint = "add " + listed(_MEANS[key] for key in missing)
        yield see.failed(touchpoint, f"touchpoint `{touchpoint.id}` has no {keys(missing)}", hint)
    else:
        yield see.passed(touchpoint)
