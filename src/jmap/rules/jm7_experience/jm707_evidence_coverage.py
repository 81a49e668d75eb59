"""A map claims what customers feel, and does not say how anyone knows.

What: in a map with `state: current` every emotion, every pain and every performance of a stage or
touchpoint cites `evidence`: a pain its own, each of them their touchpoint's, else their stage's.

Why: a map looks equally sure of what was measured and of what was made up. Nobody can weigh a claim, or
take it back, without knowing where it came from.

Fix: add `evidence: [...]` to the touchpoint, or to the stage for all of its touchpoints. Where it is a
guess, define evidence of `kind: assumption` and cite that: it says so honestly, and the audit weighs it
accordingly.

Source: Nielsen Norman Group, "Journey Mapping 101" (2018): journey maps should rest on research.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.touchpoints import Touchpoint
from jmap.rules.claims import claims
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(code="JM707", name="evidence-coverage", severity=Severity.WARNING, on="map")


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for evidence behind every claim of a current map."""
    if journey.file.state != "current":
        return
    for claim in claims(journey):
        if claim.evidence:
            yield see.passed(claim.subject, claim.at)
            continue
        message = f"{claim.wording} cites no evidence"
        where = f"`{claim.subject.id}`" + (" or its stage" if isinstance(claim.subject, Touchpoint) else "")
        hint = f"add `evidence` to {where}; for a guess, cite evidence of `kind: assumption`"
        yield see.failed(claim.subject, message, hint, at=claim.at, offending=claim.offending)
