"""What an opportunity is worth, by RICE and by Ulwick, and whether the two agree."""

from __future__ import annotations

import math
from collections.abc import Sequence

from jmap.model.actions import Opportunity


def rice(opportunity: Opportunity) -> float | None:
    """Return reach x impact x confidence / effort, or None where one of them is not said."""
    reach, impact = opportunity.reach, opportunity.impact
    confidence, effort = opportunity.confidence, opportunity.effort
    if reach is None or impact is None or confidence is None or effort is None:
        return None
    score = reach * impact * confidence / 100 / effort
    return score if math.isfinite(score) else None


def ulwick(opportunity: Opportunity) -> float | None:
    """Return importance + max(importance - satisfaction, 0), or None where one is not said."""
    importance, satisfaction = opportunity.importance, opportunity.satisfaction
    if importance is None or satisfaction is None:
        return None
    return importance + max(importance - satisfaction, 0.0)


def spearman(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return the rank correlation of two lists of one length, equal values sharing the mean of their ranks.

    From -1 to 1; None where all values of a list are equal, so that it has no order. Source: C. Spearman,
    American Journal of Psychology 15 (1904).
    """
    left, right = _ranks(one), _ranks(other)
    middle = (len(left) + 1) / 2
    across = math.fsum((a - middle) * (b - middle) for a, b in zip(left, right, strict=True))
    wide = math.fsum((a - middle) ** 2 for a in left) * math.fsum((b - middle) ** 2 for b in right)
    return across / math.sqrt(wide) if wide else None


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            ranks[place] = (start + 1 + end) / 2
        start = end
    return ranks
