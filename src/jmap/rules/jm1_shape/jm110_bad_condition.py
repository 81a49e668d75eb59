"""A condition, or the measure of a metric, is of no form that can be told in data.

What: a condition is a text for people, or one form: an event, a metric, silence, a date ahead or past,
a milestone, an attribute, being dormant, health; or several joined by `all` or `any`. A measure has one
of its keys. Comparisons are with a number, a percentage or a date.

Why: conditions say when a customer arrives, moves on and leaves. One with two meanings gives two counts
of the same customers.

Fix: keep one form, or join two with `all: [...]`.

Source: the format, version 1.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM110", name="bad-condition", severity=Severity.ERROR, on="file")
