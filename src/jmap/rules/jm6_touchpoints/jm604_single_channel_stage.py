"""A stage is reached through one channel only.

What: the touchpoints of a stage happen in more than one channel. A stage without touchpoints that `expands`
is let off, as its detail is in another map.

Why: people change devices and moods within a stage. With one channel, whoever cannot or will not use it
stops there, and you will not hear of it.

Fix: add the other ways that customers already use, such as a phone number beside a form. Where one channel
is meant, accept the finding with a reason.

Source: ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.stages import Stage
from jmap.rules.rule import Option, Outcome, Rule, See
from jmap.rules.words import counted

RULE = Rule(
    code="JM604",
    name="single-channel-stage",
    severity=Severity.INFO,
    on="stage",
    options={"min": Option(2, "fewest channels of a stage", ours=True, least=1, most=100, whole=True)},
)


def check(stage: Stage, see: See) -> Iterator[Outcome]:
    """Count the channels of a stage's touchpoints."""
    touchpoints = see.journey.touchpoints_of(stage.id)
    if stage.expands and not touchpoints:
        return
    used = list(dict.fromkeys(id_ for each in touchpoints for id_ in each.channels or ()))
    least = int(see.options["min"])
    if len(used) >= least:
        yield see.passed(stage)
        return
    held = f"`{used[0]}` alone" if len(used) == 1 else counted(len(used), "channel")
    message = f"stage `{stage.id}` is reached through {held}"
    hint = f"name more `channels` in its touchpoints, {least} in all at least, where customers use them"
    yield see.failed(stage, message, hint)
