"""Kaplan-Meier's curve in the engine: the times by which a half, and nine in ten, have come to an end."""

from __future__ import annotations

import math
from typing import Final

_Z: Final = 1.959963984540054
_ALMOST: Final = 1e-9
"""What the sum of logarithms may be off, so that a curve that comes to a half is seen to."""

_SO_FAR: Final = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
_OVER: Final = f"OVER (PARTITION BY k ORDER BY n DESC {_SO_FAR})"
"""From the start of the curve on: those at risk become ever fewer."""

_STEP: Final = "CASE WHEN d = 0 THEN 0e0 WHEN d = n THEN -1e9 ELSE LN(1e0 * (n - d) / n) END"
_FIRSTS: Final = ", ".join(f"MIN(CASE WHEN s <= {math.log(p) + _ALMOST!r} THEN us END)" for p in (0.5, 0.1))


def curve_query(timed: str) -> str:
    """Return a query of each key `k` with the first times at which its curve is at 0.5, and at 0.1.

    `timed` gives `k`, `us`, and `ended`, 0 where the case is censored. Source: E. L. Kaplan and P. Meier,
    Journal of the American Statistical Association 53 (1958). A case that ended and one that is censored at
    one time count as being there together. Those that end together may be told one after the other, since
    (n - 1)/n times (n - 2)/(n - 1) is (n - 2)/n; so nothing has to be put together by its time first.
    """
    one_by_one = (
        "SELECT k, us, ended AS d, ROW_NUMBER() OVER (PARTITION BY k ORDER BY us DESC, ended) AS n"
        f" FROM ({timed}) t"
    )
    curve = f"SELECT k, us, SUM({_STEP}) {_OVER} AS s FROM ({one_by_one}) r"
    return f"SELECT k, {_FIRSTS} FROM ({curve}) v GROUP BY k"


def median_query(timed: str) -> str:
    """Return what `curve_query` does, and the 95 % interval of the median.

    The interval holds the times at which that of the curve, by Greenwood's error of its double logarithm,
    has a half in it. An end is NULL where the curve does not come so far. Source: R. Brookmeyer and
    J. Crowley, Biometrics 38 (1982).
    """
    spread = "CASE WHEN d = 0 OR d = n THEN 0e0 ELSE 1e0 * d / n / (n - d) END"
    curve = f"SELECT k, us, SUM({_STEP}) {_OVER} AS s, SUM({spread}) {_OVER} AS v FROM ({_at_risk(timed)}) r"
    log = "CASE WHEN s < 0 THEN LN(-s) END"
    begun = (
        f"SELECT k, us, s, {log} AS g, {_Z!r} * SQRT(v) / CASE WHEN s < 0 THEN -s END AS e FROM ({curve}) c"
    )
    half = math.log(math.log(2)) - _ALMOST
    ends = ", ".join(f"MIN(CASE WHEN g {sign} e >= {half!r} THEN us END)" for sign in "+-")
    return f"SELECT k, {_FIRSTS}, {ends} FROM ({begun}) b GROUP BY k"


def _at_risk(timed: str) -> str:
    grouped = f"SELECT k, us, SUM(ended) AS d, COUNT(*) AS c FROM ({timed}) t GROUP BY k, us"
    return f"SELECT k, us, d, SUM(c) OVER (PARTITION BY k ORDER BY us DESC {_SO_FAR}) AS n FROM ({grouped}) g"
