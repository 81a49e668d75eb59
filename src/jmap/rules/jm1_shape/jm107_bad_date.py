"""A date is not a day of the calendar, or not written as year, month, day.

What: a date is written `2026-10-01`, and is a day that exists.

Why: `01/10/2026` is October in one office and January in the next. Reviews and evidence are judged by
their age.

Fix: write four digits of the year, two of the month, two of the day, joined by hyphens.

Source: ISO 8601-1, calendar dates in the extended format.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM107", name="bad-date", severity=Severity.ERROR, on="file")
