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
from jmap.rules.rule import Option, Outcome, Rule, See
from jmap.rules.unanswered import severe_pains
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
    for each in severe_pains(journey, see.options["severity"]):
        owner, at = each.owner, ("pains", each.index)
        if each.answered:
            yield see.passed(owner, at)
            continue
        section = "touchpoints" if isinstance(owner, Touchpoint) else "stages"
        message = f"a pain of severity {each.severity} at `{owner.id}` has no opportunity"
        hint = f"note it as an opportunity with `{section}: {owner.id}`"
        yield see.failed(owner, message, hint, at=at, offending=each.pain.text)
