"""Nobody says what stands behind a step that customers see.

What: a touchpoint with `frontstage` also has `backstage` or `support`.

Why: what a customer sees is made somewhere else: by people out of sight, by systems, by partners. A
blueprint that stops at the line of visibility shows where it hurts and not what to mend.

Fix: write what we do unseen as `backstage`, and what others do for us as `support`, each with its team and
system where known.

Source: Bitner, Ostrom and Morgan, "Service Blueprinting" (California Management Review, 2008).
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import On, Severity
from jmap.model.touchpoints import Touchpoint
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(code="JM608", name="no-backstage", severity=Severity.WARNING, on="touchpoint")


def check(touchpoint: Touchpoint, see: See) -> Iterator[Outcome]:
    """Look behind the line of visibility."""
    if not touchpoint.frontstage:
        return
    if touchpoint.backstage or touchpoint.support:
        yield see.passed(touchpoint)
        return
    message = f"touchpoint `{touchpoint.id}` has `frontstage`, but nothing behind it"
    hint = "add `backstage` (what we do unseen) or `support` (what others do for us)"
    yield see.failed(touchpoint, message, hint, at=("frontstage",), on=On.KEY)
