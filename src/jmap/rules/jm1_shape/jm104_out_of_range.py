"""A number is outside of its scale.

What: an emotion goes from -2 to 2, importance and performance from 0 to 10, the severity of a pain from
1 to 5, a share from 0% to 100%; an effort is above 0.

Why: scores and curves are drawn on these scales. A 7 on a scale from -2 to 2 is most often a figure of
another scale, and would bend every mean it goes into.

Fix: bring the number to the scale: a 4 of 5 in a survey is an importance of 8.

Source: the format, version 1.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM104", name="out-of-range", severity=Severity.ERROR, on="file")
