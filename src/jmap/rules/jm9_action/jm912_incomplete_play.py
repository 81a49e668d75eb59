"""A play does not say for whom it is, when it runs, or what it should move.

What: a play has `segments` or `stages`, a `when`, and an `expected` value of a metric.

Why: a campaign without these three is sent to everyone, at some time, and afterwards nobody can say whether
it helped.

Fix: add what is missing.

Source: ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.actions import Play
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import listed

RULE = Rule(code="JM912", name="incomplete-play", severity=Severity.WARNING, on="play")

_MEANS = {
    "`segments` or `stages`": "`segments` or `stages` (for whom)",
    "`when`": "`when` (what sets it off)",
    "`expected`": "`expected` (the metric it should move)",
}


def check(play: Play, see: See) -> Iterator[Outcome]:
    """Look for the three parts."""
    said = {
        "`segments` or `stages`": bool(play.segments or play.stages),
        "`when`": play.when is not None,
        "`expected`": play.expected is not None,
    }
    missing = [part for part, is_said in said.items() if not is_said]
    if missing:
        message = f"play `{play.id}` has {listed(f'no {part}' for part in missing)}"
        yield see.failed(play, message, "add " + listed(_MEANS[part] for part in missing))
    else:
        yield see.passed(play)
