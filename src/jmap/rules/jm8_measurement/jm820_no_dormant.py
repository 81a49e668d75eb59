"""A lifecycle does not say when a customer has gone quiet.

What: a map with `scope: lifecycle` has a `dormant`.

Why: between an active customer and a lost one lies the time in which a call still helps. Until the map says
after what silence it begins, nobody is called.

Fix: write `dormant: {inactive: 30d}` with a silence that is unusual for your customers, and shorter than
the one that means they have left.

Source: ours; win-back campaigns begin with such a definition.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(code="JM820", name="no-dormant", severity=Severity.WARNING, on="lifecycle")


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for the condition."""
    if journey.file.dormant is not None:
        yield see.passed(journey)
        return
    message = "this lifecycle never says when a customer has gone quiet"
    hint = "add `dormant`, such as `dormant: {inactive: 30d}`"
    yield see.failed(journey, message, hint)
