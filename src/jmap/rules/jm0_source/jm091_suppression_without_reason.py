"""A comment that silences a rule does not say why.

What: a comment `# jmap: ignore[CODE]` goes on with a reason behind its brackets. Without one it silences
nothing.

Why: whoever meets the comment next year cannot tell whether it still holds. A finding that nobody has an
answer to is better seen.

Fix: write the reason behind the `]`: `# jmap: ignore[JM603] waiting for the new CRM`. Where it will pass, add
the last day: `until=2027-01-31`.

Source: ours.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM091", name="suppression-without-reason", severity=Severity.WARNING, on="file")
