"""What must hold of any split of a change, and of any matching of findings."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from jmap.audit.keep import score_then
from jmap.audit.matching import match
from jmap.audit.score import Count, Score, score
from jmap.audit.snapshot import FindingThen, ScoreThen, Snapshot
from jmap.audit.split import split
from jmap.faults import On, Severity, Span
from jmap.findings.finding import Accepted, Finding, Spot
from jmap.rules.registry import QUALITY

CODES = ("JM501", "JM502", "JM603", "JM604", "JM703", "JM801", "JM901")
COUNTS = some.lists(
    some.tuples(some.sampled_from(CODES), some.integers(0, 5), some.integers(0, 5)),
    unique_by=lambda each: each[0],
)
WEIGHTS = some.fixed_dictionaries({name: some.integers(1, 4) for name in QUALITY.values()})
MEASURES = some.dictionaries(some.sampled_from(CODES), some.integers(1, 2))


def scored(counts: list[tuple[str, int, int]], weights: dict[str, Fraction]) -> Score:
    made = [
        Count(code, QUALITY[code[:3]], 5, passed, passed + failed, 0, of_journey=False)
        for code, passed, failed in sorted(counts)
    ]
    return score(made, weights)


def parts(rules: dict[str, int]) -> dict[str, Any]:
    return {"rules": {code: [revision, "warning", {}] for code, revision in rules.items()}}


@given(COUNTS, COUNTS, WEIGHTS, WEIGHTS, MEASURES, MEASURES)
def test_content_and_ruler_sum_to_the_whole(
    before: list[tuple[str, int, int]],
    after: list[tuple[str, int, int]],
    weights_before: dict[str, int],
    weights_after: dict[str, int],
    measures_before: dict[str, int],
    measures_after: dict[str, int],
) -> None:
    old = {name: Fraction(each) for name, each in weights_before.items()}
    new = {name: Fraction(each) for name, each in weights_after.items()}
    then, now = score_then(scored(before, old)), scored(after, new)
    told = split(then, now, (parts(measures_before), parts(measures_after)), new)
    assert (told.content is None) == (told.ruler is None) == bool(told.why)
    if told.content is not None and told.ruler is not None:
        assert now.overall is not None
        assert then.overall is not None
        assert told.content + told.ruler == now.overall - then.overall
    same = split(then, now, (parts(measures_after), parts(measures_after)), new)
    assert same.ruler in (None, 0)


@given(COUNTS, WEIGHTS, WEIGHTS)
def test_the_same_counts_with_other_weights_are_no_change_of_content(
    counts: list[tuple[str, int, int]], weights_before: dict[str, int], weights_after: dict[str, int]
) -> None:
    old = {name: Fraction(each) for name, each in weights_before.items()}
    new = {name: Fraction(each) for name, each in weights_after.items()}
    rules = dict.fromkeys(CODES, 1)
    before, after = (
        parts(rules) | {"categories": weights_before},
        parts(rules) | {"categories": weights_after},
    )
    told = split(score_then(scored(counts, old)), scored(counts, new), (before, after), new)
    assert told.content in (None, 0)


SPAN = Span(1, 1, 1, 2)
PRINTS = some.sampled_from(["a" * 16, "b" * 16])
WORDS = some.sampled_from(["one", "two"])
THEN = some.lists(
    some.builds(FindingThen, PRINTS, some.just("JM501"), some.just("error"), WORDS, WORDS, WORDS)
)


def finding(print_: str, map_: str, message: str, *, accepted: bool) -> Finding:
    return Finding(
        *("JM501", "primary-persona", Severity.ERROR, message, "", Spot("f", SPAN, "", ())),
        *((), On.KEY, print_, (), map_),
        Accepted("suppressed") if accepted else None,
    )


NOW = some.lists(some.builds(finding, PRINTS, WORDS, WORDS, accepted=some.just(False)))
ACCEPTED = some.lists(some.builds(finding, PRINTS, WORDS, WORDS, accepted=some.just(True)))
EMPTY = ScoreThen(None, "", "", "", {}, {})
BLANK = Snapshot(date(2026, 7, 1), "", {}, True, EMPTY, {}, (), (), ())


@given(NOW, ACCEPTED, THEN, THEN, THEN, THEN)
def test_each_finding_counts_once(
    open_: list[Finding],
    accepted: list[Finding],
    was_open: list[FindingThen],
    was_accepted: list[FindingThen],
    closed: list[FindingThen],
    unseen: list[FindingThen],
) -> None:
    then = replace(
        BLANK,
        findings=tuple(was_open),
        accepted=tuple(was_accepted),
        closed=tuple(closed),
        unseen=tuple(unseen),
    )
    found = match(open_, accepted, then, lambda each: each.map == "one")
    assert [each for each, _ in found.states] == [*open_, *accepted]
    for each, state in found.states:
        assert (state == "accepted") == (each.accepted is not None)
    for print_ in ("a" * 16, "b" * 16):
        states = Counter(state for each, state in found.states if each.fingerprint == print_)
        known = sum(each.fingerprint == print_ for each in (*was_open, *unseen))
        gone = sum(each.fingerprint == print_ for each, _ in found.gone)
        held = sum(each.fingerprint == print_ for each in was_accepted)
        back = sum(each.fingerprint == print_ for each in closed)
        left = sum(each.fingerprint == print_ for each in found.closed)
        assert states["unchanged"] + gone <= known <= states["unchanged"] + gone + states["accepted"]
        assert states["expired"] <= held
        assert states["reopened"] + left <= back
        assert not (states["new"] and (gone or left))
    assert all(fate == ("fixed" if each.map == "one" else "unseen") for each, fate in found.gone)
