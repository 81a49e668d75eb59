"""A key has nothing under it.

What: a key is followed by a value. `[]`, `{}` and `0` are values; nothing at all, `null` and `""` are
not, and neither is an empty item of a list.

Why: an empty key is a question that somebody meant to come back to, or a value that was lost. It is
read as if the key were not there.

Fix: write the value, or take the key out.

Source: ours.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM113", name="empty", severity=Severity.WARNING, on="file")
