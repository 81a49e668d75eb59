"""A map tells of no pain, or leads to nothing.

What: a map says at least one pain, on a stage or touchpoint, and an opportunity that is not dropped
concerns it.

Why: a map is drawn to find what hurts and to do something about it. One without either is decoration.

Fix: write down what customers complain of as `pains`, and for the worst of them an opportunity with its
`problem` and its touchpoint.

Source: Nielsen Norman Group, "Journey Mapping 101" (2018): opportunities are the last part of its anatomy.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.claims import pains
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import listed
from jmap.workspace.journey import Journey

RULE = Rule(code="JM915", name="no-insight", severity=Severity.WARNING, on="map")


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for a pain and for an opportunity."""
    missing = []
    wanted = []
    if next(pains(journey), None) is None:
        missing.append("tells of no pain")
        wanted.append("write what hurts as `pains`")
    if all(each.state == "dropped" for each in journey.opportunities()):
        missing.append("leads to no opportunity")
        wanted.append("add an opportunity for the worst of its pains")
    if missing:
        yield see.failed(journey, f"this map {listed(missing)}", listed(wanted))
    else:
        yield see.passed(journey)
