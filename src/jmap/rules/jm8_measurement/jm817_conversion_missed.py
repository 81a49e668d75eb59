"""Fewer customers go on than the map aims for.

What: where measures are read (`--measures`), the share of a stage's ended visits that went on to another one
reaches the `target` of that way, or may well do so: the upper end of its interval (Wilson, 95 %) is at the
target or above. Ways out of stages with fewer than `min_n` ended visits are not judged, and neither are ways
between stages of which the log cannot show both.

Why: a target on an arrow is what the plan rests on. One that even the upper end misses is missed for more
than want of data. The finding says how the journey is doing, not how good the map is, and takes no points
from its score.

Fix: the map is right to say so; leave the target alone. See in the measures where the others go, and note an
opportunity for this stage.

Source: ours; the interval is that of E. B. Wilson, Journal of the American Statistical Association 22 (1927).
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.stages import Stage
from jmap.rules.figures import percent, plain, tidy
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.went_on import went_on

RULE = Rule(
    code="JM817",
    name="conversion-missed",
    severity=Severity.WARNING,
    on="stage",
    of_journey=True,
    measured=True,
)


def check(stage: Stage, see: See) -> Iterator[Outcome]:
    """Compare the share that took each way with its target."""
    if see.measured is None:
        return
    for end, move in (stage.next or {}).items():
        share = went_on(see.measured, stage.id, end)
        if move.target is None or share is None or share.value is None or share.high is None:
            continue
        if share.of < see.min_n:
            continue
        at = ("next", end, "target")
        if tidy(100 * share.high) >= move.target:
            yield see.passed(stage, at)
            continue
        message = (
            f"{percent(share.value)} of {share.of} visits of `{stage.id}` went on to `{end}`, at best"
            f" {percent(share.high)}, below the target of {plain(move.target)}%"
        )
        hint = f"see where the others go, and note it as an opportunity with `stages: {stage.id}`"
        yield see.failed(stage, message, hint, at=at, offending=end)
