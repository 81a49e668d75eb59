"""The emotion curve is flat.

What: a curve of 4 points or more spans at least 1, from its lowest point to its highest. A map with fewer
points is let off.

Why: nobody feels the same from the first advertisement to the renewal. A flat curve was guessed, or filled
in to please.

Fix: ask customers where it was best and where it was worst, and begin with those two points.

Source: ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.figures import plain, tidy
from jmap.rules.rule import Option, Outcome, Rule, See
from jmap.workspace.emotion_curve import judged
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM702",
    name="flat-curve",
    severity=Severity.WARNING,
    on="map",
    options={
        "points": Option(
            4, "fewest points of a curve that is judged", ours=True, least=1, most=1000, whole=True
        ),
        "span": Option(1, "smallest span from the lowest to the highest point", ours=True, least=0, most=4),
    },
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Measure the span of the judged curve."""
    values = [point.value for point in judged(journey)]
    if len(values) < max(1, see.options["points"]):
        return
    low, high = min(values), max(values)
    if tidy(high - low) >= see.options["span"]:
        yield see.passed(journey)
        return
    spread = f"stays at {plain(low, 2)}" if low == high else f"stays from {plain(low, 2)} to {plain(high, 2)}"
    message = f"the emotion curve {spread} over {len(values)} points"
    yield see.failed(journey, message, "ask customers where it was best and where it was worst")
