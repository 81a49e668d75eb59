"""A key is not one of those that stand here.

What: every key is one of the format, in the object it belongs to. Keys of your own start with `x-` and
are kept as they are. The nearest key is suggested, and where a text with a comma fell apart inside
`{...}`, the hint asks for quotes.

Why: a slip in a key is otherwise silent: `chanels` would give a touchpoint without channels, and the
audit would blame the journey for it.

Fix: mend the spelling, move the key to where it belongs, or put `x-` in front.

Source: the format, version 1.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM101", name="unknown-key", severity=Severity.ERROR, on="file")
