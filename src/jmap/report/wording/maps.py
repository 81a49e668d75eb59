"""In which order maps are told."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from jmap.audit.audit import MapAudit


def lowest_first(maps: Iterable[MapAudit]) -> list[MapAudit]:
    """Return maps by their score, the lowest first, then what has none, then drafts."""
    return sorted(
        maps,
        key=lambda one: (one.draft, one.score.overall is None, one.score.overall or Fraction(0), one.path),
    )
