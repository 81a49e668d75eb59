"""An id is mentioned that nothing in sight has.

What: every id that a map or library mentions belongs to an object that is in sight: one that the file
defines itself, or one from a library that it `uses`, directly or through another. Every band that a
condition or measure names is one of that health score.

Why: a reference that leads nowhere is a touchpoint in no stage, a metric that no one will see, an
owner who does not know. It is the commonest slip in a map that several people write.

Fix: mend the spelling, define the object, or add the library that defines it to `uses`.

Source: ours.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM201", name="unknown-reference", severity=Severity.ERROR, on="file")
