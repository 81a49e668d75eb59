"""A map does not say what situation it is about, or what the customer wants.

What: a map has a `scenario`, the situation the customer is in, and a `goal`, what the customer wants from
it.

Why: without them nobody can tell whether a step belongs to this journey, or whether it went well. The same
stages feel otherwise to somebody who compares and to somebody whose supplier has just failed.

Fix: write one or two sentences each, in the customer's words.

Source: Nielsen Norman Group, "Journey Mapping 101" (2018): scenario and expectations are the second part of
its anatomy.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys, listed, unsaid
from jmap.workspace.journey import Journey

RULE = Rule(code="JM502", name="no-scenario", severity=Severity.WARNING, on="map")

_MEANS = {
    "scenario": "`scenario` (the situation the customer is in)",
    "goal": "`goal` (what the customer wants from it)",
}


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for the two texts."""
    missing = unsaid({"scenario": journey.file.scenario, "goal": journey.file.goal})
    if missing:
        hint = "add " + listed(_MEANS[key] for key in missing)
        yield see.failed(journey, f"the map has no {keys(missing)}", hint)
    else:
        yield see.passed(journey)
