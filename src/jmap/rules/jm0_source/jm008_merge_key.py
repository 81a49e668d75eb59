"""A merge key `<<` stands in a mapping.

What: `<<: *name` copies the keys of another mapping. Maps do not take it; an alias for a whole value is
fine.

Why: merging belongs to YAML 1.1 and is read in different ways, and a reader of the map has to put the
object together in the mind. What two objects share is most often better said once, by the stage that
both belong to.

Fix: write the keys out, or let an alias repeat one value: `channels: *digital`.

Source: ours; YAML 1.2.2 has no merge key.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM008", name="merge-key", severity=Severity.ERROR, on="file", fixed=True)
