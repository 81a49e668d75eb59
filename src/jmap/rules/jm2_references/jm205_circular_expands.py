"""A map expands into itself.

What: a stage or touchpoint that `expands` leads to a map with its detail, and none of the maps below it
may lead back. A future map is not its own `as_is` either.

Why: the reader who opens the detail of a stage would come back to where they began, and never reach a
step.

Fix: let the detail end at one of these maps.

Source: ours.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM205", name="circular-expands", severity=Severity.ERROR, on="file")
