"""A solution was found before the problem.

What: an opportunity with `solutions` has a `problem`, and something behind it: `evidence` of its own, or a
pain at one of its touchpoints or stages, or at a touchpoint of such a stage.

Why: a solution that nobody has the problem for is built, announced and not used.

Fix: write the problem in the customer's terms, and the pain where it is felt; or cite the evidence. Where
neither can be found, the opportunity may be dropped.

Source: Torres, "Continuous Discovery Habits" (2021): opportunities, drawn from customers, come before
solutions.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import On, Severity
from jmap.model.actions import Opportunity
from jmap.model.touchpoints import Touchpoint
from jmap.rules.claims import pains
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import listed

RULE = Rule(code="JM907", name="solution-first", severity=Severity.WARNING, on="opportunity")


def check(opportunity: Opportunity, see: See) -> Iterator[Outcome]:
    """Look for the problem and for what is behind it."""
    if not opportunity.solutions:
        return
    missing = []
    wanted = []
    if not opportunity.problem:
        missing.append("no `problem`")
        wanted.append("add `problem`, in the customer's terms")
    if not opportunity.evidence and not _hurts(opportunity, see):
        missing.append("no pain or evidence behind it")
        wanted.append("write the pain at its touchpoint, or cite `evidence`")
    if missing:
        message = f"opportunity `{opportunity.id}` has solutions, but {listed(missing)}"
        yield see.failed(opportunity, message, "; ".join(wanted), at=("solutions",), on=On.KEY)
    else:
        yield see.passed(opportunity)


def _hurts(opportunity: Opportunity, see: See) -> bool:
    for owner, _, _ in pains(see.journey):
        if isinstance(owner, Touchpoint):
            if owner.id in opportunity.touchpoints or owner.stage in opportunity.stages:
                return True
        elif owner.id in opportunity.stages:
            return True
    return False
