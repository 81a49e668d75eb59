"""A map has no moment of truth, or so many that none stands out.

What: at least 1 touchpoint of a map is a moment of truth, and at most one fifth of them, rounded up. A map
without touchpoints is let off.

Why: moments of truth are where effort goes first. With none there is no first, and where every step is
decisive, none is.

Fix: mark the steps after which customers stay or go with `moment_of_truth`, and take the mark from the
rest.

Source: ours; Carlzon, "Moments of Truth" (1987), sets no number.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from jmap.faults import Place, Severity
from jmap.rules.figures import tidy
from jmap.rules.rule import Option, Outcome, Rule, See
from jmap.rules.words import counted
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM607",
    name="moment-count",
    severity=Severity.WARNING,
    on="map",
    options={
        "min": Option(1, "fewest moments of truth of a map", ours=True, least=0, most=1000, whole=True),
        "share": Option(
            0.2, "largest share of touchpoints that are one, rounded up", ours=True, least=0, most=1
        ),
    },
)

_SHOWN = 5


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Count the moments of truth against the touchpoints."""
    touchpoints = journey.touchpoints
    if not touchpoints:
        return
    moments = [each for each in touchpoints if each.moment_of_truth is not None]
    least = int(see.options["min"])
    most = max(least, math.ceil(tidy(len(touchpoints) * see.options["share"])))
    if least <= len(moments) <= most:
        yield see.passed(journey)
        return
    shown = counted(len(moments), "moment of truth", "moments of truth")
    of = counted(len(touchpoints), "touchpoint")
    related: tuple[Place, ...] = ()
    if len(moments) < least:
        message = f"{shown} among {of}"
        hint = "mark the step after which customers stay or go with `moment_of_truth`"
    else:
        message = f"{shown} among {of}, {most} at most"
        hint = "keep the mark where customers decide to stay or go, and take it from the rest"
        related = tuple(see.related(each, "marked", ("moment_of_truth",)) for each in moments[:_SHOWN])
    yield see.failed(journey, message, hint, related=related)
