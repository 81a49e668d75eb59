"""Customers stay in a stage far longer than it should take.

What: where measures are read (`--measures`), nine in ten visits of a stage (the 90th percentile) take no more
than twice its `duration`, the upper end of a range. Stages with fewer than `min_n` timed visits are not
judged, and neither are those of which too many visits are open for a percentile.

Why: a duration is what we plan and promise by. Where one visit in ten takes more than twice of it, people
wait who were told otherwise, and they are the ones who leave. The finding says how the journey is doing, not
how good the map is, and takes no points from its score.

Fix: the map is right to say what should be; leave the duration alone unless it never was realistic. Look at
what the slow visits wait for, and note it as an opportunity.

Source: ours; no source sets the factor.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.stages import Stage
from jmap.rules.figures import lasting, plain
from jmap.rules.rule import Option, Outcome, Rule, See

RULE = Rule(
    code="JM816",
    name="slow-stage",
    severity=Severity.WARNING,
    on="stage",
    options={
        "factor": Option(2, "times the declared duration that p90 may be", ours=True, least=1, most=100)
    },
    of_journey=True,
    measured=True,
)


def check(stage: Stage, see: See) -> Iterator[Outcome]:
    """Compare the 90th percentile of the time in the stage with its duration."""
    measured = see.measured.stages.get(stage.id) if see.measured is not None else None
    if measured is None or measured.p90 is None or stage.duration is None:
        return
    longest, factor = stage.duration[1], see.options["factor"]
    slow = measured.takes_longer(factor * longest.seconds, see.min_n)
    if slow is None:
        return
    if not slow:
        yield see.passed(stage, ("duration",))
        return
    more = "twice" if factor == 2 else f"{plain(factor)} times"
    message = (
        f"one in ten visits of stage `{stage.id}` takes more than {lasting(measured.p90)},"
        f" over {more} its duration of {longest.text}"
    )
    hint = f"note what the slow ones wait for as an opportunity with `stages: {stage.id}`"
    yield see.failed(stage, message, hint, at=("duration",))
