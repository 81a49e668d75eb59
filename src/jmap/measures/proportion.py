"""Proportions with their intervals."""

from __future__ import annotations

import math

from jmap.measures.measured import Rate


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
