"""The file is written in a version of the format that cannot be read.

What: `jmap` at the top of a file names the version of the format. There is one so far, `1`.

Why: a map that was written for a later version may mean something else by the same keys.

Fix: write `jmap: 1`, or take a newer release of the tool for a newer file.

Source: the format, version 1.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM112", name="unsupported-version", severity=Severity.ERROR, on="file")
