"""Two colours that a theme puts upon each other are too near to be told apart.

What: with the values of a theme every text has a contrast of 4.5 to 1 on what it stands on, and every mark
that means something one of 3 to 1, in light, in dark and on paper. A colour that lets something through is
looked at over what lies below it.

Why: about one reader in twelve sees contrast or colour less well than the one who chose the colours, and
everybody does in sunlight and on a projector.

Fix: take the value that the finding shows: it is the same hue, and the nearest lightness that would do.

Source: W3C, Web Content Accessibility Guidelines 2.2, 1.4.3 Contrast (minimum) and 1.4.11 Non-text contrast.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM015", name="low-contrast", severity=Severity.WARNING, on="file")
