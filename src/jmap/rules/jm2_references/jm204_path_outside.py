"""A path does not lead to a file of the workspace.

What: a path in a file is relative to that file, written with `/`, and leads to a file inside the
workspace, in the spelling that it has on the disk. An absolute path, one that climbs past the root or
leaves it by a link, and one to nothing all get the same words, so that a map cannot be used to find out
what else is on a machine. A missing `file` of evidence is for the audit to say.

Why: the map should read the same on every machine, for everyone who has the workspace and nothing more.

Fix: check the spelling, upper and lower case included, and move the file into the workspace where it is
outside.

Source: ours.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM204", name="path-outside", severity=Severity.ERROR, on="file")
