"""The touchpoint scorecard in words, and how a score comes about."""

from __future__ import annotations

from typing import Final

from jmap.audit.scorecard import ScoreRow
from jmap.report.wording.figures import number, percent, signed

HEADS: Final = ("", "imp", "perf", "gap", "emo", "pains", "evidence", "open")
LEGEND: Final = (
    "* moment of truth; gap is importance less performance; pains and the worst severity; evidence as "
    "confidence and age of the newest in days; open findings; then SLA, reach and lift as measured, "
    "automation, owner"
)
HOW_SCORED: Final = (
    "a rule scores passed / applicable; a category the mean of its rules by weight; the overall the mean of "
    "the categories by theirs; cut to a decimal"
)


def pains(row: ScoreRow) -> str:
    """Return how many pains a touchpoint has and the worst severity, such as `2/5`; a dash for none."""
    return f"{row.pains}/{row.worst_pain or '-'}" if row.pains else "-"


def evidence(row: ScoreRow) -> str:
    """Return the confidence of the evidence and its age, such as `62 % 40 d`; a dash where none is cited."""
    if row.confidence is None:
        return "-"
    return percent(row.confidence) + (f" {row.age} d" if row.age is not None else "")


def kept(row: ScoreRow) -> str:
    """Return whether the service level is kept; '' where there is none."""
    if not row.sla:
        return ""
    return f"SLA {({True: 'kept', False: 'broken', None: 'unmeasured'})[row.kept]}"


def measured(row: ScoreRow) -> str:
    """Return reach and lift as measured, such as `reach 40 %, lift +3 (1 to 5)`; '' where nothing is."""
    parts = []
    if row.reach is not None and row.reach.value is not None:
        parts.append(f"reach {percent(row.reach.value)}")
    if row.lift is not None:
        between = ""
        if row.lift_low is not None and row.lift_high is not None:
            between = f" ({number(row.lift_low)} to {number(row.lift_high)})"
        parts.append(f"lift {signed(row.lift)}{between}")
    return ", ".join(parts)
