"""A stage of a lifecycle does not say when a customer is in it, or when a customer is through.

What: in a map with `scope: lifecycle` a stage has an `enter`, and a `milestone` unless it is an end: one
with `next: []`, or one that leads nowhere.

Why: sales, success and support each mean another moment by "onboarded". Until one is written down, the
number of customers in a stage is a matter of opinion, and nobody notices those who are stuck.

Fix: write `enter`, the moment a customer arrives, and `milestone`, the success that makes the customer
ready to move on, as conditions such as `{event: signed_up}`.

Source: ours; stages with objective entry and exit criteria are common practice in sales and customer
success.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys, listed
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM811",
    name="undefined-stage",
    severity=Severity.WARNING,
    on="lifecycle",
)

_MEANS = {
    "enter": "`enter` (the moment a customer arrives)",
    "milestone": "`milestone` (the success after which a customer moves on)",
}


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for the two conditions of each stage; one that leads nowhere needs no milestone."""
    leading = {way.start for way in journey.ways()}
    for stage in journey.stages:
        missing = ["enter"] if stage.enter is None else []
        if stage.milestone is None and stage.id in leading:
            missing.append("milestone")
        if missing:
            hint = "add " + listed(_MEANS[key] for key in missing)
            yield see.failed(stage, f"stage `{stage.id}` has no {keys(missing)}", hint)
        else:
            yield see.passed(stage)
