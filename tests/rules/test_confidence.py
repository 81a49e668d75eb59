from __future__ import annotations

from datetime import date

import pytest

from jmap.model.evidence import Evidence
from jmap.rules.confidence import confidence, freshness

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
