"""Segments as tests of a customer's first event."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.analyze.conditions import Asked
from jmap.records import frozen
from jmap.workspace.journey import Journey

NOT_SAID = "it has no `where`"


@frozen
class SegmentPlan:
    """A segment and the numbers of its tests, all of which must hold; `unseen` says what no log can show."""

    id: str
    title: str
    tests: tuple[int, ...]
    unseen: tuple[str, ...] = ()

    @property
    def observed(self) -> bool:
        """Tell whether a log can show who belongs to it."""
        return bool(self.tests) and not self.unseen


def segments_of(journey: Journey, tests: Asked) -> Iterator[SegmentPlan]:
    """Yield the segments of a map, and put down what they ask of attributes."""
    for segment in journey.segments():
        found, unseen = [], [] if segment.where else [NOT_SAID]
        for attribute, comparison in segment.where.items():
            number = tests.test(attribute, comparison)
            if number is None:
                unseen.append(f"the log has no attribute `{attribute}`")
            else:
                found.append(number)
        yield SegmentPlan(segment.id, segment.title, tuple(found), tuple(unseen))
