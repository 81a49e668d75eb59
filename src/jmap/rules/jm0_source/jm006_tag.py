"""A value has a tag that says it is of another type.

What: a tag is a word with `!` in front of a value. A map takes those of YAML's core schema only, such
as `!!str`, and only where they fit the value.

Why: other tags name types of some program, and in the worst case run code when they are read. The type
of a value is said by its key, so a map needs none.

Fix: take the tag out. A text that begins with `!` wants quotes.

Source: YAML 1.2.2, section 10.3, the core schema.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM006", name="tag", severity=Severity.ERROR, on="file")
