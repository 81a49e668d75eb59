"""A touchpoint matters much more to customers than we do well in it.

What: the `importance` of a touchpoint is less than 3 points above its `performance`. At a moment of truth a
gap of 5 or more is an error. A touchpoint without one of the two figures is let off.

Why: this is where the journey loses people. The finding says how the journey is doing, not how good the map
is, and takes no points from its score.

Fix: the map is right to say so; leave the figures alone. Note the problem as an opportunity with
`touchpoints: ...`, and raise the performance when you have measured it again.

Source: Martilla and James, "Importance-Performance Analysis" (Journal of Marketing, 1977); Carlzon,
"Moments of Truth" (1987). The sizes of the gaps are ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.touchpoints import Touchpoint
from jmap.rules.figures import performance_gap, plain
from jmap.rules.in_hand import mending
from jmap.rules.rule import Option, Outcome, Rule, See

RULE = Rule(
    code="JM605",
    name="performance-gap",
    severity=Severity.WARNING,
    worse=Severity.ERROR,
    on="touchpoint",
    options={
        "warn": Option(
            3, "gap between importance and performance that is too wide", ours=True, least=0, most=10
        ),
        "error": Option(5, "gap that is an error at a moment of truth", ours=True, least=0, most=10),
    },
    of_journey=True,
)


def check(touchpoint: Touchpoint, see: See) -> Iterator[Outcome]:
    """Take the performance from the importance."""
    importance, performance, gap = touchpoint.importance, touchpoint.performance, performance_gap(touchpoint)
    if importance is None or performance is None or gap is None:
        return
    is_moment = touchpoint.moment_of_truth is not None
    grave = is_moment and gap >= see.options["error"]
    if gap < see.options["warn"] and not grave:
        yield see.passed(touchpoint)
        return
    where = "moment of truth" if is_moment else "touchpoint"
    message = (
        f"{where} `{touchpoint.id}` has importance {plain(importance)} and performance {plain(performance)},"
        f" a gap of {plain(gap)}"
    )
    hint = mending(see.journey, "touchpoints", touchpoint.id) or (
        f"note what goes wrong as an opportunity with `touchpoints: {touchpoint.id}`"
    )
    related = (see.related(touchpoint, "what customers expect", ("importance",)),)
    severity = Severity.ERROR if grave else None
    yield see.failed(touchpoint, message, hint, at=("performance",), related=related, severity=severity)
