"""The bands of a health score leave a gap, or stand in each other's way.

What: `bands` go down from the best to the last, each with a lower score than the one before it, and the
last one starts at 0.

Why: a band is found by its lowest score. Two bands with the same one are one band with two names. Scores
below the last band would have none, and those are the accounts that need help most.

Fix: order the bands from the best down, and give the last one 0: `{healthy: 70, watch: 40, at-risk: 0}`.

Source: ours; it follows from what `bands` means.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jmap.faults import Severity
from jmap.model.health import Health
from jmap.rules.figures import plain
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(
    code="JM404",
    name="bad-bands",
    severity=Severity.ERROR,
    on="health",
    withheld_by=("health",),
)

_EXAMPLE = "order the bands from the best down to 0: `{healthy: 70, watch: 40, at-risk: 0}`"


def check(health: Health, see: See) -> Iterator[Outcome]:
    """Compare each band with the one before it, and the lowest with 0."""
    if not health.bands:
        return
    faults = [*_order(health, see), *_lowest(health, see)]
    yield from faults or [see.passed(health)]


def _order(health: Health, see: See) -> Iterator[Outcome]:
    for (above, high), (band, low) in pairwise(health.bands.items()):
        if low < high:
            continue
        if low == high:
            message = f"bands `{above}` and `{band}` both start at {plain(low)}"
            hint = "give each band a lowest score of its own"
        else:
            message = f"band `{band}` starts at {plain(low)}, above `{above}`, which stands before it"
            hint = _EXAMPLE
        related = (see.related(health, f"`{above}` starts at {plain(high)}", ("bands", above)),)
        yield see.failed(health, message, hint, at=("bands", band), related=related, offending=above)


def _lowest(health: Health, see: See) -> Iterator[Outcome]:
    band, lowest = min(health.bands.items(), key=lambda item: item[1])
    if lowest > 0:
        message = f"a score below {plain(lowest)} has no band: the lowest one, `{band}`, starts there"
        hint = f"write `{band}: 0`, or add a band that starts at 0"
        yield see.failed(health, message, hint, at=("bands", band))
