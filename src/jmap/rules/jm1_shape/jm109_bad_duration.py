"""A length of time is not a whole number with a unit.

What: a duration is a whole number above 0 and one of s, m, h, d, w, mo, y: `90s`, `4h`, `30d`, `3mo`.
How long a stage takes may be a range from the shorter to the longer: `2h..3h`.

Why: `30` alone is days for one reader and minutes for another, and `1.5h` has a unit that says it
better: `90m`.

Fix: write the number and the unit without a space between.

Source: ours; a month is 30 days and a year 365.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM109", name="bad-duration", severity=Severity.ERROR, on="file")
