"""A key stands twice in one mapping.

What: each key of a mapping is written once. Every repeat is told, with the first one beside it.

Why: most programs that read YAML keep the last one and drop the others without a word, so that half of
a stage that was written twice is gone. Here the first one counts until it is mended.

Fix: join the two, or give one of them another id.

Source: YAML 1.2.2, section 3.2.1.1: the keys of a mapping are unique.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM005", name="duplicate-key", severity=Severity.ERROR, on="file")
