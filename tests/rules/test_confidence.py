from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.model.evidence import Evidence
from jmap.rules.confidence import WEIGHTS, confidence, freshness, strength

AS_OF = date(2026, 11, 22)
TODAY = {"kind": "interview", "date": AS_OF, "n": 5}


def test_freshness_halves_in_half_a_year() -> None:
    assert freshness(Evidence(date=AS_OF), AS_OF) == 1
    assert freshness(Evidence(date=date(2026, 5, 26)), AS_OF) == 0.5
    assert freshness(Evidence(date=date(2025, 11, 27)), AS_OF) == 0.25
    assert freshness(Evidence(date=date(2027, 1, 1)), AS_OF) == 1
    assert freshness(Evidence(), AS_OF) == 1
    assert freshness(Evidence(date=date(2026, 10, 23)), AS_OF, 30) == 0.5


@pytest.mark.parametrize(
    ("cited", "sure"),
    [
        ([], 0.0),
        ([TODAY], 1.0),
        ([{"kind": "survey", "n": 100, "date": AS_OF}], 0.9),
        ([{"kind": "survey", "n": 50, "date": AS_OF}], 0.45),
        ([{"kind": "interview", "n": 2, "date": AS_OF}], 0.4),
        ([{"kind": "interview", "n": 0}], 0.0),
        ([{"kind": "assumption"}], 0.1),
        ([{}], 0.1),
        ([{"kind": "review", "date": date(2026, 5, 26)}], 0.3),
        ([{"kind": "workshop"}, {"kind": "workshop"}], 0.51),
    ],
)
def test_confidence_is_what_is_left_of_doubt(cited: list[dict[str, object]], sure: float) -> None:
    evidence = [Evidence(**each) for each in cited]  # type: ignore[arg-type]
    assert confidence(evidence, AS_OF) == pytest.approx(sure)


some_evidence = st.builds(
    Evidence,
    kind=st.sampled_from([*WEIGHTS, None]),
    date=st.none() | st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    n=st.none() | st.integers(0, 1_000),
)


@given(st.lists(some_evidence, max_size=8), some_evidence, st.floats(1, 36500))
def test_more_evidence_never_lowers_confidence(
    cited: list[Evidence], more: Evidence, half_life: float
) -> None:
    before = confidence(cited, AS_OF, half_life)
    assert 0 <= before <= confidence([*cited, more], AS_OF, half_life) <= 1


@given(some_evidence, st.integers(0, 3_000))
def test_evidence_never_counts_for_more_by_growing_old(one: Evidence, days: int) -> None:
    assert strength(one, AS_OF + timedelta(days=days)) <= strength(one, AS_OF)


@given(st.lists(some_evidence, min_size=1, max_size=8))
def test_confidence_is_at_least_that_of_the_best_piece(cited: list[Evidence]) -> None:
    best = max(strength(each, AS_OF) for each in cited)
    assert confidence(cited, AS_OF) >= best - 1e-12
    assert confidence(cited, AS_OF) == pytest.approx(confidence(reversed(cited), AS_OF))
