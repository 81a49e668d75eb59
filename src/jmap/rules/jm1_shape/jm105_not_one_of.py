"""A word is not one of those that its key takes.

What: some keys take a word from a short list, such as the `kind` of a channel or the `phase` of a
stage. The message has the list, the nearest word first.

Why: rules and pictures go by these words, and a word that they do not know would silently be left out.

Fix: take a word from the list. A sort of your own goes into `tags`.

Source: the format, version 1.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM105", name="not-one-of", severity=Severity.ERROR, on="file")
