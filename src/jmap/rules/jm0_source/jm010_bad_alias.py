"""An alias repeats a value that is not there, or the value that it stands in.

What: `*name` repeats the value that `&name` marks further up. There has to be one, and the alias may
not stand inside it.

Why: the value would be missing, or without end.

Fix: mark the value with `&name` above, or write it out. A text that begins with `*`, such as a
footnote, wants quotes.

Source: YAML 1.2.2, section 7.1; that a value may not hold itself is ours.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM010", name="bad-alias", severity=Severity.ERROR, on="file", fixed=True)
