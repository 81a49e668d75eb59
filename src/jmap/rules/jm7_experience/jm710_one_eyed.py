"""A map knows only numbers, or only stories.

What: the evidence of a map is of both kinds: counted (analytics, survey), which says how many, and told
(interview, diary, observation, support, review), which says why.

Why: data shows that customers leave at a step and not what they thought. Interviews tell what they thought
and not whether it was three of them or three thousand.

Fix: define evidence of the kind that is missing under `evidence`, and cite it where it bears on the map.
The log of support requests is often at hand.

Source: Nielsen Norman Group, "Journey Mapping 101" (2018): rest a map on research; the two kinds are ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import listed
from jmap.workspace.journey import Journey

RULE = Rule(code="JM710", name="one-eyed", severity=Severity.WARNING, on="map")

_COUNTED = ("analytics", "survey")
_TOLD = ("interview", "diary", "observation", "support", "review")


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for both kinds among the evidence of a map."""
    kinds = {each.kind for each in journey.evidence()}
    counted, told = kinds & set(_COUNTED), kinds & set(_TOLD)
    if counted and told:
        yield see.passed(journey)
    elif counted or told:
        missing = "told by customers" if counted else "counted"
        wanted = _TOLD if counted else _COUNTED
        message = f"no evidence of this map is {missing}"
        yield see.failed(journey, message, f"cite evidence of `kind` {_choice(wanted)}")
    else:
        message = "no evidence of this map is counted, and none is told by customers"
        if not kinds:
            message = "this map cites no evidence"
        hint = f"cite evidence of `kind` {_choice(_COUNTED)}, and of {_choice(_TOLD)}"
        yield see.failed(journey, message, hint)


def _choice(kinds: tuple[str, ...]) -> str:
    return listed((f"`{kind}`" for kind in kinds), "or")
