"""A link does not lead to a place that a page may offer.

What: a link is an address that begins with `http://`, `https://` or `mailto:`, or a path relative to
the file.

Why: links are drawn on pages that others open. `javascript:` and `data:` run code there, a path from
the root of a disk leads nowhere on another machine.

Fix: write the whole address with `https://`, or a path relative to the file.

Source: ours, after the advice of OWASP on links that users write.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM111", name="bad-link", severity=Severity.ERROR, on="file")
