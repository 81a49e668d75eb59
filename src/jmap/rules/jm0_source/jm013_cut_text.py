"""A text in brackets looks like the second half of a sentence.

What: in a list of texts in `[...]`, no item without quotes begins in lower case right after one that does
not. Tags are let off, and so are names such as `iPhone`, what follows an abbreviation by itself, and scripts
without lower case.

Why: in `[...]` every comma ends an item. `[A price I know, and no surprises]` is two texts, and the second
is half a thought.

Fix: put quotes around the sentence, or write the list with a `- ` for each item. Where the items are two,
begin the second with a capital letter too.

Source: ours; it follows from what a comma means in brackets.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM013", name="cut-text", severity=Severity.INFO, on="file")
