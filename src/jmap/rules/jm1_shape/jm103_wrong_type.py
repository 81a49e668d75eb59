"""A value is of another type than its key takes.

What: each key takes one type: a text, a number, a percentage with its sign, one or many ids, a mapping.
The message says what is there and what is expected.

Why: a list where a text is meant, or `12` where `12%` is, has two readings, and a guess would show up
much later, in a figure.

Fix: write the value as the message says. The commonest slips are a hyphen before an id in a section, a
percentage without its sign, and a number in quotes.

Source: the format, version 1.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM103", name="wrong-type", severity=Severity.ERROR, on="file")
