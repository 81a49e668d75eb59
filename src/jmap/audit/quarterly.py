"""The quarterly review: an audit with its verdict, its gate, what changed, and the trend."""

from __future__ import annotations

from jmap.audit.audit import Audit
from jmap.audit.change import Change
from jmap.audit.gate import Condition, conditions
from jmap.audit.trend import TrendPoint
from jmap.audit.verdict import verdict
from jmap.records import frozen
from jmap.workspace.config_sections import Gate


@frozen
class Quarterly:
    """What every report shows. `verdict` is two sentences; `trend` oldest first, this audit last.

    `notes` say what a reader has to know of how it was made, such as snapshots that could not be read.
    """

    audit: Audit
    verdict: str
    gate: tuple[Condition, ...]
    change: Change | None
    trend: tuple[TrendPoint, ...]
    notes: tuple[str, ...] = ()


def quarterly(
    audit: Audit,
    gate: Gate,
    change: Change | None = None,
    trend: tuple[TrendPoint, ...] = (),
    notes: tuple[str, ...] = (),
) -> Quarterly:
    """Return the review of an audit."""
    return Quarterly(audit, verdict(audit, change), conditions(audit, gate, change), change, trend, notes)
