"""Something was done, and nobody says whether it helped.

What: an opportunity that is done, or a play that is not dropped, has a `result` once the period of its
`expected` is over (`by`).

Why: a team that never looks back does the next thing for the same reasons. What did not help is worth as
much as what did.

Fix: write what the metric reached: `result: {period: 2026-Q3, value: 71}`.

Source: ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.actions import Opportunity, Play
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(code="JM913", name="no-result", severity=Severity.WARNING, on="map")


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for results where they are due."""
    done = [each for each in journey.opportunities() if each.state == "done"]
    plays = [each for each in journey.plays() if each.state != "dropped"]
    every: list[Opportunity | Play] = [*done, *plays]
    for each in every:
        by = each.expected.by if each.expected is not None else None
        if by is None or by.last >= see.as_of:
            continue
        if each.result is not None:
            yield see.passed(each)
            continue
        one = "opportunity" if isinstance(each, Opportunity) else "play"
        message = f"{one} `{each.id}` was to show by {by.text}, and has no `result`"
        hint = f"add what the metric reached: `result: {{period: {by.text}, value: ...}}`"
        related = (see.related(each, "expected by then", ("expected", "by")),)
        yield see.failed(each, message, hint, related=related)
