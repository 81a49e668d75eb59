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
from jmap.model.touchpoints import Touchpoint
from jmap.rules.claims import pains
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import listed
from jmap.workspace.journey import Journey

RULE = Rule(code="JM907", name="solution-first", severity=Severity.WARNING, on="map")


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for the problem of each opportunity with solutions, and for what is behind it."""
    stages, touchpoints = _hurting(journey)
    for opportunity in journey.opportunities():
        if not opportunity.solutions:
            continue
        hurts = stages.intersection(opportunity.stages) or touchpoints.intersection(opportunity.touchpoints)
        missing = []
        wanted = []
        if not opportunity.problem:
            missing.append("no `problem`")
            wanted.append("add `problem`, in the customer's terms")
        if not opportunity.evidence and not hurts:
            missing.append("no pain or evidence behind it")
            wanted.append("write the pain at its touchpoint, or cite `evidence`")
        if missing:
            message = f"opportunity `{opportunity.id}` has solutions, but {listed(missing)}"
            yield see.failed(opportunity, message, "; ".join(wanted), at=("solutions",), on=On.KEY)
        else:
            yield see.passed(opportunity)


def _hurting(journey: Journey) -> tuple[set[str], set[str]]:
    """Return the stages with a pain, their own or a touchpoint's, and the touchpoints with one."""
    stages, touchpoints = set(), set()
    for owner, _, _ in pains(journey):
        if isinstance(owner, Touchpoint):
            touchpoints.add(owner.id)
            stages.add(owner.stage or "")
        else:
            stages.add(owner.id)
    return stages, touchpoints
