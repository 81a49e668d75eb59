"""A pain is severe, and no opportunity takes it up.

What: for a pain of severity 4 or 5 an opportunity that is not dropped names its touchpoint or its stage.

Why: pains that are written down and left alone teach everyone that writing them down is of no use.

Fix: write an opportunity that names the touchpoint under `touchpoints`, or its stage under `stages`, even
as `state: idea`.

Source: Nielsen Norman Group, "Journey Mapping 101" (2018): opportunities are the last part of its anatomy.
That severity 4 is the line is ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.touchpoints import Touchpoint
from jmap.rules.claims import pains
from jmap.rules.rule import Option, Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM905",
    name="unanswered-pain",
    severity=Severity.WARNING,
    on="map",
    options={
        "severity": Option(
            4, "severity of a pain that wants an answer", ours=True, least=1, most=5, whole=True
        )
    },
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for an opportunity behind every severe pain."""
    live = [each for each in journey.opportunities() if each.state != "dropped"]
    stages = {id_ for each in live for id_ in each.stages}
    touchpoints = {id_ for each in live for id_ in each.touchpoints}
    for owner, index, pain in pains(journey):
        if pain.severity is None or pain.severity < see.options["severity"]:
            continue
        at = ("pains", index)
        if isinstance(owner, Touchpoint):
            section, answered = "touchpoints", owner.id in touchpoints or owner.stage in stages
        else:
            section, answered = "stages", owner.id in stages
        if answered:
            yield see.passed(owner, at)
            continue
        message = f"a pain of severity {pain.severity} at `{owner.id}` has no opportunity"
        hint = f"note it as an opportunity with `{section}: {owner.id}`"
        yield see.failed(owner, message, hint, at=at, offending=pain.text)
