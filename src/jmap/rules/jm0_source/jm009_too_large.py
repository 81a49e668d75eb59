"""The file is over one of the limits of the reader.

What: a file has a limit for its size, for how deep it nests, for how many keys and values it has once
its aliases are followed, and for the length of one text. The message says which limit, the value and
the setting.

Why: a map that a person keeps never comes near them. A file that does is most often not a map, or is
made to use up the memory of whatever reads it.

Fix: split the map, or raise the limit under `[limits]` in `jmap.toml`.

Source: ours; the growth by aliases is known as "billion laughs" (CVE-2019-11253 in Kubernetes).
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM009", name="too-large", severity=Severity.ERROR, on="file", fixed=True)
