"""A score as plain data, for programs."""

from __future__ import annotations

from typing import Any

from jmap.audit.score import Count, Score, shown
from jmap.rules.registry import QUALITY


def score_data(score: Score) -> dict[str, Any]:
    """Return a score as plain data, down to the counts of every rule."""
    return {
        "overall": _number(score.shown),
        "grade": score.grade or None,
        "capped_by": score.capped_by,
        "weakest": score.weakest,
        "categories": {name: {"score": _number(score.categories[name].shown)} for name in QUALITY.values()},
        "rules": {count.code: _count(count, score) for count in score.counts},
    }


def _count(count: Count, score: Score) -> dict[str, Any]:
    gain = score.gains.get(count.code)
    return {
        "category": count.category,
        "weight": count.weight,
        "passed": count.passed,
        "applicable": count.applicable,
        "gain": _number(shown(gain)) if gain is not None else None,
    }


def _number(text: str) -> float | None:
    return None if text == "-" else float(text)
