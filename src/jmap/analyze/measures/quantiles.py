"""Medians and ninetieth percentiles, in whole numbers as far as the engine is asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from jmap.analyze.engine import Row
from jmap.records import frozen

_TENTHS: Final = (5, 9)


@frozen
class Quantiles:
    """The median and the ninetieth percentile of `n` values."""

    n: int
    median: float
    p90: float


def quantiles_query(select: str, key: str, value: str) -> str:
    """Return a query of the values next to each quantile, by key, for `quantiles_by`."""
    ranked = (
        f"SELECT {key} AS k, {value} AS v, ROW_NUMBER() OVER (PARTITION BY {key} ORDER BY {value}) - 1 AS i,"
        f" COUNT(*) OVER (PARTITION BY {key}) - 1 AS m FROM ({select}) q"
    )
    picked = []
    for tenths in _TENTHS:
        low = f"m * {tenths} - (m * {tenths}) % 10"
        picked.append(f"MAX(CASE WHEN i * 10 = {low} THEN v END)")
        picked.append(f"MAX(CASE WHEN i * 10 = {low} + 10 THEN v END)")
    return f"SELECT k, MAX(m), {', '.join(picked)} FROM ({ranked}) r GROUP BY k"


def quantiles_by(rows: Iterable[Row]) -> dict[Any, Quantiles]:
    """Return quantiles by key, of type 7: linear between the two values that are nearest.

    Source: R. J. Hyndman and Y. Fan, The American Statistician 50 (1996).
    """
    found: dict[Any, Quantiles] = {}
    for key, m, *around in rows:
        values = []
        for tenths, low, high in zip(_TENTHS, around[::2], around[1::2], strict=True):
            over = (m * tenths) % 10
            values.append(low + (high - low) * over / 10 if over else float(low))
        found[key] = Quantiles(m + 1, values[0], values[1])
    return found
