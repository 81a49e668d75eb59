"""Segments and cohorts on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.formats.figures import DASH, brief, count, duration, points, several
from jmap.analyze.formats.tables import Table, lines
from jmap.analyze.measures.cohorts import Cohort
from jmap.analyze.measures.segments import Apart, Segment
from jmap.analyze.measures.stage_time import StageTime
from jmap.analyze.plan import MapPlan
from jmap.analyze.wanted import Wanted
from jmap.formats.style import Style
from jmap.formats.width import visible
from jmap.measures.proportion import rate

_IN: Final = "    "
_ALWAYS: Final = frozenset(("conversion", "dormant"))
_SAID: Final = {
    "funnel": "reach {} from the step before",
    "forward": "move on from {}",
    "left": "leave in {}",
    "dormant": "dormant",
    "conversion": "purchase",
}
_ROWS: Final = 12
_PERIODS: Final = 8


def segment_lines(each: MapAnalysis, wanted: Wanted, style: Style) -> Iterator[str]:
    """Yield each segment against the rest: what differs, the purchase, who is dormant, the times."""
    for segment in each.plan.segments:
        if not segment.observed:
            yield f"  Segment {visible(segment.title)}, not observed: {visible('; '.join(segment.unseen))}"
    for found in each.segments.found:
        here, all_ = found.inside.customers, found.inside.customers + found.rest.customers
        unknown = f"; {several(found.unknown, 'customer')} unknown" if found.unknown else ""
        yield f"  Segment {visible(found.plan.title)}, {brief(rate(here, all_), 0)} customers{unknown}"
        shown = [one for one in found.apart if one.certain or one.measure in _ALWAYS]
        rows = [_row(one, each.plan, wanted, corrected=each.segments.corrected) for one in shown]
        few = frozenset(n for n, one in enumerate(shown) if min(one.inside.of, one.rest.of) < wanted.min_n)
        rows.extend(_times(found, each.plan))
        heads = ("", "in it", "the rest", "points", "")
        yield from lines(Table(heads, tuple(rows), left=frozenset((0, 4)), faint=few), style, _IN)
        if len(found.apart) > len(shown):
            others = several(
                len(found.apart) - len(shown), "other comparison shows", "other comparisons show"
            )
            yield style.faint(f"{_IN}{others} no sure difference")


def _row(one: Apart, plan: MapPlan, wanted: Wanted, *, corrected: bool) -> tuple[str, ...]:
    title = plan.stages[one.stage].title if one.stage is not None else ""
    told = "too few" if one.chance is None else "" if one.certain else "not sure"
    if one.certain and one.chance is not None:
        by = ", corrected" if corrected else ""
        told = f"by chance in {one.chance * 100:.2g} %{by}" if one.chance >= 1e-4 else f"sure{by}"
    sides = (brief(one.inside, wanted.min_n), brief(one.rest, wanted.min_n))
    return (_SAID[one.measure].format(title), *sides, points(one.difference), told)


def _times(found: Segment, plan: MapPlan) -> Iterator[tuple[str, ...]]:
    for place, stage in enumerate(plan.stages):
        sides = (found.inside.times.get(place), found.rest.times.get(place))
        if any(sides):
            # Both sides by the same figure: with open visits censored, or without them.
            curve = any(time is not None and time.by_curve for time in sides)
            yield (f"median time in {stage.title}", *(_time(time, curve=curve) for time in sides), "", "")


def _time(time: StageTime | None, *, curve: bool) -> str:
    if time is None:
        return DASH
    return f"{duration(time.km_median if curve else time.median)} of {count(time.n)}"


def cohort_lines(each: MapAnalysis, wanted: Wanted, style: Style) -> Iterator[str]:
    """Yield the newest cohorts: who purchased, who is dormant, and who came back in each month or week."""
    found = each.cohorts
    if not found.rows:
        return
    newest = found.rows[-_ROWS:]
    over = [n for one in newest for n, active in enumerate(one.active) if active is not None]
    periods = min(_PERIODS, max(over, default=-1) + 1)
    later = f"; with an event in that {found.by} and each after" if periods else ""
    yield f"  Cohorts, by the {found.by} of the first event{later}"
    rows = tuple(
        (
            one.began,
            count(one.group.customers),
            brief(one.group.conversion, wanted.min_n),
            brief(one.group.dormant, wanted.min_n),
            *(_cell(one, n) for n in range(periods)),
        )
        for one in newest
    )
    few = frozenset(n for n, one in enumerate(newest) if one.group.customers < wanted.min_n)
    heads = ("", "customers", "purchased so far", "dormant", *(f"+{n}" for n in range(periods)))
    yield from lines(Table(heads, rows, faint=few), style, _IN)
    if len(found.rows) > len(newest):
        yield f"{_IN}and {several(len(found.rows) - len(newest), 'older cohort')}"


def _cell(cohort: Cohort, period: int) -> str:
    n = cohort.active[period] if period < len(cohort.active) else None
    return "" if n is None else f"{n / cohort.group.customers * 100:.0f} %"
