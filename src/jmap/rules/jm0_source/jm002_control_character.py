r"""The file holds a control character, raw or as an escape.

What: of the characters below U+0020 only tab and line ends may stand in a map. Delete, the C1 controls
with NEL, the line and paragraph separators, and halves of surrogate pairs may not, neither as they are
nor as an escape such as `\e` in double quotes.

Why: such characters come in by copying from a terminal, a word processor or a PDF. They end lines for
one program and not for the next, and an escape sequence can rewrite what a terminal or a page shows.

Fix: take the character out. For a line break inside a text, start a new line, or write `\n` in double
quotes.

Source: YAML 1.2.2, section 5.1, whose printable characters leave most of them out; the rest is ours.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM002", name="control-character", severity=Severity.ERROR, on="file", fixed=True)
