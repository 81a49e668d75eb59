"""A map does not say where the journey begins and ends.

What: a map has `starts_when` and `ends_when`. A map with `scope: lifecycle` is let off: its stages say how
one enters and leaves.

Why: without ends a map grows in every workshop, and two people who measure "the journey" measure two
things.

Fix: write the trigger and the outcome, as conditions such as `{event: demo_booked}` or in words.

Source: service blueprinting, which follows a service from its trigger to its outcome.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys, listed, unsaid
from jmap.workspace.journey import Journey

RULE = Rule(code="JM503", name="open-ended", severity=Severity.WARNING, on="map")

_MEANS = {
    "starts_when": "`starts_when` (what sets the customer off)",
    "ends_when": "`ends_when` (the outcome it ends with)",
}


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for the two conditions where the map is no lifecycle."""
    if journey.is_lifecycle:
        return
    missing = unsaid({"starts_when": journey.file.starts_when, "ends_when": journey.file.ends_when})
    if missing:
        hint = "add " + listed(_MEANS[key] for key in missing)
        yield see.failed(journey, f"the map has no {keys(missing)}", hint)
    else:
        yield see.passed(journey)
