"""A future map and the map that it changes do not belong together.

What: a map with `state: future` shares the id of a stage or touchpoint with the map that its `as_is` names,
and was not reviewed before that map was. A map with an `as_is` says that it is a future one.

Why: the two are compared by id. With no id in common everything old goes and everything new comes, which
is a comparison with the wrong map, or a renaming by accident. And a plan that was last looked at before the
map of today may change what is no longer so.

Fix: name the right map, or give what stays the id that it has there. Review the future map against the
current one as it is now, and write the day.

Source: ours; it follows from how the two are compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import On, Place, Severity
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.documents import Document
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM209",
    name="as-is-mismatch",
    severity=Severity.WARNING,
    on="map",
    withheld_by=("stages", "touchpoints"),
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Compare the ids and the reviews of the two maps."""
    if journey.file.as_is is None:
        return
    faults = list(_faults(journey, see))
    yield from faults or [see.passed(journey)]


def _faults(journey: Journey, see: See) -> Iterator[Outcome]:
    if journey.file.state != "future":
        message = "`as_is` is for a future map, but the state of this one is `current`"
        yield see.failed(journey, message, "add `state: future`, or take it out", at=("as_is",), on=On.KEY)
        return
    current = journey.as_is
    if current is None:
        return
    if not _shared(journey, current):
        message = f"this map shares no id of a stage or touchpoint with `{current.path}`, which it changes"
        hint = "name the map that it changes, or give what stays the id that it has there"
        yield see.failed(journey, message, hint, at=("as_is",))
    reviewed, then = journey.file.reviewed, current.bound.file.reviewed
    if reviewed is not None and then is not None and reviewed < then:
        message = f"this map was reviewed on {reviewed}, and the one that it changes later, on {then}"
        hint = f"review it against `{current.path}` as it is now, and write the day"
        related = (Place(("reviewed",), On.VALUE, current.path, "reviewed later"),)
        yield see.failed(journey, message, hint, at=("reviewed",), related=related)


def _shared(journey: Journey, current: Document) -> bool:
    here, there = journey.file, current.bound.file
    sections = ((here.stages, there.stages), (here.touchpoints, there.touchpoints))
    return any(mine.keys() & theirs.keys() for mine, theirs in sections)
