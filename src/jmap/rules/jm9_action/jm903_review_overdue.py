"""A map has not been reviewed in time.

What: a map was `reviewed` no longer ago than its `review_every`, or 90 days where it says none. Past twice
that it is an error. A map that was never reviewed gets a warning.

Why: products and customers change, and a map that is wrong in two places is not believed in the others.

Fix: go through the map with the people who own it, then write the day as `reviewed`. Where a longer cadence
is meant, say so with `review_every`.

Source: ours; reviewing once a quarter is common practice.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Place, Severity
from jmap.rules.figures import plain
from jmap.rules.rule import Option, Outcome, Rule, See
from jmap.rules.words import counted
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM903",
    name="review-overdue",
    severity=Severity.WARNING,
    worse=Severity.ERROR,
    on="map",
    options={
        "days": Option(90, "days between reviews where the map says none", ours=True, least=1, most=36500),
        "error": Option(2, "how many times that is an error", ours=True, least=1, most=100),
    },
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Compare the time since the last review with the cadence."""
    reviewed, cadence = journey.file.reviewed, journey.file.review_every
    if reviewed is None:
        hint = f"go through it with its owners, then write `reviewed: {see.as_of}`"
        yield see.failed(journey, "this map was never reviewed", hint)
        return
    days = cadence.days if cadence is not None else see.options["days"]
    age = (see.as_of - reviewed).days
    at = ("reviewed",)
    if age <= days:
        yield see.passed(journey)
        return
    message = f"the last review was {counted(age, 'day')} ago, and one is due every {_every(days)}"
    hint = f"go through it with its owners, then write `reviewed: {see.as_of}`"
    related: tuple[Place, ...] = ()
    if cadence is not None:
        related = (see.related(journey, "how often it should be", ("review_every",)),)
    severity = Severity.ERROR if age > days * see.options["error"] else None
    yield see.failed(journey, message, hint, at=at, related=related, severity=severity)


def _every(days: float) -> str:
    return "day" if days == 1 else f"{plain(days, 2)} days"
