"""The segments add up to more than all customers.

What: the `size` of all segments in sight adds up to 100 % at most. Archived segments do not count.

Why: it may well be right, as segments may overlap: a customer can be both large and new. It may also be two
ways of cutting the base in one list, or last year's figure beside this year's.

Fix: mend the sizes. Where segments overlap, nothing is to be done.

Source: ours; it follows from what a share of customers is.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import On, Place, Severity
from jmap.rules.figures import plain, tidy
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys
from jmap.workspace.journey import Journey

RULE = Rule(code="JM408", name="segment-sizes", severity=Severity.INFO, on="map")

_WHOLE = 100
_FEW = 6


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Add up the sizes of the segments in sight."""
    sized = [
        each
        for each in journey.sight.sections["segments"].values()
        if each.object.size is not None and not each.object.archived
    ]
    total = tidy(sum(each.object.size for each in sized))
    if total <= _WHOLE:
        if sized:
            yield see.passed(journey)
        return
    named = keys((each.id for each in sized), "and")
    if len(sized) > _FEW:
        named = f"{len(sized)} segments"
    message = f"{named} add up to {plain(total)}% of all customers"
    hint = "mend their sizes, unless some customers are in several of them"
    yield see.failed_at(Place(("segments",), On.KEY, sized[-1].file), message, hint)
