"""A map was never checked with customers.

What: an active map has a `validated`: the day it was last checked with customers. Drafts are let off.

Why: a map made by a team shows what the team believes. It takes five customers and an afternoon to find the
steps that nobody in the room knew of.

Fix: walk through the map with customers, mend what they do not recognise, and write the day as `validated`.

Source: Nielsen Norman Group, "Journey Mapping 101" (2018): a journey map needs customers' own account.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(code="JM904", name="never-validated", severity=Severity.WARNING, on="map")


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for the day of the last check with customers."""
    if journey.file.status != "active":
        return
    if journey.file.validated is not None:
        yield see.passed(journey)
        return
    message = "this map was never checked with customers"
    hint = "walk through it with some of them, then write the day as `validated`"
    yield see.failed(journey, message, hint)
