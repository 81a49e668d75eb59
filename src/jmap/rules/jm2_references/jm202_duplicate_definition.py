"""One id is defined twice in what a map sees.

What: within a section, an id belongs to one object: in the map itself and in all libraries that it
uses, directly or through others. Both places are shown.

Why: a reference to that id could mean either. Which of them a map would show depended on the order of
its `uses`.

Fix: keep one of them, in the library if others need it too, or give one another id.

Source: ours.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM202", name="duplicate-definition", severity=Severity.ERROR, on="file")
