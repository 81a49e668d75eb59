"""The score over all snapshots, with a break wherever the ruler changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from jmap.audit.audit import Audit
from jmap.audit.snapshot import Snapshot
from jmap.records import frozen


@frozen
class TrendPoint:
    """The score of one audit; `breaks` where it was measured with another ruler than the one before it.

    `categories` are the scores by category. `now` marks the audit that is being reported. `findings` counts
    the open ones, those of drafts left out.
    """

    as_of: date
    overall: Fraction | None
    grade: str
    ruler: str
    breaks: bool
    now: bool
    findings: int


def trend(snapshots: Iterable[Snapshot], audit: Audit) -> tuple[TrendPoint, ...]:
    """Return the scores of the snapshots, oldest first, that are of days before an audit, and its own."""
    points: list[TrendPoint] = []

    def add(
        as_of: date, overall: Fraction | None, grade: str, ruler: str, findings: int, *, now: bool = False
    ) -> None:
        breaks = bool(points) and points[-1].ruler != ruler
        points.append(TrendPoint(as_of, overall, grade, ruler, breaks, now, findings))

    for each in snapshots:
        if each.as_of < audit.as_of:
            score, drafts = each.score, each.drafts
            open_ = sum(one.map not in drafts for one in each.findings)
            add(each.as_of, score.overall, score.grade, each.ruler, open_)
    open_now = len(audit.gated().findings)
    add(audit.as_of, audit.score.overall, audit.score.grade, audit.ruler, open_now, now=True)
    return tuple(points)
