"""An analysis: the log read once, and every map measured by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from jmap.analyze.conditions import MICROS, Asked
from jmap.analyze.engine import Engine
from jmap.analyze.figures import InBand, ShareOf
from jmap.analyze.measures.belonging import drop_groups
from jmap.analyze.measures.cases import Time
from jmap.analyze.measures.cohorts import Cohorts, cohorts
from jmap.analyze.measures.conformance import Conformance, conformance
from jmap.analyze.measures.dormancy import Dormancy, dormancy
from jmap.analyze.measures.exposure import Exposures, exposures, first_visits
from jmap.analyze.measures.funnel import Funnel, funnel
from jmap.analyze.measures.further import Whole
from jmap.analyze.measures.health import HealthScores, health, health_of_kin
from jmap.analyze.measures.metrics import Known, MetricValue, metrics
from jmap.analyze.measures.milestones import Milestones, milestones
from jmap.analyze.measures.outcomes import Outcomes, moves, outcomes
from jmap.analyze.measures.paths import Paths, paths
from jmap.analyze.measures.segments import Segments, group_by_segment, segments
from jmap.analyze.measures.stage_time import StageTime, stage_times
from jmap.analyze.measures.turns import Turn, turns
from jmap.analyze.moments import Moments, prepare
from jmap.analyze.period import PeriodShown, period_shown
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log, stage
from jmap.analyze.totals import periods, reached_from, totals
from jmap.analyze.visits import build, drop
from jmap.analyze.wanted import Columns, Wanted
from jmap.measures.measured import WHOLE_LOG
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
    turns: tuple[Turn, ...]
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
    grouped = group_by_segment(engine, plan, log)
    scores, of_groups = health_of_kin(
        engine, plan, log, wanted, plan.figures.models, log.as_of, grouped=grouped
    )
    reached = funnel(engine, plan, log, wanted)
    engine.create("units", first_visits(plan, log.as_of, wanted.window * MICROS))
    taken = paths(engine, plan, log, wanted, moments)
    met = exposures(engine, plan, log, moments)
    hoped = milestones(engine, plan, log, moments)
    whole = Whole(met, hoped, taken, of_groups)
    apart = segments(engine, plan, log, wanted, moments, whole)
    turned = turns(engine, plan, log, wanted)
    engine.drop("paths", "paired", "hopes")
    if grouped:
        drop_groups(engine)
    found = MapAnalysis(
        plan,
        reached,
        outcomes(engine, plan, moved),
        stage_times(engine, log),
        quiet,
        taken,
        conformance(engine, plan, log, moved),
        _metrics(engine, plan, log, wanted, moments, quiet, scores),
        scores,
        met,
        hoped,
        apart,
        cohorts(engine, plan, log, wanted, moments),
        turned,
        settled,
        _recorded(engine, plan, log, wanted, moments),
    )
    engine.drop("came", "units")
    return found


def _metrics(
    engine: Engine,
    plan: MapPlan,
    log: Log,
    wanted: Wanted,
    moments: Moments,
    quiet: Dormancy | None,
    scores: tuple[HealthScores, ...],
) -> dict[str, MetricValue]:
    """Return a map's metrics: those that would grow with the log over a period, where it has a whole one."""
    growing = set(totals(plan))
    over = periods(plan, wanted.timezone, log)
    now = [id_ for id_ in plan.figures.shown if id_ not in over]
    found = metrics(engine, plan, log, wanted, Time(log.as_of, log.as_of), _known(quiet, scores), now)
    found = {id_: each.named(WHOLE_LOG) if id_ in growing else each for id_, each in found.items()}
    for shown in dict.fromkeys(over.values()):
        ids = [id_ for id_ in over if over[id_] == shown]
        of_period = _over(engine, plan, log, wanted, moments, shown, ids)
        found.update({id_: each.named(shown.period.text) for id_, each in of_period.items()})
    return {id_: found[id_] for id_ in plan.figures.shown}


def _recorded(
    engine: Engine, plan: MapPlan, log: Log, wanted: Wanted, moments: Moments
) -> dict[str, MetricValue]:
    """Return a map's metrics over the period that is asked for."""
    period = period_shown(wanted, log)
    if period is None or not plan.figures.shown:
        return {}
    return _over(engine, plan, log, wanted, moments, period, plan.figures.shown)


def _over(
    engine: Engine,
    plan: MapPlan,
    log: Log,
    wanted: Wanted,
    moments: Moments,
    period: PeriodShown,
    ids: Sequence[str],
) -> dict[str, MetricValue]:
    """Return metrics over a period; none of one before the log. What is at a moment is so at its end."""
    time = period.time
    if time is None:
        return {}
    asked = [plan.figures.metrics[id_].asked for id_ in reached_from(plan, ids)]
    quiet = dormancy(engine, plan, log, moments, time.at) if ShareOf("dormant") in asked else None
    in_bands = {each.model for each in asked if isinstance(each, InBand)}
    models = [each for each in plan.figures.models if each.id in in_bands]
    scores = health(engine, plan, log, wanted, models, time.at)
    return metrics(engine, plan, log, wanted, time, _known(quiet, scores), ids)


def _known(quiet: Dormancy | None, scores: tuple[HealthScores, ...]) -> Known:
    return Known(quiet.share if quiet is not None else None, scores)
