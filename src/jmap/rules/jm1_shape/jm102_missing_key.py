"""An object lacks a key that it cannot do without.

What: a file says `jmap: 1`, a map a `title` and `stages`, a touchpoint its `stage`, a stage of a
lifecycle its `phase`; small objects have keys of their own that make them whole, such as the `to` of an
emotion that changes.

Why: without it the object cannot be placed or read: a touchpoint in no stage is on no map.

Fix: add the key that the message names, below the key that it points at.

Source: the format, version 1.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM102", name="missing-key", severity=Severity.ERROR, on="file")
