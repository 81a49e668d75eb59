"""A known fail point has no recovery.

What: an item of `frontstage`, `backstage` or `support` that says how it `fails` also says the `recovery`.

Why: a failure that is known and handled well costs little, and may even win a customer. One that is known
and left to chance is handled differently by everyone who meets it.

Fix: write what we do then, and by when, as `recovery`.

Source: Shostack, "Designing Services That Deliver" (Harvard Business Review, 1984), on fail points; Hart,
Heskett and Sasser, "The Profitable Art of Service Recovery" (Harvard Business Review, 1990).
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.touchpoints import Touchpoint
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(code="JM609", name="no-recovery", severity=Severity.WARNING, on="touchpoint")


def check(touchpoint: Touchpoint, see: See) -> Iterator[Outcome]:
    """Look at every item of the blueprint that can fail."""
    for layer in ("frontstage", "backstage", "support"):
        for index, item in enumerate(getattr(touchpoint, layer)):
            if not item.fails:
                continue
            if item.recovery:
                yield see.passed(touchpoint, (layer, index))
                continue
            message = f"a {layer} step of `{touchpoint.id}` can fail, and has no `recovery`"
            hint = "add `recovery` beside `fails`: what we do then"
            yield see.failed(touchpoint, message, hint, at=(layer, index, "fails"), offending=item.text)
