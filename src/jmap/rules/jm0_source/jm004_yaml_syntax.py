"""The file is not YAML from here on.

What: a map is YAML 1.2. Where the text is none, the place is shown with what was expected there.
Reading goes on at the next key of the top level, so that one run shows more than the first slip.

Why: what cannot be read cannot be checked. References into a part that was not read are not judged, as
every finding about them might only follow from this one.

Fix: most often a text with `: ` or `#` in it, or one that begins with a sign such as `@`, `*` or `%`,
wants quotes; or a line stands further in or out than those it belongs to.

Source: YAML 1.2.2.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM004", name="yaml-syntax", severity=Severity.ERROR, on="file", fixed=True)
