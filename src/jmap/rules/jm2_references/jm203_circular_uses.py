"""Libraries use each other in a circle.

What: a library may use others, but none that leads back to it. The message has the whole chain.

Why: no library of a circle can be read, moved or understood without all the others.

Fix: take one `uses` of the chain out, or move what both need into a third library.

Source: ours.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM203", name="circular-uses", severity=Severity.ERROR, on="file")
