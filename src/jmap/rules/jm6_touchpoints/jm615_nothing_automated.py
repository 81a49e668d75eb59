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
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(code="JM615", name="nothing-automated", severity=Severity.INFO, on="map")

_RUNS = ("assisted", "full")


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for help in the touchpoints of each stage after the purchase, and in plays."""
    touchpoints = journey.file.touchpoints
    helped = {each.stage for each in journey.touchpoints if each.automation in _RUNS}
    for play in journey.plays():
        if play.automation in _RUNS and play.state != "dropped":
            helped.update(play.stages)
            helped.update(touchpoints[id_].stage for id_ in play.touchpoints if id_ in touchpoints)
    for stage in journey.after_purchase():
        if stage.id in helped:
            yield see.passed(stage)
        else:
            message = f"nothing in stage `{stage.id}` is automated"
            hint = "mark a touchpoint or a play with `automation: assisted` or `full`"
            yield see.failed(stage, message, hint)
