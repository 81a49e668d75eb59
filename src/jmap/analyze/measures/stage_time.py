"""How long customers stay in each stage: as observed, and with open visits censored."""

from __future__ import annotations

import math
from typing import Final

from jmap.analyze.conditions import MICROS
from jmap.analyze.engine import Engine
from jmap.analyze.measures.quantiles import quantiles_by, quantiles_query
from jmap.analyze.staging import Log
from jmap.records import frozen

MANY_CENSORED: Final = 0.05
"""With a larger share of open visits, Kaplan-Meier's figures are the headline."""

_ALMOST: Final = 1e-9
"""What the sum of logarithms may be off, so that a curve that comes to a half is seen to."""


@frozen
class StageTime:
    """Times in seconds; `n` visits, `censored` of which are open. None where the figure is not known."""

    n: int
    censored: int
    median: float | None
    p90: float | None
    km_median: float | None
    km_p90: float | None

    @property
    def by_curve(self) -> bool:
        """Tell whether Kaplan-Meier's figures are the headline."""
        return self.n > 0 and self.censored > MANY_CENSORED * self.n


def stage_times(engine: Engine, log: Log) -> dict[int, StageTime]:
    """Return the times of each stage that has visits, by its place."""
    closed = quantiles_by(
        engine.rows(
            quantiles_query(
                "SELECT stage, us_out - us_in AS us FROM visits WHERE us_out IS NOT NULL", "stage", "us"
            )
        )
    )
    curves = {stage: (median, p90) for stage, median, p90 in engine.rows(_curves(log.as_of))}
    found = {}
    for stage, n, open_ in engine.rows(
        "SELECT stage, COUNT(*), COUNT(*) - COUNT(us_out) FROM visits GROUP BY stage"
    ):
        seen = closed.get(stage)
        found[stage] = StageTime(
            n,
            open_,
            seconds(seen.median if seen is not None else None),
            seconds(seen.p90 if seen is not None else None),
            *(seconds(each) for each in curves[stage]),
        )
    return found


def seconds(micros: float | None) -> float | None:
    """Return microseconds in seconds."""
    return None if micros is None else micros / MICROS


def _curves(as_of: int) -> str:
    """Return a query of the first times at which the Kaplan-Meier curve of a stage is at 0.5, and at 0.1.

    Source: E. L. Kaplan and P. Meier, Journal of the American Statistical Association 53 (1958). A visit that
    is closed and one that is open for as long count as being there together.
    """
    timed = (
        f"SELECT stage, COALESCE(us_out, {as_of}) - us_in AS us, CASE WHEN us_out IS NULL THEN 0 ELSE 1"
        " END AS ended"
        " FROM visits"
    )
    grouped = f"SELECT stage, us, SUM(ended) AS d, COUNT(*) AS c FROM ({timed}) t GROUP BY stage, us"
    so_far = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
    at_risk = (
        f"SELECT stage, us, d, SUM(c) OVER (PARTITION BY stage ORDER BY us DESC {so_far}) AS n FROM"
        f" ({grouped}) g"
    )
    step = "CASE WHEN d = 0 THEN 0e0 WHEN d = n THEN -1e9 ELSE LN(1e0 * (n - d) / n) END"
    curve = (
        f"SELECT stage, us, SUM({step}) OVER (PARTITION BY stage ORDER BY us {so_far}) AS s FROM"
        f" ({at_risk}) r"
    )
    firsts = ", ".join(f"MIN(CASE WHEN s <= {math.log(p) + _ALMOST!r} THEN us END)" for p in (0.5, 0.1))
    return f"SELECT stage, {firsts} FROM ({curve}) v GROUP BY stage"
