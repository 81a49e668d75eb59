"""Everything after the purchase is done by hand.

What: in a stage of `phase: after` at least one touchpoint, or one play that names the stage or a touchpoint
of it, has `automation: assisted` or `full`. Dropped plays do not count.

Why: what is done by hand is done for the customers who shout. The others hear nothing for a year.

Fix: find the step that is the same for everyone, such as a reminder, and mark who runs it with
`automation`. Where it runs already, the map only has to say so.

Source: ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.stages import Stage
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(code="JM615", name="nothing-automated", severity=Severity.INFO, on="stage after purchase")

_RUNS = ("assisted", "full")


def check(stage: Stage, see: See) -> Iterator[Outcome]:
    """Look for help in touchpoints and in plays."""
    touchpoints = see.journey.touchpoints_of(stage.id)
    ids = {each.id for each in touchpoints}
    plays = [
        each
        for each in see.journey.plays()
        if each.state != "dropped" and (stage.id in each.stages or ids & set(each.touchpoints))
    ]
    if any(each.automation in _RUNS for each in touchpoints) or any(
        each.automation in _RUNS for each in plays
    ):
        yield see.passed(stage)
        return
    message = f"nothing in stage `{stage.id}` is automated"
    hint = "mark a touchpoint or a play with `automation: assisted` or `full`"
    yield see.failed(stage, message, hint)
