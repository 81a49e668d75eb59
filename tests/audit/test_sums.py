"""Parts add up to wholes, and every figure can be made again by hand from the counts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.audit.audit import Audit
from jmap.audit.score import BANDS, Count, Score, pooled, score
from jmap.rules.registry import QUALITY
from tests.audit.edited import audited, text_of
from tests.cli.program import here as jmap
from tests.rules.test_counts import SHIFTS

MAPS = (
    *(f"{name}.journey.yaml" for name in ("lifecycle", "onboarding", "renewal", "renewal-to-be")),
    "burger.journey.yaml",
    "ladder.journey.yaml",
)
EQUAL = dict.fromkeys(QUALITY.values(), Fraction(1))


@cache
def whole() -> Audit:
    return audited({path: text_of(path) for path in MAPS})


def a_count(number: int, weight: int, passed: int, failed: int, errors: int) -> Count:
    code = f"JM{number}"
    return Count(code, QUALITY[code[:3]], weight, passed, passed + failed, min(errors, failed), False)


some_counts = st.lists(
    st.builds(
        a_count,
        st.integers(500, 999),
        st.sampled_from((10, 5, 2)),
        st.integers(0, 9),
        st.integers(0, 9),
        st.sampled_from((0, 0, 0, 1)),
    ),
    max_size=12,
    unique_by=lambda each: each.code,
)
some_weights = st.fixed_dictionaries(
    {name: st.fractions(Fraction(1, 100), 10, max_denominator=100) for name in QUALITY.values()}
)


def by_hand(
    counts: Iterable[Count], weights: dict[str, Fraction]
) -> tuple[dict[str, Fraction], Fraction | None]:
    """Return the scores of categories, and the overall one, as the documentation says them."""
    sums: dict[str, list[Fraction]] = {}
    for each in counts:
        if each.applicable:
            held = sums.setdefault(each.category, [Fraction(0), Fraction(0)])
            held[0] += each.weight * Fraction(each.passed, each.applicable) * 100
            held[1] += each.weight
    found = {name: total / weight for name, (total, weight) in sums.items()}
    if not found:
        return found, None
    total = sum((weights[name] * each for name, each in found.items()), Fraction(0))
    return found, total / sum(weights[name] for name in found)


@given(some_counts, some_weights)
def test_categories_come_of_rules_and_the_whole_of_categories(
    counts: list[Count], weights: dict[str, Fraction]
) -> None:
    result = score(counts, weights)
    categories, overall = by_hand(counts, weights)
    said = {name: each.score for name, each in result.categories.items() if each.score is not None}
    assert (said, result.overall) == (categories, overall)


@given(some_counts, some_weights)
def test_the_points_of_all_findings_are_what_is_missing(
    counts: list[Count], weights: dict[str, Fraction]
) -> None:
    result = score(counts, weights)
    if result.overall is not None:
        missing = sum(result.gains.get(each.code, 0) * (each.applicable - each.passed) for each in counts)
        assert result.overall + missing == 100


@given(some_counts, some_weights, st.data())
def test_a_pass_in_place_of_a_fail_lowers_no_category_and_no_grade(
    counts: list[Count], weights: dict[str, Fraction], data: st.DataObject
) -> None:
    failing = [each for each in counts if each.passed < each.applicable]
    if not failing:
        return
    chosen = data.draw(st.sampled_from(failing))
    # The subject that passes now may have been an error.
    fewer = max(0, chosen.open_errors - data.draw(st.integers(0, 1)))
    fewer = min(fewer, chosen.applicable - chosen.passed - 1)
    better = replace(chosen, passed=chosen.passed + 1, open_errors=fewer)
    mended = [better if each is chosen else each for each in counts]
    before, after = score(counts, weights), score(mended, weights)
    for name, category in before.categories.items():
        assert (after.categories[name].score or 0) >= (category.score or 0)
    grades = [name for name, _ in BANDS]
    assert grades.index(after.grade) <= grades.index(before.grade)


@given(st.lists(some_counts, max_size=5))
def test_pooled_counts_are_sums(maps: list[list[Count]]) -> None:
    def summed(some: Iterable[Count]) -> tuple[Counter[str], Counter[str], Counter[str]]:
        passed, applicable, errors = Counter[str](), Counter[str](), Counter[str]()
        for each in some:
            passed[each.code] += each.passed
            applicable[each.code] += each.applicable
            errors[each.code] += each.open_errors
        return passed, applicable, errors

    together = pooled(maps)
    assert [each.code for each in together] == sorted({each.code for counts in maps for each in counts})
    assert summed(together) == summed(each for counts in maps for each in counts)


def test_the_workspace_is_scored_by_the_sums_of_its_maps_and_of_its_own_rules() -> None:
    audit = whole()
    of_maps = {each.code: each for each in pooled(each.score.counts for each in audit.maps)}
    own = [each for each in audit.score.counts if each.code not in of_maps]
    assert [(each.code, each.passed, each.applicable) for each in own] == [
        ("JM506", 1, 1),
        ("JM508", 5, 7),
        ("JM804", 5, 5),
        ("JM902", 11, 13),
    ]
    assert {each.code: each for each in audit.score.counts if each.code in of_maps} == of_maps
    assert audit.score == score(audit.score.counts, EQUAL)
    for each in audit.maps:
        assert each.score == score(each.score.counts, EQUAL)


def test_every_failure_that_is_counted_is_a_finding() -> None:
    for each in whole().maps:
        failed = Counter({one.code: one.applicable - one.passed for one in each.score.counts})
        told = Counter(finding.rule for finding in each.findings)
        assert {code: told[code] for code in failed} == failed


@pytest.mark.parametrize("path", MAPS)
def test_points_recovered_are_what_mending_gives_by_brute_force(path: str) -> None:
    (own,) = (each.score for each in whole().maps if each.path == path)
    assert own.overall is not None
    failing = [each for each in own.counts if each.passed < each.applicable]
    assert sorted(own.gains) == [each.code for each in failing]
    for one in failing:
        mended = [replace(each, passed=each.passed + 1) if each is one else each for each in own.counts]
        after: Score = score(mended, EQUAL)
        assert after.overall is not None
        assert after.overall - own.overall == own.gains[one.code]


def test_the_worked_example_from_the_map_to_the_grade(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").touch()
    text = "jmap: 1\ntitle: A map\n" + SHIFTS
    (tmp_path / "shifts.journey.yaml").write_text(text, encoding="utf-8")
    select = "JM501,JM502,JM511,JM603,JM604,JM607"
    ran = jmap("audit", "--select", select, "--as-of", "2026-10-15", "--format", "json", folder=tmp_path)
    data: dict[str, Any] = json.loads(ran.out)
    for found in (data["score"], data["maps"]["shifts"]["score"]):
        shown = {name: each["score"] for name, each in found["categories"].items()}
        others = dict.fromkeys(("experience", "measurement", "action"))
        assert shown == {"customer": 58.3, "touchpoints": 78.4, **others}
        assert (found["overall"], found["grade"], found["weakest"]) == (68.4, "C", "customer")
