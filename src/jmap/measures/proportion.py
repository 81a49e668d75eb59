"""Proportions with their intervals, and how far two of them differ."""

from __future__ import annotations

import math
from collections.abc import Sequence

from jmap.measures.measured import Difference, Rate


def wilson(successes: int, of: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """Return the Wilson interval of a proportion, from 0 to 1; 95 % by default.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927). Raises ValueError
    where `of` is 0.
    """
    if of <= 0:
        raise ValueError("a proportion of nothing")
    share = successes / of
    denominator = 1 + z * z / of
    centre = (share + z * z / (2 * of)) / denominator
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / denominator
    return max(0.0, centre - half), min(1.0, centre + half)


def rate(n: int, of: int) -> Rate:
    """Return a share with its Wilson interval; of no cases, one without a value."""
    if of == 0:
        return Rate(None, None, None, n, of)
    low, high = wilson(n, of)
    return Rate(n / of, low, high, n, of)


def difference(one: Rate, other: Rate) -> Difference | None:
    """Return one share less another with Newcombe's interval, or None where one of them is of no cases.

    Source: R. G. Newcombe, Statistics in Medicine 17 (1998), pages 873 to 890, method 10.
    """
    if one.value is None or other.value is None:
        return None
    (low1, high1), (low2, high2) = wilson(one.n, one.of), wilson(other.n, other.of)
    value = one.value - other.value
    below = math.hypot(one.value - low1, high2 - other.value)
    above = math.hypot(high1 - one.value, other.value - low2)
    return Difference(value, max(-1.0, value - below), min(1.0, value + above))


def chance(one: Rate, other: Rate) -> float | None:
    """Return how likely shares so far apart are where there is no difference, or None without cases.

    This is the two-sided score test with the share of both together.
    """
    if one.value is None or other.value is None:
        return None
    pooled = (one.n + other.n) / (one.of + other.of)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / one.of + 1 / other.of))
    return math.erfc(abs(one.value - other.value) / spread / math.sqrt(2)) if spread else 1.0


def holm(chances: Sequence[float]) -> list[float]:
    """Return chances corrected for how many there are, in their order.

    Source: S. Holm, Scandinavian Journal of Statistics 6 (1979).
    """
    corrected = [0.0] * len(chances)
    least = 0.0
    for rank, place in enumerate(sorted(range(len(chances)), key=lambda place: chances[place])):
        least = max(least, min(1.0, chances[place] * (len(chances) - rank)))
        corrected[place] = least
    return corrected


def exact_chance(one: Rate, other: Rate) -> float | None:
    """Return how likely shares so far apart are where there is no difference, by Fisher's exact test.

    Two-sided: of all tables with these sums, those that are no likelier. None without cases.
    """
    if not one.of or not other.of:
        return None
    total, hits = one.of + other.of, one.n + other.n
    ways = _ways(total, hits)

    def weight(n: int) -> float:
        return math.exp(_ways(one.of, n) + _ways(other.of, hits - n) - ways)

    seen = weight(one.n) * (1 + 1e-9)
    possible = range(max(0, hits - other.of), min(hits, one.of) + 1)
    return min(1.0, sum(each for each in map(weight, possible) if each <= seen))


def _ways(of: int, n: int) -> float:
    """Return the logarithm of in how many ways so many of some can be chosen."""
    return math.lgamma(of + 1) - math.lgamma(n + 1) - math.lgamma(of - n + 1)
