"""What opportunities are worth, by RICE, by Ulwick and by impact and effort, and whether those agree."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from jmap.model.actions import Opportunity
from jmap.rules.figures import tidy


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
    return tidy(importance + max(importance - satisfaction, 0.0))


def impact_effort(opportunity: Opportunity) -> float | None:
    """Return impact / effort, or None where one is not said."""
    if opportunity.impact is None or opportunity.effort is None:
        return None
    score = opportunity.impact / opportunity.effort
    return score if math.isfinite(score) else None


def in_hand(opportunity: Opportunity) -> bool:
    """Tell whether an opportunity is neither done nor dropped."""
    return opportunity.state not in ("done", "dropped")


def by_worth(opportunities: Iterable[Opportunity]) -> list[Opportunity]:
    """Return the opportunities in hand by RICE, then Ulwick, then impact / effort, the greatest first.

    What has no score stands behind what has one; equal ones stand by id.
    """
    return sorted((each for each in opportunities if in_hand(each)), key=_worth)


def weighed(opportunities: Iterable[Opportunity]) -> list[tuple[Opportunity, float, float]]:
    """Return the opportunities in hand that have both scores, each with its RICE and its Ulwick score."""
    found = []
    for each in opportunities:
        one, other = rice(each), ulwick(each)
        if in_hand(each) and one is not None and other is not None:
            found.append((each, tidy(one), other))
    return found


def places(scores: Sequence[float]) -> list[int]:
    """Return the place of each score, 1 for the highest; equal ones share the better place."""
    alike = [tidy(score) for score in scores]
    better: dict[float, int] = {}
    for place, score in enumerate(sorted(alike, reverse=True), 1):
        better.setdefault(score, place)
    return [better[score] for score in alike]


def days_late(opportunity: Opportunity, as_of: date) -> int:
    """Return by how many days an opportunity in hand is past its due date, 0 where it is not."""
    if opportunity.due is None or not in_hand(opportunity):
        return 0
    return max(0, (as_of - opportunity.due).days)


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


def _worth(each: Opportunity) -> tuple[float, float, float, str]:
    known = (rice(each), ulwick(each), impact_effort(each))
    first, second, third = (-tidy(score) if score is not None else 1.0 for score in known)
    return first, second, third, each.id
