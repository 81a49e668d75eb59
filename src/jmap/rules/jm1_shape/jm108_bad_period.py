"""A period is not one of the calendar, or not written as one.

What: a period is a year, half, quarter, month, week or day: `2026`, `2026-H2`, `2026-Q3`, `2026-09`,
`2026-W36`, `2026-09-30`.

Why: the newest observation of a metric counts as its actual value, and which one is newest is told by
the period.

Fix: write the year first, then `-` and the part of it.

Source: ISO 8601-1 for years, months, weeks and days; halves and quarters are ours.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM108", name="bad-period", severity=Severity.ERROR, on="file")
