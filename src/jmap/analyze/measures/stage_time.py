"""How long customers stay in each stage: as observed, and with open visits censored."""

from __future__ import annotations

from typing import Final

from jmap.analyze.conditions import MICROS
from jmap.analyze.engine import Engine
from jmap.analyze.measures.quantiles import quantiles_by, quantiles_query
from jmap.analyze.measures.survival import curve_query, median_query
from jmap.analyze.staging import Log
from jmap.records import frozen

MANY_CENSORED: Final = 0.05
"""With a larger share of open visits, Kaplan-Meier's figures are the headline."""


@frozen
class StageTime:
    """Times in seconds; `n` visits, `censored` of which are open. None where the figure is not known.

    `km_low` and `km_high` are the interval of Kaplan-Meier's median, where it was asked for.
    """

    n: int
    censored: int
    median: float | None
    p90: float | None
    km_median: float | None
    km_p90: float | None
    km_low: float | None = None
    km_high: float | None = None

    @property
    def by_curve(self) -> bool:
        """Tell whether Kaplan-Meier's figures are the headline."""
        return self.n > 0 and self.censored > MANY_CENSORED * self.n


def stage_times(
    engine: Engine, log: Log, visits: str = "visits", *, interval: bool = False
) -> dict[int, StageTime]:
    """Return the times of each stage that has visits, by its place, or by what `visits` has in its stead."""
    closed = quantiles_by(
        engine.rows(
            quantiles_query(
                f"SELECT stage, us_out - us_in AS us FROM {visits} WHERE us_out IS NOT NULL", "stage", "us"
            )
        )
    )
    timed = (
        f"SELECT stage AS k, COALESCE(us_out, {log.as_of}) - us_in AS us,"
        f" CASE WHEN us_out IS NULL THEN 0 ELSE 1 END AS ended FROM {visits}"
    )
    query = median_query(timed) if interval else curve_query(timed)
    curves = {stage: tuple(times) for stage, *times in engine.rows(query)}
    found = {}
    for stage, n, open_ in engine.rows(
        f"SELECT stage, COUNT(*), COUNT(*) - COUNT(us_out) FROM {visits} GROUP BY stage"
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
