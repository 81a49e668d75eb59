"""The feeling drops from one step to the next.

What: between two consecutive points of the emotion curve there is no fall of 2 or more. A change within a
step is two points. Where personas differ, the map's point of view counts, else the mean.

Why: a sudden fall is a promise broken: what came before made the customer expect something else. The
finding says how the journey is doing, not how good the map is, and takes no points from its score.

Fix: the map is right to say so; leave the figures alone. Look at what the earlier step promises and at what
is handed over between the two, and note an opportunity.

Source: ours; the scale runs from -2 to 2, and 2 is half of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.feelings import descents, feeling, written_at
from jmap.rules.figures import plain
from jmap.rules.in_hand import mending
from jmap.rules.rule import Option, Outcome, Rule, See
from jmap.workspace.emotion_curve import judged
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM704",
    name="cliff",
    severity=Severity.WARNING,
    on="map",
    options={"fall": Option(2, "fall between two points that is too deep", ours=True, least=0, most=4)},
    of_journey=True,
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Compare each point of the judged curve with the one before it."""
    for before, after, fall in descents(judged(journey)):
        subject, at = written_at(after, journey)
        if fall < see.options["fall"]:
            yield see.passed(subject, at)
            continue
        earlier, start = written_at(before, journey)
        falls = f"the feeling falls by {plain(fall, 2)}"
        steps = f"from {feeling(before)} to {feeling(after)}"
        if (before.section, before.id) == (after.section, after.id):
            message = f"{falls} within `{after.id}`, {steps}"
            hint = "find out what breaks in this step, and note it as an opportunity"
        else:
            message = f"{falls} between `{before.id}` and `{after.id}`, {steps}"
            hint = "find out what the step before promises, and note it as an opportunity"
        hint = mending(journey, after.section, after.id) or hint
        related = (see.related(earlier, f"{feeling(before)} here", start),)
        yield see.failed(subject, message, hint, at=at, related=related)
