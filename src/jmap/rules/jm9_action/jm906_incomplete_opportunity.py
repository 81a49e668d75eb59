"""An opportunity cannot be weighed against the others.

What: an opportunity has a `problem`, a touchpoint or stage, a `state`, one full set of scores and an
`expected` value of a metric. A set of scores is `reach`, `impact`, `confidence` and `effort` (RICE), or
`importance` and `satisfaction` (Ulwick).

Why: an idea without a problem is a wish, one without a place is about no customer, and one without scores
is decided by whoever speaks loudest.

Fix: add what is missing; rough scores are better than none, and can be mended.

Source: McBride, "RICE: Simple Prioritization for Product Managers" (Intercom, 2018); Ulwick, "What
Customers Want" (2005).
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.actions import Opportunity
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys, listed

RULE = Rule(code="JM906", name="incomplete-opportunity", severity=Severity.WARNING, on="opportunity")

_RICE = ("reach", "impact", "confidence", "effort")
_ULWICK = ("importance", "satisfaction")


def check(opportunity: Opportunity, see: See) -> Iterator[Outcome]:
    """Look for the five parts."""
    said = {
        "`problem`": bool(opportunity.problem),
        "`touchpoints` or `stages`": bool(opportunity.touchpoints or opportunity.stages),
        "`state`": opportunity.state is not None,
        "full set of scores": not _unscored(opportunity),
        "`expected`": opportunity.expected is not None,
    }
    missing = [part for part, is_said in said.items() if not is_said]
    if not missing:
        yield see.passed(opportunity)
        return
    message = f"opportunity `{opportunity.id}` has {listed(f'no {part}' for part in missing)}"
    wanted = [_scores(opportunity) if part == "full set of scores" else part for part in missing]
    yield see.failed(opportunity, message, "add " + "; ".join(wanted))


def _unscored(opportunity: Opportunity) -> list[str]:
    """Return what is missing in the set that lacks less; nothing where one is full."""
    begun = []
    for scores in (_RICE, _ULWICK):
        missing = [key for key in scores if getattr(opportunity, key) is None]
        if len(missing) < len(scores):
            begun.append(missing)
    return min(begun, key=len, default=list(_RICE))


def _scores(opportunity: Opportunity) -> str:
    missing = _unscored(opportunity)
    if len(missing) == len(_RICE):
        return f"{keys(_RICE, 'and')}, or {keys(_ULWICK, 'and')}"
    return keys(missing, "and")
