"""Drawings of shares, counts and times, by the key of the table that they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from jmap.analysis_page.chart import Bar, Chart, Interval, Row, chart
from jmap.analysis_page.contrasts import metric_charts, sign_charts, touchpoint_charts
from jmap.analysis_page.figures import of_cases, shown
from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.formats.figures import count, duration, several
from jmap.analyze.formats.tables import cut
from jmap.analyze.measures.funnel import Step
from jmap.analyze.measures.health import HealthScores
from jmap.analyze.sections.figures import bands, followed
from jmap.analyze.sections.journey import SHOWN, STEPS, named
from jmap.analyze.sections.reach import milestones
from jmap.analyze.wanted import Wanted
from jmap.formats.width import visible
from jmap.measures.measured import Rate
from jmap.measures.proportion import rate

Draw = Callable[[MapAnalysis, Wanted], Iterator[Chart | None]]

PERCENT: Final = tuple((n / 100, f"{n}\u00a0%") for n in (0, 25, 50, 75, 100))
INTERVAL: Final = ("whisker", "95\u00a0% interval")
OUTCOMES: Final = ("forward", "back", "left", "open")


def shares(
    title: str,
    told: Iterable[tuple[str, Rate]],
    wanted: Wanted,
    left: float = 190.0,
    tones: Mapping[str, str] | None = None,
) -> Chart | None:
    """Return bars of shares, each with its interval."""
    rows = [
        Row(
            name,
            of_cases(found),
            (Bar(0, found.value, (tones or {}).get(name, "v")),) if found.value is not None else (),
            (Interval(found.low, found.high),) if found.low is not None and found.high is not None else (),
            few=0 < found.of < wanted.min_n,
        )
        for name, found in told
    ]
    return chart(title, rows, (0, 1), PERCENT, (INTERVAL,), left)


def _funnel(each: MapAnalysis, wanted: Wanted) -> Iterator[Chart | None]:
    steps = each.funnel.steps
    if not steps:
        return
    first = steps[0].reached
    most = max(1, *(max(step.reached, step.reached_any) for step in steps))
    rows = []
    for step in steps:
        found = step.of_first if step.of_previous is not None else None
        whisker: tuple[Interval, ...] = ()
        if found is not None and found.low is not None and found.high is not None:
            whisker = (Interval(found.low * first, found.high * first),)
        rows.append(
            Row(
                each.plan.stages[step.stage].title,
                _reached(step),
                (Bar(0, step.reached_any, "any"), Bar(0, step.reached, "v")),
                whisker,
                few=found is not None and 0 < found.of < wanted.min_n,
            )
        )
    key = (("v", "in order, within the window"), ("any", "in any order"), INTERVAL)
    yield chart("Customers who reached each stage", rows, (0, most), ((0, "0"), (most, count(most))), key)


def _reached(step: Step) -> str:
    found = step.of_first
    if step.of_previous is None or found is None:
        return several(step.reached, "customer")
    return count(step.reached) + (f", {of_cases(found)}" if found.value is not None else "")


def _visits(each: MapAnalysis, wanted: Wanted) -> Iterator[Chart | None]:
    rows, times = [], []
    for place, stage in enumerate(each.plan.stages):
        seen = each.outcomes[place]
        if not stage.observed or not seen.visits:
            continue
        few = seen.visits < wanted.min_n
        counts = [(name, getattr(seen, name)) for name in OUTCOMES]
        bars, at = [], 0.0
        for name, n in counts:
            bars.append(Bar(at, at + n / seen.visits, name, count(n)))
            at += n / seen.visits
        said = "of " + count(seen.visits) + (" visits" if seen.visits != 1 else " visit")
        rows.append(Row(stage.title, said, tuple(bars), few=few))
        time = each.times.get(place)
        if time is None:
            continue
        middle, late = (time.km_median, time.km_p90) if time.by_curve else (time.median, time.p90)
        figure = f"{duration(middle)}, 90 % by {duration(late)}"
        if middle is None:
            figure = "not known" if late is None else f"90 % by {duration(late)}"
        figure = shown(f"{figure}\nof {count(time.n)}, {count(time.censored)} still open")
        parts = [Bar(0, late, "late")] if late is not None else []
        parts += [Bar(0, middle, "v")] if middle is not None else []
        times.append(Row(stage.title, figure, tuple(parts), few=time.n < wanted.min_n))
    key = tuple((name, name) for name in OUTCOMES)
    yield chart("How visits came out", rows, (0, 1), PERCENT, key)
    longest = max((bar.end for row in times for bar in row.bars), default=0.0)
    ticks = ((0.0, "0"), (longest, shown(duration(longest)))) if longest else ()
    key = (("v", "median"), ("late", "nine in ten are gone by"))
    yield chart("Time in each stage", times, (0, longest), ticks, key)


def _milestones(each: MapAnalysis, wanted: Wanted) -> Iterator[Chart | None]:
    told = [(name, one.reached) for name, one in milestones(each)]
    yield shares("Visits that reach their milestone", told, wanted)


def _paths(each: MapAnalysis, wanted: Wanted) -> Iterator[Chart | None]:
    found = each.paths
    if found is not None and found.customers:
        rows = found.rows[:SHOWN]
        ways = [cut(named(path.steps, each.plan, found.by), STEPS) for path in rows]
        told = [(visible(way), rate(path.n, found.customers)) for way, path in zip(ways, rows, strict=True)]
        yield shares("The most common paths to the purchase", told, wanted, 290.0)


def _dormant(each: MapAnalysis, wanted: Wanted) -> Iterator[Chart | None]:
    if each.dormancy is not None:
        stages = [(each.plan.stages[place].title, found) for place, found in each.dormancy.stages.items()]
        told = [("all who are alive", each.dormancy.share), *stages]
        yield shares("Of those who are alive, the dormant", told, wanted)


def _conformance(each: MapAnalysis, wanted: Wanted) -> Iterator[Chart | None]:
    yield shares("Shares of moves, customers and events", followed(each), wanted)


def health_chart(scores: HealthScores, wanted: Wanted) -> Chart | None:
    """Return how many accounts stand in each band of a health score."""
    names = [name for name, _ in scores.model.bands]
    tones = dict.fromkeys(names, "mid") | {"unknown": "none"}
    if len(names) > 1:
        tones |= {names[0]: "good", names[-1]: "poor"}
    told = [(name, found) for name, _, found in bands(scores)]
    return shares(f"Accounts in each band of {scores.model.title}", told, wanted, tones=tones)


CHARTS: Final[Mapping[str, Draw]] = {
    "funnel": _funnel,
    "visits": _visits,
    "milestones": _milestones,
    "paths": _paths,
    "touchpoints": touchpoint_charts,
    "drivers": lambda each, wanted: sign_charts(each, wanted, "driver"),
    "risks": lambda each, wanted: sign_charts(each, wanted, "risk"),
    "metrics": metric_charts,
    "dormant": _dormant,
    "conformance": _conformance,
}
