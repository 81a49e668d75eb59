"""What is measured of segments beyond what is measured of cohorts, all groups at once."""

from __future__ import annotations

from collections.abc import Mapping

from jmap.analyze.engine import Engine
from jmap.analyze.measures.alive import alive
from jmap.analyze.measures.belonging import counted
from jmap.analyze.measures.conformance import Conformance, conformance_of_groups
from jmap.analyze.measures.exposure import Exposures, exposures_of_groups
from jmap.analyze.measures.health import HealthScores
from jmap.analyze.measures.metrics import Known, MetricValue, metrics_of_groups
from jmap.analyze.measures.milestones import Milestones, milestones_of_groups
from jmap.analyze.measures.paths import Paths, paths_of_groups
from jmap.analyze.moments import Moments
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.analyze.wanted import Wanted
from jmap.measures.measured import Rate
from jmap.measures.proportion import rate
from jmap.records import frozen

NOTHING = Conformance((), rate(0, 0), rate(0, 0), rate(0, 0), (), ())


@frozen
class Further:
    """More of some customers; `dormant` is by the place of the stage in which they are."""

    exposures: Exposures
    milestones: Milestones
    conformance: Conformance
    paths: Paths | None
    metrics: Mapping[str, MetricValue]
    health: tuple[HealthScores, ...]
    dormant: Mapping[int, Rate]


@frozen
class Whole:
    """What was measured of all customers, by whose tables groups of them are."""

    exposures: Exposures
    milestones: Milestones
    paths: Paths | None
    health: Mapping[int, tuple[HealthScores, ...]]


def further(
    engine: Engine,
    plan: MapPlan,
    log: Log,
    wanted: Wanted,
    moments: Moments,
    whole: Whole,
    dormant: Mapping[int, Rate | None],
) -> dict[int, Further]:
    """Return what is measured of the groups for which it is told how many are `dormant`."""
    met = exposures_of_groups(engine, plan, whole.exposures)
    reached = milestones_of_groups(engine, plan, whole.milestones)
    followed = conformance_of_groups(engine, plan, log)
    taken = paths_of_groups(engine, plan, log, wanted) if whole.paths is not None else {}
    known = {grp: Known(quiet, whole.health.get(grp, ())) for grp, quiet in dormant.items()}
    values = metrics_of_groups(engine, plan, log, wanted, known)
    quiet = _dormant(engine, plan, log, moments)
    nobody = Milestones({}, None)
    return {
        grp: Further(
            met.get(grp, Exposures({}, {})),
            reached.get(grp, nobody),
            followed.get(grp, NOTHING),
            taken.get(grp, Paths(wanted.by, 0, 0, ())) if whole.paths is not None else None,
            values[grp],
            known[grp].health,
            quiet.get(grp, {}),
        )
        for grp in dormant
    }


def _dormant(engine: Engine, plan: MapPlan, log: Log, moments: Moments) -> dict[int, dict[int, Rate]]:
    """Return who of those alive is dormant, by group and the stage of their open visit."""
    if not plan.dormant.ways:
        return {}
    living = (
        f"(SELECT a.cid AS cid, v.stage AS stage, h.cid AS quiet FROM ({alive(plan, log, log.as_of)}) a"
        " JOIN (SELECT cid, stage FROM visits WHERE us_out IS NULL) v ON v.cid = a.cid"
        f" LEFT JOIN ({moments.held(plan.dormant, log.as_of)}) h ON h.cid = a.cid) q"
    )
    found: dict[int, dict[int, Rate]] = {}
    for grp, stage, n, quiet in counted(engine, living, ("stage",), ("COUNT(*)", "COUNT(q.quiet)")):
        found.setdefault(grp, {})[stage] = rate(quiet, n)
    return found
