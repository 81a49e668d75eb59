"""An analysis: the log read once, and every map measured by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from jmap.analyze.conditions import Asked
from jmap.analyze.engine import Engine
from jmap.analyze.figures import InBand
from jmap.analyze.measures.cases import Time
from jmap.analyze.measures.cohorts import Cohorts, cohorts
from jmap.analyze.measures.conformance import Conformance, conformance
from jmap.analyze.measures.dormancy import Dormancy, dormancy
from jmap.analyze.measures.exposure import Exposures, exposures
from jmap.analyze.measures.funnel import Funnel, funnel
from jmap.analyze.measures.health import HealthScores, health
from jmap.analyze.measures.metrics import MetricValue, metrics
from jmap.analyze.measures.milestones import Milestones, milestones
from jmap.analyze.measures.outcomes import Outcomes, moves, outcomes
from jmap.analyze.measures.paths import Paths, paths
from jmap.analyze.measures.segments import Segments, segments
from jmap.analyze.measures.stage_time import StageTime, stage_times
from jmap.analyze.moments import Moments, prepare
from jmap.analyze.period import PeriodShown, period_shown
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log, stage
from jmap.analyze.visits import build, drop
from jmap.analyze.wanted import Columns, Wanted
from jmap.records import frozen


@frozen
class MapAnalysis:
    """What was measured of one map; `stages` and their times are by place.

    `settled` is False where milestones and entries that wait for each other never came to rest. `recorded`
    are the metrics over the period that is asked for, empty without one or where the log begins later.
    """

    plan: MapPlan
    funnel: Funnel
    outcomes: Mapping[int, Outcomes]
    times: Mapping[int, StageTime]
    dormancy: Dormancy | None
    paths: Paths | None
    conformance: Conformance
    metrics: Mapping[str, MetricValue]
    health: tuple[HealthScores, ...]
    exposures: Exposures
    milestones: Milestones
    segments: Segments
    cohorts: Cohorts
    settled: bool
    recorded: Mapping[str, MetricValue]


@frozen
class Analysis:
    """A log and what was measured of each map, in the order of their paths; `period` if one was asked for."""

    wanted: Wanted
    log: Log
    maps: tuple[MapAnalysis, ...]
    period: PeriodShown | None = None


def analyze(
    engine: Engine,
    columns: Columns,
    wanted: Wanted,
    tests: Asked,
    plans: Sequence[MapPlan],
    done: Callable[[int], None] = lambda _: None,
) -> Analysis:
    """Read a log and measure maps by it; `done` is told how many maps are. Raises AnalyzeError."""
    log = stage(engine, columns, wanted, tests)
    period = period_shown(wanted, log)
    prepare(engine, (part for plan in plans for part in plan.parts()))
    measured = []
    for plan in sorted(plans, key=lambda each: each.path):
        measured.append(measure(engine, plan, log, wanted))
        done(len(measured))
    return Analysis(wanted, log, tuple(measured), period)


def measure(engine: Engine, plan: MapPlan, log: Log, wanted: Wanted) -> MapAnalysis:
    """Return what a log says of one map."""
    moments = Moments(log)
    settled = build(engine, plan, moments)
    found = of_visits(engine, plan, log, wanted, moments, settled=settled)
    drop(engine, plan)
    return found


def of_visits(
    engine: Engine, plan: MapPlan, log: Log, wanted: Wanted, moments: Moments, *, settled: bool
) -> MapAnalysis:
    """Return every measure of a map whose visits are made."""
    moved = moves(engine, plan)
    quiet = dormancy(engine, plan, log, moments)
    scores = health(engine, plan, log, wanted, plan.figures.models, log.as_of)
    found = MapAnalysis(
        plan,
        funnel(engine, plan, log, wanted),
        outcomes(engine, plan, moved),
        stage_times(engine, log),
        quiet,
        paths(engine, plan, log, wanted, moments),
        conformance(engine, plan, log, moved),
        metrics(engine, plan, log, wanted, Time(log.as_of, log.as_of), quiet, scores),
        scores,
        exposures(engine, plan, log, wanted, moments),
        milestones(engine, plan, log, moments),
        segments(engine, plan, log, wanted, moments),
        cohorts(engine, plan, log, wanted, moments),
        settled,
        _recorded(engine, plan, log, wanted, moments),
    )
    engine.drop("came")
    return found


def _recorded(
    engine: Engine, plan: MapPlan, log: Log, wanted: Wanted, moments: Moments
) -> dict[str, MetricValue]:
    """Return a map's metrics over the period that is asked for."""
    period = period_shown(wanted, log)
    if period is None or period.time is None or not plan.figures.shown:
        return {}
    time = period.time
    quiet = dormancy(engine, plan, log, moments, time.at)
    in_bands = {each.asked.model for each in plan.figures.metrics.values() if isinstance(each.asked, InBand)}
    models = [each for each in plan.figures.models if each.id in in_bands]
    scores = health(engine, plan, log, wanted, models, time.at)
    return metrics(engine, plan, log, wanted, time, quiet, scores)
