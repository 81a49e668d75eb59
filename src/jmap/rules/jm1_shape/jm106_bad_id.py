"""An id has characters that an id does not take.

What: an id is made of lower-case letters and digits, in words joined by single hyphens: `pricing-page`.
The name that people see goes into `name`.

Why: ids stand in references, in addresses of pages and in the history of findings. They stay the same
on every system, and while the name beside them changes.

Fix: write the id as the hint spells it, wherever it is mentioned, and keep the old spelling as `name`.

Source: the format, version 1.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM106", name="bad-id", severity=Severity.ERROR, on="file")
