"""A persona meets nothing in a stage.

What: a persona meets a touchpoint in every stage: one that names it in `personas`, or one for everyone. A
stage without touchpoints that `expands` is let off, and so are negative personas.

Why: a stage in which somebody meets nothing is most often one that nobody has looked at with their eyes.

Fix: add the touchpoint that the persona does meet there. Where the stage is not for this persona, accept
the finding with a reason.

Source: ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(code="JM510", name="persona-gap", severity=Severity.INFO, on="map")


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for a touchpoint of each persona in each stage."""
    personas = [each for each in journey.personas() if each.kind != "negative"]
    for stage in journey.stages:
        touchpoints = journey.touchpoints_of(stage.id)
        if stage.expands and not touchpoints:
            continue
        for persona in personas:
            if any(not each.personas or persona.id in each.personas for each in touchpoints):
                yield see.passed(stage)
                continue
            message = f"persona `{persona.id}` meets no touchpoint in stage `{stage.id}`"
            hint = f"add one, or add `{persona.id}` to the `personas` of one of its touchpoints"
            if not touchpoints:
                hint = "add the steps that this persona takes there"
            yield see.failed(stage, message, hint, offending=persona.id)
