"""A comment names a rule that there is not.

What: between the brackets of `# jmap: ignore[CODE, CODE]` stand codes of rules, in capitals and in full, with
commas between them. Names, and the beginnings of codes such as `JM6`, are not read.

Why: such a comment silences nothing, and whoever wrote it believes that it does. A beginning would silence
rules that do not exist yet.

Fix: write the code that the finding shows; `jmap rules` lists them all.

Source: ours.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM094", name="unknown-rule", severity=Severity.WARNING, on="file")
