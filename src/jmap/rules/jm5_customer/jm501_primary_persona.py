"""A map has no point of view, or several at once.

What: a map is told from one persona's point of view: the one named by `for: {persona: ...}`, or the only
persona in sight of `kind: primary`. None is an error, several are a warning.

Why: a journey of everybody is the journey of nobody. Emotions, pains and needs differ from person to
person, and a map that mixes them cannot be wrong about any of them.

Fix: define the persona whose journey it is and mark it `kind: primary`. Where several are primary, name one
with `for`, and make a map of its own for each of the others whose way differs.

Source: Nielsen Norman Group, "Journey Mapping 101" (2018): the actor, one point of view a map, is the first
part of its anatomy.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import On, Severity
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM501",
    name="primary-persona",
    severity=Severity.ERROR,
    worse=Severity.WARNING,
    on="map",
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for the point of view, and else say what is in sight."""
    if journey.point_of_view is not None:
        yield see.passed(journey)
        return
    personas = journey.personas_in_sight()
    primary = [each for each in personas if each.kind == "primary"]
    at, on = (("for",), On.KEY) if journey.file.for_ is not None else ((), None)
    if primary:
        message = f"{len(primary)} personas in sight are primary, and `for` names none of them"
        hint = _hint(journey, primary[0].id)
        related = tuple(see.related(each, "primary", ("kind",)) for each in primary)
        yield see.failed(journey, message, hint, at=at, on=on, related=related, severity=Severity.WARNING)
        return
    if personas:
        message = "no point of view: no persona in sight is primary, and `for` names none"
        hint = _hint(journey, personas[0].id)
    else:
        message = "no point of view: no persona is in sight"
        hint = "define the persona whose journey it is under `personas`, with `kind: primary`"
    yield see.failed(journey, message, hint, at=at, on=on)


def _hint(journey: Journey, persona: str) -> str:
    if journey.file.for_ is not None:
        return f"say whose journey it is: add `persona: {persona}` to it, for example"
    return f"say whose journey it is, such as `for: {{persona: {persona}}}`"
