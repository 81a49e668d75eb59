"""The score over all snapshots, with a break wherever the ruler changed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from jmap.records import frozen


@frozen
class TrendPoint:
    """The score of one audit; `breaks` where it was measured with another ruler than the one before it.

    `categories` are the scores by category. `now` marks the audit that is being reported.
    """

    as_of: date
    overall: Fraction | None
    grade: str
    ruler: str
    breaks: bool
    now: bool
    findings: int
