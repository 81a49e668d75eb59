"""A file cannot be opened, or lies outside the workspace.

What: a file named on the command line, or found in the workspace, is an ordinary file that may be read:
not missing, not a folder or a pipe, and not above the folder of `jmap.toml`, nor led there by a link.

Why: a build that checks a map that is not there must not pass. Files outside the workspace are not
read, so that a map can show nothing that was not meant to be in it.

Fix: check the name and the rights of the file. For a file above the workspace, put a `jmap.toml` above
both.

Source: ours.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM011", name="unreadable", severity=Severity.ERROR, on="file", fixed=True)
