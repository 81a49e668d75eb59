"""The file holds more than one YAML document.

What: a line `---` between two parts of a file makes two documents of it. A file is one map or one
library; a `---` above its first key is fine.

Why: a file is known by its path, which becomes the id of its map. A second map in it would have none,
and most programs pass over it without a word.

Fix: move what follows the line to a file of its own, or take the line out where it was meant as a rule.

Source: ours; YAML 1.2.2, section 9.2, allows several.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM007", name="several-documents", severity=Severity.ERROR, on="file", fixed=True)
