"""A stage has too few touchpoints to say anything, or too many to be one stage.

What: a stage holds 2 to 10 touchpoints, or `expands` into a map of its own.

Why: a stage with one touchpoint is most often a stage that nobody has walked through yet. One with more
than ten is two stages, or wants a map of its own, which people can then read on one screen.

Fix: add the steps that a customer takes there, split the stage, or move the detail into a map and
name it with `expands`.

Source: ours; practice in published maps runs from three to eight steps a stage.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.stages import Stage
from jmap.rules.rule import Option, Outcome, Rule, See

RULE = Rule(
    code="JM602",
    name="shallow-stage",
    severity=Severity.WARNING,
    on="stage",
    options={
        "min": Option(
            2, "fewest touchpoints of a stage", ours=True, least=0, most=1000, whole=True, up_to="max"
        ),
        "max": Option(10, "most touchpoints of a stage", ours=True, least=1, most=1000, whole=True),
    },
)


def check(stage: Stage, see: See) -> Iterator[Outcome]:
    """Count the touchpoints of a stage that does not expand."""
    count = len(see.journey.touchpoints_of(stage.id))
    low, high = int(see.options["min"]), int(see.options["max"])
    if stage.expands or low <= count <= high:
        yield see.passed(stage)
    elif count < low:
        held = "no touchpoint" if count == 0 else "1 touchpoint" if count == 1 else f"{count} touchpoints"
        message = f"stage `{stage.id}` has {held}"
        hint = f"add the steps a customer takes there, {low} at least, or name a map with `expands`"
        yield see.failed(stage, message, hint)
    else:
        message = f"stage `{stage.id}` has {count} touchpoints"
        hint = f"split it, or move the detail into a map and name it with `expands`; {high} at most"
        yield see.failed(stage, message, hint)
