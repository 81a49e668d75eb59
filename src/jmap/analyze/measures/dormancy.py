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


def dormancy(engine: Engine, plan: MapPlan, log: Log, moments: Moments) -> Dormancy | None:
    """Return who is dormant at as-of, or None where the map does not say when."""
    if not plan.dormant.ways:
        return None
    living = alive(plan, log, log.as_of)
    where = "SELECT cid, stage FROM visits WHERE us_out IS NULL"
    rows = engine.rows(
        f"SELECT v.stage, COUNT(*), COUNT(h.cid) FROM ({living}) a LEFT JOIN ({where}) v ON v.cid = a.cid"
        f" LEFT JOIN ({moments.held(plan.dormant, log.as_of)}) h ON h.cid = a.cid GROUP BY v.stage"
    )
    counts = {stage: (n, quiet) for stage, n, quiet in rows}
    total = rate(sum(quiet for _, quiet in counts.values()), sum(n for n, _ in counts.values()))
    return Dormancy(
        total, {stage: rate(counts[stage][1], counts[stage][0]) for stage in sorted(set(counts) - {None})}
    )
