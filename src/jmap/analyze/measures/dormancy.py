"""Who is alive and has gone quiet."""

from __future__ import annotations

from collections.abc import Mapping

from jmap.analyze.engine import Engine
from jmap.analyze.measures.alive import alive
from jmap.analyze.moments import Moments
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.measures.measured import Rate
from jmap.measures.proportion import rate
from jmap.records import frozen


@frozen
class Dormancy:
    """The share of those alive who are dormant, of all and of those whose open visit is of a stage."""

    share: Rate
    stages: Mapping[int, Rate]


def dormancy(
    engine: Engine, plan: MapPlan, log: Log, moments: Moments, at: int | None = None
) -> Dormancy | None:
    """Return who is dormant at a moment, as-of if none is said, or None where the map does not say when."""
    if not plan.dormant.ways:
        return None
    at = log.as_of if at is None else at
    living = alive(plan, log, at)
    where = "SELECT cid, stage FROM visits WHERE us_out IS NULL"
    if at < log.as_of:
        where = f"SELECT cid, stage FROM visits WHERE us_in <= {at} AND (us_out IS NULL OR us_out > {at})"
    rows = engine.rows(
        f"SELECT v.stage, COUNT(*), COUNT(h.cid) FROM ({living}) a LEFT JOIN ({where}) v ON v.cid = a.cid"
        f" LEFT JOIN ({moments.held(plan.dormant, at)}) h ON h.cid = a.cid GROUP BY v.stage"
    )
    counts = {stage: (n, quiet) for stage, n, quiet in rows}
    total = rate(sum(quiet for _, quiet in counts.values()), sum(n for n, _ in counts.values()))
    return Dormancy(
        total, {stage: rate(counts[stage][1], counts[stage][0]) for stage in sorted(set(counts) - {None})}
    )
