"""How far a claim can be trusted by the evidence it cites: its kind, its age, its number of cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from math import prod
from typing import Final

from jmap.model.evidence import Evidence
from jmap.workspace.journey import Journey

WEIGHTS: Final[Mapping[str, float]] = {
    "analytics": 1.0,
    "interview": 1.0,
    "diary": 1.0,
    "observation": 1.0,
    "survey": 0.9,
    "support": 0.8,
    "review": 0.6,
    "workshop": 0.3,
    "assumption": 0.1,
}
"""What evidence of each kind counts for (ours); what does not say its kind counts as an assumption."""

HALF_LIFE: Final = 180
"""Days after which evidence counts half (ours)."""

_ENOUGH: Final = 5
_ENOUGH_ANSWERS: Final = 100


def in_force(journey: Journey, ids: Iterable[str]) -> list[Evidence]:
    """Return the evidence of some ids in sight, each once; archived evidence counts for nothing."""
    found = (journey.definition("evidence", id_) for id_ in dict.fromkeys(ids))
    return [each.object for each in found if each is not None and not each.object.archived]


def freshness(evidence: Evidence, as_of: date, half_life: float = HALF_LIFE) -> float:
    """Return 0.5^(age / half-life); 1 for what is dated later or, as nothing is known, not at all."""
    if evidence.date is None:
        return 1.0
    age: float = max(0, (as_of - evidence.date).days) / half_life
    fresh: float = 0.5**age
    return fresh


def confidence(cited: Iterable[Evidence], as_of: date, half_life: float = HALF_LIFE) -> float:
    """Return 1 less the product over the evidence of (1 - weight x freshness x min(1, n / enough)).

    Enough are 5 cases, of a survey 100. Evidence that does not say how many it had loses nothing by that.
    """
    return 1 - prod(1 - strength(each, as_of, half_life) for each in cited)


def strength(evidence: Evidence, as_of: date, half_life: float = HALF_LIFE) -> float:
    """Return what one piece of evidence counts for by itself: weight x freshness x min(1, n / enough)."""
    weight = WEIGHTS[evidence.kind or "assumption"]
    enough = _ENOUGH_ANSWERS if evidence.kind == "survey" else _ENOUGH
    share = min(1.0, evidence.n / enough) if evidence.n is not None else 1.0
    return weight * freshness(evidence, as_of, half_life) * share
