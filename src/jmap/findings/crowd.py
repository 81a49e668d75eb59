"""Findings of one rule in one file past what anybody reads: they are counted in place of being told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final, TypeAlias

from jmap.faults import Fault, Severity
from jmap.findings.build import Builder, fingerprint
from jmap.findings.finding import Finding
from jmap.workspace.discovery import map_id

MOST: Final = 1_000
"""So many findings of one rule in one file are told one by one."""

Accepts: TypeAlias = Callable[[str, Fault], bool]
"""Tells of a fault in a file whether its finding may be accepted, so that it is wanted."""

Kind: TypeAlias = tuple[str, str, Severity]
"""File, rule and severity of a finding."""


def build(
    builder: Builder, faults: Iterable[tuple[str, Fault]], map_: str, accepts: Accepts
) -> list[Finding]:
    """Return the findings of faults, sorted, and one for each rule that counts those past the limit.

    What is only counted is never built, which is what takes the time. What may be accepted is built in any
    case, and counts for nothing here.
    """
    counted: Counter[tuple[str, str, Severity | None]] = Counter()
    told: list[tuple[str, Fault]] = []
    further: dict[tuple[str, str, Severity | None], tuple[str, Fault]] = {}
    for file, fault in faults:
        if accepts(file, fault):
            told.append((file, fault))
            continue
        kind = file, fault.code, fault.severity
        counted[kind] += 1
        if counted[kind] <= MOST:
            told.append((file, fault))
        else:
            further.setdefault(kind, (file, fault))
    found = builder.build(told, map_)
    if not further:
        return found
    last = {_kind(each): each for each in found}
    for kind, first in further.items():
        [uncounted] = builder.build([first], map_)
        found.append(_closing(last.get(_kind(uncounted), uncounted), counted[kind] - MOST))
    return sorted(found, key=lambda finding: finding.order)


def thinned(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings, sorted, those past the limit counted by one that stands at the last one told."""
    told: Counter[Kind] = Counter()
    more: Counter[Kind] = Counter()
    last: dict[Kind, Finding] = {}
    kept: list[Finding] = []
    for each in sorted(findings, key=lambda finding: finding.order):
        kind = _kind(each)
        if each.more:
            # Several maps may count the same findings of a library.
            more[kind] = max(more[kind], each.more)
            last.setdefault(kind, each)
            continue
        told[kind] += 1
        if told[kind] <= MOST:
            kept.append(each)
            last[kind] = each
    for kind, finding in last.items():
        uncounted = more[kind] + max(0, told[kind] - MOST)
        if uncounted:
            kept.append(_closing(finding, uncounted))
    return tuple(sorted(kept, key=lambda finding: finding.order))


def _kind(finding: Finding) -> Kind:
    return finding.spot.file, finding.rule, finding.severity


def _closing(last: Finding, more: int) -> Finding:
    """Return the finding that counts others, at the place of the last one told."""
    uncounted = Fault(last.rule, "", offending="more")
    return replace(
        last,
        message=f"{more:,} more like this in this file",
        hint=f"they are only counted: of one rule a file shows {MOST:,} findings",
        related=(),
        fingerprint=fingerprint(last.rule, map_id(last.spot.file), uncounted),
        more=more,
    )
