"""An opportunity has been open for too long.

What: an opportunity with `since` that is neither done nor dropped is no older than two review cycles of its
map: twice its `review_every`, or 180 days where it says none.

Why: a list that only grows is not read. What was not taken up in two reviews will not be in the third.

Fix: do it, plan it anew with a fresh `since`, or write `state: dropped` and say why in its summary.

Source: ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.actions import Opportunity
from jmap.rules.figures import plain
from jmap.rules.rule import Option, Outcome, Rule, See

RULE = Rule(
    code="JM908",
    name="stuck",
    severity=Severity.WARNING,
    on="opportunity",
    options={
        "days": Option(90, "days between reviews where the map says none", ours=True, least=1, most=36500),
        "cycles": Option(2, "review cycles that an opportunity may stay open", ours=True, least=0, most=1000),
    },
)


def check(opportunity: Opportunity, see: See) -> Iterator[Outcome]:
    """Compare the age of an open opportunity with the cadence of the map's reviews."""
    if opportunity.since is None or opportunity.state in ("done", "dropped"):
        return
    cadence = see.journey.file.review_every
    most = see.options["cycles"] * (cadence.days if cadence is not None else see.options["days"])
    age = (see.as_of - opportunity.since).days
    if age <= most:
        yield see.passed(opportunity, ("since",))
        return
    cycles = plain(see.options["cycles"])
    message = f"opportunity `{opportunity.id}` has been open for {age} days"
    hint = f"do it, plan it anew or drop it: {cycles} review cycles are {plain(most, 2)} days"
    yield see.failed(opportunity, message, hint, at=("since",))
