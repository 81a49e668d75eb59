"""The journey is remembered as a bad one.

What: the last point of the emotion curve is not below 0, and neither is the mean of peak and end. The peak
is the point farthest from 0, of two the lower. A map without emotions is let off.

Why: people remember an experience by its strongest moment and by its end, and decide by what they remember.
The finding says how the journey is doing, not how good the map is, and takes no points from its score.

Fix: the map is right to say so; leave the figures alone. Mend the end first, it is most often the cheaper
of the two, and note an opportunity.

Source: Kahneman, Fredrickson, Schreiber and Redelmeier, "When More Pain Is Preferred to Less: Adding a
Better End" (Psychological Science, 1993). That 0 is the line is ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Place, Severity
from jmap.rules.feelings import feeling, written_at
from jmap.rules.figures import plain, tidy
from jmap.rules.rule import Option, Outcome, Rule, See
from jmap.workspace.emotion_curve import in_figures, judged
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM705",
    name="bad-ending",
    severity=Severity.WARNING,
    on="map",
    options={
        "end": Option(0, "lowest emotion to end with", ours=True, least=-2, most=2),
        "mean": Option(0, "lowest mean of peak and end", ours=True, least=-2, most=2),
    },
    of_journey=True,
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look at the last point of the judged curve, and at its mean with the peak."""
    figures = in_figures(judged(journey))
    if figures is None:
        return
    highest, end, mean = figures.peak, figures.end, tidy(figures.peak_end)
    subject, at = written_at(end, journey)
    related: tuple[Place, ...] = ()
    if end.value < see.options["end"]:
        message = f"the journey ends on {feeling(end)}, at `{end.id}`"
        hint = "end on something good: note what would turn this step as an opportunity"
    elif mean < see.options["mean"]:
        message = (
            f"peak and end leave a bad memory: {feeling(highest)} at `{highest.id}`"
            f" and {feeling(end)} at `{end.id}`, {plain(mean, 2)} in the mean"
        )
        hint = "raise the end, or soften the peak"
        place, start = written_at(highest, journey)
        related = (see.related(place, "the peak", start),)
    else:
        yield see.passed(subject, at)
        return
    yield see.failed(subject, message, hint, at=at, related=related)
