"""The file holds a character that nobody can see.

What: marks that turn the direction of text, zero-width characters and tag characters are told. In a
key, an id or a comment one is an error, in a text a warning. Letters of right-to-left scripts are fine,
and so are joiners inside emoji and between letters of scripts that need them.

Why: two ids that look the same and are not lead a reference nowhere, and nobody can find the slip by
reading. Direction marks can show a reviewer another order of words than the one that is read.

Fix: take the character out: delete the word it stands in and type it again.

Source: Unicode Technical Standard 55, Source Code Handling; Boucher and Anderson, Trojan Source
(CVE-2021-42574).
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(
    code="JM003",
    name="invisible-character",
    severity=Severity.ERROR,
    worse=Severity.WARNING,
    on="file",
)
