"""Segments, turns and cohorts on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.formats.figures import brief, cases, points, several
from jmap.analyze.formats.tables import Table, fitting, lines
from jmap.analyze.measures.apart import Apart, TimeApart
from jmap.analyze.measures.cohorts import Cohort
from jmap.analyze.measures.turns import Turn
from jmap.analyze.sections.groups import chance_in_words, comparison, judgement, time_rows, too_few
from jmap.analyze.sections.turns import period_table, turn_table, who_moves_on
from jmap.analyze.wanted import Wanted
from jmap.formats.style import Style
from jmap.formats.width import visible
from jmap.measures.proportion import rate

_IN: Final = "    "
_ALWAYS: Final = frozenset(("conversion", "dormant"))
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
        shown = [one for one in found.apart if one.certain or (one.measure in _ALWAYS and one.stage is None)]
        rows: list[tuple[str, ...]] = [
            (
                comparison(one, each.plan, wanted),
                brief(one.inside, wanted.min_n),
                brief(one.rest, wanted.min_n),
                points(one.difference),
                chance_in_words(one.chance),
                judgement(one),
            )
            for one in shown
        ]
        compared: list[Apart | TimeApart] = [*shown, *found.times]
        few = frozenset(n for n, one in enumerate(compared) if too_few(one, wanted))
        rows.extend(time_rows(found, each.plan, wanted))
        heads = ("share who", "in it", "the rest", "difference", "p", "")
        yield from lines(Table(heads, tuple(rows), left=frozenset((0, 5)), faint=few), style, _IN)
        if len(found.apart) > len(shown):
            others = several(
                len(found.apart) - len(shown), "other comparison shows", "other comparisons show"
            )
            by = ", by Holm's correction" if each.segments.corrected else ""
            yield style.faint(f"{_IN}{others} no sure difference{by}")


def turn_lines(each: MapAnalysis, wanted: Wanted, style: Style) -> Iterator[str]:
    """Yield since when visits move on more or less often, and the months or weeks about it."""
    if not each.turns:
        return
    yield f"  Since when visits move on otherwise, by the {wanted.cohorts} they began in"
    yield from lines(turn_table(each, wanted), style, _IN)
    for one in each.turns:
        yield f"{_IN}{visible(who_moves_on(one, each))}"
        yield from lines(_listed(one, wanted), style, _IN)


def _listed(one: Turn, wanted: Wanted) -> Table:
    """Return the months or weeks about a turn one below the other, which any terminal has room for."""
    told = period_table(one, wanted)
    [(did, *shares)] = told.rows
    periods = told.heads[1:]
    sides = ("before" if began < one.since else "since then" for began in periods)
    return Table(("", did, ""), tuple(zip(periods, shares, sides, strict=True)), frozenset((0, 2)))


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
            cases(one.group.customers, wanted.min_n),
            brief(one.group.conversion, wanted.min_n),
            brief(one.group.dormant, wanted.min_n),
            *(_cell(one, n) for n in range(periods)),
        )
        for one in newest
    )
    few = frozenset(n for n, one in enumerate(newest) if one.group.customers < wanted.min_n)
    heads = ("", "customers", "purchased so far", "dormant", *(f"+{n}" for n in range(periods)))
    yield from lines(fitting(Table(heads, rows, faint=few), style, _IN), style, _IN)
    if len(found.rows) > len(newest):
        yield f"{_IN}and {several(len(found.rows) - len(newest), 'older cohort')}"


def _cell(cohort: Cohort, period: int) -> str:
    n = cohort.active[period] if period < len(cohort.active) else None
    return "" if n is None else f"{n / cohort.group.customers * 100:.0f} %"
