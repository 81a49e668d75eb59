"""The score over all snapshots, with a break wherever the ruler changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from fractions import Fraction

from jmap.audit.audit import Audit
from jmap.audit.snapshot import Snapshot
from jmap.records import frozen


@frozen
class TrendPoint:
    """The score of one audit; `breaks` where it was measured with another ruler than the one before it.

    `categories` are the scores by category, `maps` those of the maps by id. `now` marks the audit that is
    being reported. `findings` counts the open ones, those of drafts left out.
    """

    as_of: date
    overall: Fraction | None
    grade: str
    ruler: str
    breaks: bool
    now: bool
    findings: int
    categories: Mapping[str, Fraction | None] = field(default_factory=dict)
    maps: Mapping[str, Fraction | None] = field(default_factory=dict)


def point_of(snapshot: Snapshot) -> TrendPoint:
    """Return the point of a snapshot, all that a trend needs of it."""
    drafts = snapshot.drafts
    return TrendPoint(
        snapshot.as_of,
        snapshot.score.overall,
        snapshot.score.grade,
        snapshot.ruler,
        breaks=False,
        now=False,
        findings=sum(each.map not in drafts for each in snapshot.findings),
        categories=snapshot.score.categories,
        maps={id_: each.score.overall for id_, each in snapshot.maps.items()},
    )


def trend(earlier: Iterable[TrendPoint], audit: Audit) -> tuple[TrendPoint, ...]:
    """Return the points of days before an audit, oldest first, and its own, with their breaks."""
    now = TrendPoint(
        audit.as_of,
        audit.score.overall,
        audit.score.grade,
        audit.ruler,
        breaks=False,
        now=True,
        findings=len(audit.gated().findings),
        categories={name: each.score for name, each in audit.score.categories.items()},
        maps={each.id: each.score.overall for each in audit.maps},
    )
    points: list[TrendPoint] = []
    for each in (*(one for one in earlier if one.as_of < audit.as_of), now):
        breaks = bool(points) and points[-1].ruler != each.ruler
        points.append(replace(each, breaks=breaks))
    return tuple(points)
