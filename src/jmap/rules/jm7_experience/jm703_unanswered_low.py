"""Customers feel bad, and nothing on the map answers it.

What: where the emotion is -1 or lower, an opportunity that is not dropped, or a play, names that touchpoint
(that stage, where the emotion is the stage's). Where personas differ, the map's point of view counts, else
the mean. Of a change within a step the lower end counts.

Why: the lows are what a map is drawn for. One that nobody has taken up is a finding that was paid for and
thrown away.

Fix: write an opportunity that names it under `touchpoints` or `stages`, even as `state: idea`.

Source: Nielsen Norman Group, "Journey Mapping 101" (2018): opportunities are the last part of its anatomy.
That a low begins at -1 is ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.feelings import feeling, written_at
from jmap.rules.rule import Option, Outcome, Rule, See
from jmap.rules.unanswered import low_points
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM703",
    name="unanswered-low",
    severity=Severity.WARNING,
    on="map",
    options={"low": Option(-1, "emotion at which a low begins", ours=True, least=-2, most=2)},
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for an answer to every low of the judged curve."""
    for point, answered in low_points(journey, see.options["low"]):
        subject, at = written_at(point, journey)
        if answered:
            yield see.passed(subject, at)
            continue
        where = "at touchpoint" if point.touchpoint else "in stage"
        message = f"the feeling {where} `{point.id}` is {feeling(point)}, and nothing answers it"
        hint = f"note what goes wrong as an opportunity with `{point.section}: {point.id}`"
        yield see.failed(subject, message, hint, at=at)
