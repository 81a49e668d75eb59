"""Segments against the rest, and cohorts, as tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.formats.figures import DASH, cases, count, duration, points, several, share
from jmap.analyze.formats.tables import Table, cut
from jmap.analyze.measures.apart import Apart, Median, TimeApart
from jmap.analyze.measures.cohorts import Cohort
from jmap.analyze.measures.segments import Segment
from jmap.analyze.plan import MapPlan
from jmap.analyze.sections.journey import STEPS, named
from jmap.analyze.sections.section import Section, greyed
from jmap.analyze.wanted import Wanted
from jmap.measures.proportion import rate

ROWS: Final = 24
"""So many cohorts are shown, the newest."""
PERIODS: Final = 12
"""So many months or weeks of a cohort are shown."""
_ALWAYS: Final = frozenset(("funnel", "dormant", "conversion"))
_SAID: Final = {
    "funnel": "reach {} from the step before",
    "forward": "move on from {}",
    "left": "leave in {}",
    "dormant": "are dormant in {}",
    "milestone": "reach the milestone of {}",
    "reach": "meet {}",
    "met": "move on if they met {}",
    "driver": "show the driver {}",
    "risk": "show the risk {}",
    "path": "take the path {}",
}
_OF_ALL: Final = {
    "dormant": "are dormant",
    "conversion": "purchase",
    "value": "reach a milestone after the purchase",
    "customers": "follow the map",
    "moves": "moves that are declared",
    "events": "events that the map names",
}
_LEAST: Final = 1e-4


def segment_sections(each: MapAnalysis, wanted: Wanted) -> Iterator[Section]:
    """Yield each segment against the rest: shares with their difference, then median times."""
    for found in each.segments.found:
        shown = shown_apart(found)
        rows: list[tuple[str, ...]] = [
            (
                comparison(one, each.plan, wanted),
                share(one.inside, wanted.min_n),
                share(one.rest, wanted.min_n),
                points(one.difference),
                chance_in_words(one.chance),
                judgement(one),
            )
            for one in shown
        ]
        compared: list[Apart | TimeApart] = [*shown, *found.times]
        few = greyed([too_few(one, wanted) for one in compared])
        rows.extend(time_rows(found, each.plan, wanted))
        here = rate(found.inside.customers, found.inside.customers + found.rest.customers)
        notes = [f"{share(here, 0)} customers, by what the first event says of them."]
        if found.unknown:
            notes.append(f"Of {several(found.unknown, 'customer')} the log does not say.")
        if len(shown) < len(found.apart):
            others = several(len(found.apart) - len(shown), "other share")
            notes.append(f"{others} compared, of which none differs for sure, stand in the file of measures.")
        if each.segments.corrected:
            notes.append("p is corrected by Holm's method for how many gaps are looked at.")
        if any(one.chance is not None for one in shown):
            notes.append("p is how often a gap so wide would come up if there were no difference at all.")
        heads = ("share who", "in the segment", "the rest", "difference", "p", "in the data")
        table = Table(heads, tuple(rows), frozenset((0, 5)), few)
        yield Section("segments", f"Segment: {found.plan.title}", table, tuple(notes))


def shown_apart(found: Segment) -> list[Apart]:
    """Return the comparisons to show: what differs for sure, the funnel, the purchase, who is dormant."""
    return [
        one
        for one in found.apart
        if one.certain or (one.measure in _ALWAYS and (one.measure == "funnel" or one.stage is None))
    ]


def comparison(one: Apart, plan: MapPlan, wanted: Wanted) -> str:
    """Return what is compared, in words."""
    if one.measure == "metric":
        return plan.figures.metrics[one.what].title
    if one.measure == "health":
        id_, _, band = one.what.rpartition("/")
        title = next(model.title for model in plan.figures.models if model.id == id_)
        return f"are {band} in {title}"
    if one.measure in ("reach", "met"):
        title = next(each.title for each in plan.contacts if each.id == one.what)
        return _SAID[one.measure].format(title)
    if one.measure == "path":
        return _SAID["path"].format(cut(named(one.what.split(" > "), plan, wanted.by), STEPS))
    if one.what:
        return _SAID[one.measure].format(one.what)
    if one.stage is None:
        return _OF_ALL[one.measure]
    return _SAID[one.measure].format(plan.stages[one.stage].title)


def judgement(one: Apart) -> str:
    """Return what the data say of a difference, in words."""
    if not one.judged:
        return "not judged"
    return "too few" if one.chance is None else "differs" if one.certain else "not sure"


def too_few(one: Apart | TimeApart, wanted: Wanted) -> bool:
    """Tell whether one side of a comparison has fewer cases than are judged."""
    sides = one.visits if isinstance(one, TimeApart) else (one.inside.of, one.rest.of)
    return min(sides) < wanted.min_n


def chance_in_words(chance: float | None) -> str:
    """Return how often a gap so wide would come up where there is no difference: a p-value from 0 to 1."""
    if chance is None:
        return DASH
    if chance < _LEAST:
        return "< 0.0001"
    return f"{chance:.2g}"


def time_rows(found: Segment, plan: MapPlan, wanted: Wanted) -> Iterator[tuple[str, ...]]:
    """Yield the median times in each stage, with what lies between them."""
    for one in found.times:
        sides = (one.inside, one.visits[0]), (one.rest, one.visits[1])
        told = ""
        if one.difference is not None:
            told = "too few" if too_few(one, wanted) else "differs" if one.certain else "not sure"
        medians = (_median(side, visits, wanted.min_n) for side, visits in sides)
        yield (f"median time in {plan.stages[one.stage].title}", *medians, gap(one), DASH, told)


def _median(found: Median, visits: int, least: int) -> str:
    few = "*" if found.value is not None and visits < least else ""
    return f"{duration(found.value)}{few} of {count(visits)}" if visits else DASH


def gap(one: TimeApart) -> str:
    """Return the difference of two times with its interval; a dash where it is not known."""
    found = one.difference
    if found is None:
        return DASH
    value, low, high = (None if each is None else lapse(each) for each in found)
    return f"{value} ({low or '?'} to {high or '?'})"


def lapse(seconds: float) -> str:
    """Return a length of time with its sign."""
    return f"{'-' if seconds < 0 else '+'}{duration(abs(seconds))}"


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
            cases(one.group.customers, wanted.min_n),
            share(one.group.conversion, wanted.min_n),
            share(one.group.dormant, wanted.min_n),
            *(_cell(one, n) for n in range(periods)),
        )
        for one in newest
    )
    few = greyed([one.group.customers < wanted.min_n for one in newest])
    heads = ("began in", "customers", "purchased so far", "dormant", *(f"+{n}" for n in range(periods)))
    notes = [f"By the {found.by} of the first event."]
    if periods:
        notes.append(f"+1 is the {found.by} after it: the share of the row's customers with an event in it.")
        notes.append(f"A {found.by} that is not over is empty.")
    if len(found.rows) > len(newest):
        notes.append(f"And {several(len(found.rows) - len(newest), 'older cohort')}.")
    yield Section("cohorts", "Cohorts", Table(heads, rows, faint=few), tuple(notes))


def _cell(cohort: Cohort, period: int) -> str:
    n = cohort.active[period] if period < len(cohort.active) else None
    return "" if n is None else f"{n / cohort.group.customers * 100:.0f} %"
