"""The score: published figures, and what must hold of any counts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.audit.score import Count, Score, pooled, score, shown

WEIGHTS = dict.fromkeys(("customer", "touchpoints", "experience", "measurement", "action"), Fraction(1))
E, W, INFO = 10, 5, 2


def count(code: str, weight: int, passed: int, applicable: int, **more: object) -> Count:
    category = {"5": "customer", "6": "touchpoints", "7": "experience", "8": "measurement", "9": "action"}
    base = Count(code, category[code[2]], weight, passed, applicable, 0, False)
    return replace(base, **more)  # type: ignore[arg-type]


EXAMPLE = [
    count("JM501", E, 1, 1),
    count("JM502", W, 0, 1),
    count("JM511", W, 1, 3),
    count("JM603", W, 3, 4),
    count("JM604", INFO, 1, 3),
    count("JM607", W, 1, 1),
]


def test_the_worked_example() -> None:
    result = score(EXAMPLE, WEIGHTS)
    assert result.categories["customer"].score == Fraction(10 * 3 + 5, 3) / 20 * 100
    assert result.categories["customer"].shown == "58.3"
    assert result.categories["touchpoints"].shown == "78.4"
    assert (result.shown, result.grade, result.weakest) == ("68.4", "C", "customer")


def test_scores_are_cut_and_not_rounded() -> None:
    assert shown(Fraction(89_99, 100)) == "89.9"
    assert shown(Fraction(100)) == "100.0"
    assert shown(Fraction(0)) == "0.0"
    assert shown(None) == "-"


@pytest.mark.parametrize(
    ("passed", "grade"),
    [
        (100, "A"),
        (90, "A"),
        (89, "B"),
        (80, "B"),
        (79, "C"),
        (65, "C"),
        (64, "D"),
        (50, "D"),
        (49, "E"),
        (0, "E"),
    ],
)
def test_bands(passed: int, grade: str) -> None:
    assert score([count("JM502", W, passed, 100)], WEIGHTS).grade == grade


def test_an_open_error_caps_the_grade_at_d_and_is_named() -> None:
    counts = [count("JM501", E, 0, 1, open_errors=1), count("JM603", W, 100, 100)]
    capped = score(counts, {**WEIGHTS, "customer": Fraction(1, 100)})
    assert (capped.grade, capped.capped_by, capped.shown) == ("D", "JM501", "99.0")


def test_a_cap_lifts_nothing() -> None:
    low = score([count("JM501", E, 0, 1, open_errors=1)], WEIGHTS)
    assert (low.grade, low.capped_by) == ("E", None)


def test_a_draft_has_a_score_and_no_grade() -> None:
    assert (score(EXAMPLE, WEIGHTS, draft=True).shown, score(EXAMPLE, WEIGHTS, draft=True).grade) == (
        "68.4",
        "",
    )


def test_nothing_applicable_is_no_score_and_not_100() -> None:
    nothing = score([count("JM501", E, 0, 0)], WEIGHTS)
    assert (nothing.overall, nothing.shown, nothing.grade, nothing.weakest) == (None, "-", "", None)


def test_rules_of_the_journey_stay_out() -> None:
    bad_news = count("JM605", W, 0, 9, of_journey=True, open_errors=4)
    assert score([*EXAMPLE, bad_news], WEIGHTS) == score(EXAMPLE, WEIGHTS)


def test_category_weights_count() -> None:
    heavy = score(EXAMPLE, {**WEIGHTS, "customer": Fraction(3)})
    customer, touchpoints = Fraction(175, 3), Fraction(11_300, 144)
    assert heavy.overall == (3 * customer + touchpoints) / 4


def test_counts_of_maps_are_summed() -> None:
    both = pooled([[count("JM511", W, 1, 3)], [count("JM511", W, 3, 5), count("JM501", E, 1, 1)]])
    assert both == [count("JM501", E, 1, 1), count("JM511", W, 4, 8)]


def test_the_points_of_a_finding_are_what_it_recovers() -> None:
    before = score(EXAMPLE, WEIGHTS)
    mended = [replace(each, passed=2) if each.code == "JM511" else each for each in EXAMPLE]
    after = score(mended, WEIGHTS)
    assert before.overall is not None
    assert after.overall is not None
    assert before.gains["JM511"] == after.overall - before.overall
    assert "JM501" not in before.gains


counts = st.lists(
    st.builds(
        lambda number, weight, passed, more: count(f"JM{number}", weight, passed, passed + more),
        st.integers(500, 999),
        st.sampled_from((E, W, INFO)),
        st.integers(0, 20),
        st.integers(0, 20),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda each: each.code,
)


@given(counts)
def test_any_score_lies_between_0_and_100(some: list[Count]) -> None:
    overall = score(some, WEIGHTS).overall
    assert overall is None or 0 <= overall <= 100


@given(counts, st.data())
def test_a_pass_in_place_of_a_fail_never_lowers_the_score(some: list[Count], data: st.DataObject) -> None:
    failing = [each for each in some if each.passed < each.applicable]
    if not failing:
        return
    chosen = data.draw(st.sampled_from(failing))
    mended = [replace(each, passed=each.passed + 1) if each is chosen else each for each in some]
    before, after = score(some, WEIGHTS), score(mended, WEIGHTS)
    assert before.overall is not None
    assert after.overall is not None
    assert after.overall - before.overall == before.gains[chosen.code] > 0


@given(counts)
def test_every_share_lies_in_its_category(some: list[Count]) -> None:
    result: Score = score(some, WEIGHTS)
    held = [each.code for category in result.categories.values() for each in category.rules]
    assert sorted(held) == sorted(each.code for each in some if each.applicable)
