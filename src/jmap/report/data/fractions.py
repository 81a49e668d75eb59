"""Scores and points as data: cut to a decimal as they are shown, and exact beside that."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from jmap.audit import points
from jmap.audit.change import Moved
from jmap.audit.score import shown
from jmap.render.data_values import Schema, closed

SHOWN: Final[Schema] = {"type": ["number", "null"]}
EXACT: Final[Schema] = {
    "type": ["string", "null"],
    "pattern": "^-?[0-9]+(/[0-9]+)?$",
    "description": "The same before it was cut, as a fraction.",
}
GRADE: Final[Schema] = {"enum": ["A", "B", "C", "D", "E", None]}


def number(value: Fraction | None) -> float | None:
    """Return a score or points as they are shown: cut towards 0 to one decimal."""
    if value is None:
        return None
    return float(shown(value)) if value >= 0 else -float(shown(-value))


def exact(value: Fraction | None) -> str | None:
    """Return a fraction as text, such as `43/50`."""
    return None if value is None else str(value)


def moved_data(score: Moved) -> dict[str, Any]:
    """Return how a score moved; `by` is the difference of the two as they are shown."""
    by = None
    if score.before is not None and score.after is not None:
        by = points.difference(score.before, score.after) / 10
    return {
        "before": number(score.before),
        "after": number(score.after),
        "by": by,
        "grade_before": score.grade_before or None,
        "grade_after": score.grade_after or None,
        "before_exact": exact(score.before),
        "after_exact": exact(score.after),
        "by_exact": exact(score.by),
    }


def moved_schema() -> Schema:
    """Return the schema of how a score moved."""
    figures = dict.fromkeys(("before", "after", "by"), SHOWN)
    grades = dict.fromkeys(("grade_before", "grade_after"), GRADE)
    return closed({**figures, **grades, **dict.fromkeys(("before_exact", "after_exact", "by_exact"), EXACT)})
