"""Which findings may be accepted at all: what keeps a file from being read has to be mended."""

from __future__ import annotations

from typing import Final

from jmap.faults import Severity
from jmap.findings.finding import Finding
from jmap.rules import registry

_OF_SOURCE: Final = "JM0"
ABOUT_SUPPRESSIONS: Final = "JM09"
"""What the codes of rules about suppressions begin with."""


def may_be_accepted(finding: Finding) -> bool:
    """Tell whether a suppression or a baseline may hold a finding: all but errors of JM0."""
    if finding.more:
        return False
    if not finding.rule.startswith(_OF_SOURCE):
        return True
    return finding.severity is not Severity.ERROR and not _always_an_error(finding.rule)


def may_be_silenced(code: str) -> bool:
    """Tell whether a comment can silence a rule: not one that is about such comments, nor errors of JM0."""
    return not code.startswith(ABOUT_SUPPRESSIONS) and not _always_an_error(code)


def _always_an_error(code: str) -> bool:
    """Tell whether a rule of JM0 only ever tells errors, whatever severity a config gives them."""
    rule = registry.get(code).rule
    return code.startswith(_OF_SOURCE) and rule.severity is Severity.ERROR and rule.worse is None
