"""A text without quotes is a truth value or a number to other YAML tools.

What: where a text or an id is meant, a word that YAML 1.1 takes for true or false (`yes`, `no`, `on`, `off`,
`y`, `n`) stands in quotes. So does what one version of YAML reads as a number and the other does not, or as
another number: `017`, `1_000`, `12:30:45`, `0o17`. Values that conditions compare with are held to the same,
as they may be of any type. Plain numbers, `true` and dates read alike everywhere, or are expected.

Why: jmap follows YAML 1.2, in which `no` is a word. Many other tools still follow YAML 1.1: to them
Norwegian is `false`, half past twelve is the number 750, and the segment `no` is gone.

Fix: put quotes around it. In a condition write `true`, or the number itself, where that is meant.

Source: YAML 1.1, types bool, int and float; YAML 1.2, core schema.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM012", name="ambiguous-scalar", severity=Severity.WARNING, on="file")
