"""A map has too few stages to show a way, or too many to be read.

What: a map has 3 to 8 stages.

Why: two stages are a before and an after. With nine nobody can say from memory where in the journey
something happens, and the map no longer fits on one screen.

Fix: split the stage that holds most, or join stages that customers do not tell apart and give a crowded one
a map of its own with `expands`.

Source: ours; published maps most often have five to seven.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.rule import Option, Outcome, Rule, See
from jmap.rules.words import counted
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM601",
    name="stage-count",
    severity=Severity.WARNING,
    on="map",
    options={
        "min": Option(3, "fewest stages of a map", ours=True, least=0, most=1000, whole=True, up_to="max"),
        "max": Option(8, "most stages of a map", ours=True, least=1, most=1000, whole=True),
    },
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Count the stages."""
    count = len(journey.stages)
    low, high = int(see.options["min"]), int(see.options["max"])
    if low <= count <= high:
        yield see.passed(journey)
        return
    message = f"this map has {counted(count, 'stage')}"
    if count < low:
        hint = f"split the stage that holds most, {low} at least"
    else:
        hint = f"join stages that customers do not tell apart, {high} at most"
    yield see.failed(journey, message, hint)
