"""Segments against the rest, and cohorts, as tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.formats.figures import DASH, count, duration, points, several, share
from jmap.analyze.formats.tables import Table
from jmap.analyze.measures.cohorts import Cohort
from jmap.analyze.measures.segments import Apart, Segment
from jmap.analyze.measures.stage_time import StageTime
from jmap.analyze.plan import MapPlan
from jmap.analyze.sections.section import Section, greyed
from jmap.analyze.wanted import Wanted
from jmap.measures.proportion import rate

ROWS: Final = 24
"""So many cohorts are shown, the newest."""
PERIODS: Final = 12
"""So many months or weeks of a cohort are shown."""
_SAID: Final = {
    "funnel": "reach {} from the step before",
    "forward": "move on from {}",
    "left": "leave in {}",
    "dormant": "are dormant",
    "conversion": "purchase",
}
_LEAST: Final = 1e-4


def segment_sections(each: MapAnalysis, wanted: Wanted) -> Iterator[Section]:
    """Yield each segment against the rest: shares with their difference, then median times."""
    for found in each.segments.found:
        rows: list[tuple[str, ...]] = [
            (
                comparison(one, each.plan),
                share(one.inside, wanted.min_n),
                share(one.rest, wanted.min_n),
                points(one.difference),
                chance_in_words(one.chance),
                "too few" if one.chance is None else "differs" if one.certain else "not sure",
            )
            for one in found.apart
        ]
        few = greyed([too_few(one, wanted) for one in found.apart])
        rows.extend(_times(found, each.plan))
        here = rate(found.inside.customers, found.inside.customers + found.rest.customers)
        notes = [f"{share(here, 0)} customers, by what the first event says of them."]
        if found.unknown:
            notes.append(f"Of {several(found.unknown, 'customer')} the log does not say.")
        if each.segments.corrected:
            notes.append("How likely a gap is by chance is corrected for how many are looked at.")
        heads = ("share who", "in the segment", "the rest", "points", "by chance", "in the data")
        table = Table(heads, tuple(rows), frozenset((0, 5)), few)
        yield Section("segments", f"Segment: {found.plan.title}", table, tuple(notes))


def comparison(one: Apart, plan: MapPlan) -> str:
    """Return what is compared, in words."""
    return _SAID[one.measure].format(plan.stages[one.stage].title if one.stage is not None else "")


def too_few(one: Apart, wanted: Wanted) -> bool:
    """Tell whether one side of a comparison has fewer cases than are judged."""
    return min(one.inside.of, one.rest.of) < wanted.min_n


def chance_in_words(chance: float | None) -> str:
    """Return how likely a gap is where there is no difference, in percent."""
    if chance is None:
        return DASH
    if chance < _LEAST:
        return "below 0.01 %"
    return f"{chance * 100:.0f} %" if chance >= 0.1 else f"{chance * 100:.2g} %"


def _times(found: Segment, plan: MapPlan) -> Iterator[tuple[str, ...]]:
    for place, stage in enumerate(plan.stages):
        sides = (found.inside.times.get(place), found.rest.times.get(place))
        if any(sides):
            # Both sides by the same figure: with open visits censored, or without them.
            curve = any(time is not None and time.by_curve for time in sides)
            told = (_time(time, curve=curve) for time in sides)
            yield (f"median time in {stage.title}", *told, DASH, DASH, "")


def _time(time: StageTime | None, *, curve: bool) -> str:
    if time is None:
        return DASH
    return f"{duration(time.km_median if curve else time.median)} of {count(time.n)}"


def cohort_section(each: MapAnalysis, wanted: Wanted) -> Iterator[Section]:
    """Yield the cohorts: who purchased, who is dormant, and who had an event in each month or week."""
    found = each.cohorts
    if not found.rows:
        return
    newest = found.rows[-ROWS:]
    over = [n for one in newest for n, active in enumerate(one.active) if active is not None]
    periods = min(PERIODS, max(over, default=-1) + 1)
    rows = tuple(
        (
            one.began,
            count(one.group.customers),
            share(one.group.conversion, wanted.min_n),
            share(one.group.dormant, wanted.min_n),
            *(_cell(one, n) for n in range(periods)),
        )
        for one in newest
    )
    few = greyed([one.group.customers < wanted.min_n for one in newest])
    heads = ("began in", "customers", "purchased so far", "dormant", *(f"+{n}" for n in range(periods)))
    notes = [
        f"By the {found.by} of the first event.",
        f"+1 is the {found.by} after it: the share of the row's customers with an event in it.",
        f"A {found.by} that is not over is empty.",
    ]
    if len(found.rows) > len(newest):
        notes.append(f"And {several(len(found.rows) - len(newest), 'older cohort')}.")
    yield Section("cohorts", "Cohorts", Table(heads, rows, faint=few), tuple(notes))


def _cell(cohort: Cohort, period: int) -> str:
    n = cohort.active[period] if period < len(cohort.active) else None
    return "" if n is None else f"{n / cohort.group.customers * 100:.0f} %"
