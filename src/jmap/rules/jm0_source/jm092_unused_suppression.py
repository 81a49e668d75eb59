"""A comment that silences a rule has nothing to silence.

What: a comment `# jmap: ignore[CODE]` stands behind an object or on the line above it, and the rule finds
something there. Only rules that the run asked for are judged, so `jmap validate` says nothing of audit rules
and `jmap audit` nothing of the others. A file that cannot be read to its end is not judged, nor is a library
unless the whole workspace is looked at.

Why: what was wrong is mended, or the comment slipped to another line. Left there it would hide the next
finding of that rule, which nobody has looked at.

Fix: take the comment out, or the code that is no longer needed; where it is still meant, write it behind the
key of the object or on the line above.

Source: ours; linters for program text do the same.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM092", name="unused-suppression", severity=Severity.WARNING, on="file")
