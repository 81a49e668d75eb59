"""Suppressions applied to findings: each is silenced by the innermost comment that names its rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from jmap.faults import Span
from jmap.findings.acceptable import may_be_accepted
from jmap.findings.finding import Accepted, Finding
from jmap.findings.suppressions import Suppression
from jmap.records import frozen

Use: TypeAlias = tuple[str, int, int]
"""One code of one suppression: its file, the line of the comment, the place of the code in it from 0."""


@frozen
class Silenced:
    """Findings that stay open, those that a comment silences, and which codes of which comments did that."""

    open: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    used: frozenset[Use]


@frozen
class _Reach:
    """How far one code of a suppression reaches."""

    first: tuple[int, int]
    last: tuple[int, int]
    use: Use
    suppression: Suppression


def silence(findings: Iterable[Finding], suppressions: Iterable[Suppression], as_of: date) -> Silenced:
    """Return the findings that suppressions leave open, in their order, and those that they silence.

    A suppression silences findings of its rules whose place begins inside of what it covers. The time grows
    with both numbers, not with their product.
    """
    findings = tuple(findings)
    reaches = _reaches(suppressions, as_of)
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, finding in enumerate(findings):
        key = finding.spot.file, finding.rule
        if key in reaches and may_be_accepted(finding):
            places[key].append(index)
    by: dict[int, _Reach] = {}
    for key, indexes in places.items():
        by.update(
            _innermost(sorted(indexes, key=lambda each: _begins(findings[each])), reaches[key], findings)
        )
    return Silenced(
        tuple(finding for index, finding in enumerate(findings) if index not in by),
        tuple(_accepted(findings[index], by[index].suppression) for index in sorted(by)),
        frozenset(reach.use for reach in by.values()),
    )


def _reaches(suppressions: Iterable[Suppression], as_of: date) -> dict[tuple[str, str], list[_Reach]]:
    """Return, for each file and rule, the suppressions that hold, in the order in which they begin.

    Of two that begin together the one that ends last comes first, and of equals the later one.
    """
    found: dict[tuple[str, str], list[_Reach]] = defaultdict(list)
    for each in suppressions:
        if each.covers is None or not each.holds(as_of):
            continue
        first, last = _ends(each.covers)
        for index, code in enumerate(each.codes):
            use = each.file, each.span.line, index
            found[each.file, code.text].append(_Reach(first, last, use, each))
    for some in found.values():
        some.reverse()
        some.sort(key=lambda reach: (reach.first, -reach.last[0], -reach.last[1]))
    return found


def _innermost(
    indexes: list[int], reaches: list[_Reach], findings: tuple[Finding, ...]
) -> Iterator[tuple[int, _Reach]]:
    """Yield findings, given in the order of their places, with the last reach that began and still holds."""
    open_: list[_Reach] = []
    following = iter(reaches)
    waiting = next(following, None)
    for index in indexes:
        place = _begins(findings[index])
        while waiting is not None and waiting.first <= place:
            open_.append(waiting)
            waiting = next(following, None)
        while open_ and open_[-1].last < place:
            open_.pop()
        if open_:
            yield index, open_[-1]


def _accepted(finding: Finding, suppression: Suppression) -> Finding:
    return replace(finding, accepted=Accepted("suppressed", suppression.reason, until=suppression.until))


def _begins(finding: Finding) -> tuple[int, int]:
    return _ends(finding.spot.span)[0]


def _ends(span: Span) -> tuple[tuple[int, int], tuple[int, int]]:
    return (span.line, span.column), (span.end_line, span.end_column)
