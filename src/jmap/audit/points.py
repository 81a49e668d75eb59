"""Points of the score as they are shown: cut to tenths, so that what is shown adds up."""

from __future__ import annotations

from fractions import Fraction


def tenths(score: Fraction) -> int:
    """Return a score from 0 to 100 in tenths of a point, cut as it is shown."""
    return score.numerator * 10 // score.denominator


def difference(before: Fraction, after: Fraction) -> int:
    """Return what lies between two scores as they are shown, in tenths of a point."""
    return tenths(after) - tenths(before)


def signed(amount: int) -> str:
    """Return tenths of a point with a sign, such as `+3.2`; `0.0` has none."""
    sign = "+" if amount > 0 else "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 10}.{abs(amount) % 10}"
