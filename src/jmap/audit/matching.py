"""Which findings are the same as then: each counted once, also where several share a fingerprint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

from jmap.audit.snapshot import FindingThen, Snapshot
from jmap.findings.finding import Finding
from jmap.records import frozen

Fate: TypeAlias = Literal["fixed", "unseen"]
"""What became of a finding that is gone: mended, or nobody looked."""

LooksAt: TypeAlias = Callable[[FindingThen], bool]
"""Tells whether this audit asked the rule of a finding, and audited its map."""

NowState: TypeAlias = Literal["new", "reopened", "expired", "unchanged", "accepted"]

_Bins: TypeAlias = Mapping[str, list[FindingThen]]


@frozen
class Match:
    """The findings of now with their states, and what became of those of then.

    `gone` were open, or had not been looked at, and are not met any more. `closed` are those that had gone
    before then and did not come back.
    """

    states: tuple[tuple[Finding, NowState], ...]
    gone: tuple[tuple[FindingThen, Fate], ...]
    closed: tuple[FindingThen, ...]


def match(open_: Iterable[Finding], accepted: Iterable[Finding], then: Snapshot, looks_at: LooksAt) -> Match:
    """Return what became of each finding since a snapshot.

    A finding of then stands for one of now at most. Of several with one fingerprint those of the same map
    and wording are taken for the same first.
    """
    was_open, was_accepted = _bins(then.findings), _bins(then.accepted)
    unseen, closed = _bins(then.unseen), _bins(then.closed)
    states: dict[int, tuple[Finding, NowState]] = {}
    open_left = list(enumerate(open_))
    accepted_left = list(enumerate(accepted, len(open_left)))

    def take(left: list[tuple[int, Finding]], bins: _Bins, state: NowState) -> list[tuple[int, Finding]]:
        for alike in (_same_words, _same_map, _any):
            rest = []
            for number, finding in left:
                if _taken(finding, bins, alike):
                    states[number] = finding, state
                else:
                    rest.append((number, finding))
            left = rest
        return left

    open_left = take(open_left, was_open, "unchanged")
    accepted_left = take(accepted_left, was_accepted, "accepted")
    accepted_left = take(accepted_left, was_open, "accepted")
    open_left = take(open_left, unseen, "unchanged")
    accepted_left = take(accepted_left, unseen, "accepted")
    open_left = take(open_left, was_accepted, "expired")
    take(accepted_left, closed, "accepted")
    open_left = take(open_left, closed, "reopened")
    states.update((number, (finding, "new")) for number, finding in open_left)
    states.update((number, (each, "accepted")) for number, each in accepted_left if number not in states)
    every = in_order((*_left(was_open), *_left(unseen)))
    gone = tuple((each, _fate(each, looks_at)) for each in every)
    return Match(tuple(states[number] for number in sorted(states)), gone, in_order(_left(closed)))


def _fate(finding: FindingThen, looks_at: LooksAt) -> Fate:
    return "fixed" if looks_at(finding) else "unseen"


def in_order(findings: Iterable[FindingThen]) -> tuple[FindingThen, ...]:
    """Return findings sorted by file, rule and fingerprint, which no change elsewhere can move."""
    return tuple(
        sorted(findings, key=lambda each: (each.file, each.rule, each.fingerprint, each.map, each.message))
    )


def _bins(findings: Iterable[FindingThen]) -> _Bins:
    bins: dict[str, list[FindingThen]] = defaultdict(list)
    for each in findings:
        bins[each.fingerprint].append(each)
    return bins


def _left(bins: _Bins) -> Iterator[FindingThen]:
    for each in bins.values():
        yield from each


def _taken(finding: Finding, bins: _Bins, alike: Callable[[Finding, FindingThen], bool]) -> bool:
    several = bins.get(finding.fingerprint, [])
    for index, each in enumerate(several):
        if alike(finding, each):
            del several[index]
            return True
    return False


def _same_words(finding: Finding, then: FindingThen) -> bool:
    return (finding.map, finding.message) == (then.map, then.message)


def _same_map(finding: Finding, then: FindingThen) -> bool:
    return finding.map == then.map


def _any(_finding: Finding, _then: FindingThen) -> bool:
    return True
