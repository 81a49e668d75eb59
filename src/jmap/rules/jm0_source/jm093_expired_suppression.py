"""The last day of a suppression is past.

What: `until=2027-01-31` in a comment `# jmap: ignore[CODE]` is the last day on which it silences anything.
From the day after, by `--as-of`, the finding is back, and this one with it. A comment whose date cannot be
read silences nothing either.

Why: "until the new CRM is there" was a promise. This is the day it falls due.

Fix: mend what the finding says. Where it takes longer, write a later day, and the reason for it.

Source: ours.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM093", name="expired-suppression", severity=Severity.WARNING, on="file")
