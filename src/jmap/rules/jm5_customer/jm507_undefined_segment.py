"""A segment cannot be recognised in data.

What: a segment that the map defines or names has a `where`: the customer attributes that its members share.

Why: "enterprise" means fifty seats to one team and a signature to another. Until the border is written down
nobody can count the segment, reach it, or tell whether its journey differs.

Fix: write `where` with attributes as your customer data has them, such as `where: {seats: ">= 50"}`.

Source: ours; segments of a customer base are cut by attributes that can be measured.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.people import Segment
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(code="JM507", name="undefined-segment", severity=Severity.WARNING, on="segment")


def check(segment: Segment, see: See) -> Iterator[Outcome]:
    """Look for the attributes that tell a member."""
    if segment.where:
        yield see.passed(segment)
        return
    message = f"nothing tells who belongs to segment `{segment.id}`"
    hint = 'add `where` with customer attributes, such as `where: {seats: ">= 50"}`'
    yield see.failed(segment, message, hint)
