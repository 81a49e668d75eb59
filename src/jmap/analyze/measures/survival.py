"""Kaplan-Meier's curve in the engine: the times by which a half, and nine in ten, have come to an end."""

from __future__ import annotations

import math
from typing import Final

_ALMOST: Final = 1e-9
"""What the sum of logarithms may be off, so that a curve that comes to a half is seen to."""


def curve_query(timed: str) -> str:
    """Return a query of each key `k` with the first times at which its curve is at 0.5, and at 0.1.

    `timed` gives `k`, `us`, and `ended`, 0 where the case is censored. Source: E. L. Kaplan and P. Meier,
    Journal of the American Statistical Association 53 (1958). A case that ended and one that is censored at
    one time count as being there together. Those that end together may be told one after the other, since
    (n - 1)/n times (n - 2)/(n - 1) is (n - 2)/n; so nothing has to be put together by its time first.
    """
    at_risk = (
        "SELECT k, us, ended, ROW_NUMBER() OVER (PARTITION BY k ORDER BY us DESC, ended) AS n"
        f" FROM ({timed}) t"
    )
    step = "CASE WHEN ended = 0 THEN 0e0 WHEN n = 1 THEN -1e9 ELSE LN(1e0 * (n - 1) / n) END"
    so_far = "PARTITION BY k ORDER BY n DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
    curve = f"SELECT k, us, SUM({step}) OVER ({so_far}) AS s FROM ({at_risk}) r"
    firsts = ", ".join(f"MIN(CASE WHEN s <= {math.log(p) + _ALMOST!r} THEN us END)" for p in (0.5, 0.1))
    return f"SELECT k, {firsts} FROM ({curve}) v GROUP BY k"
