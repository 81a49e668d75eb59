"""Since when visits move on more or less often, as tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.formats.figures import brief, duration, points, share
from jmap.analyze.formats.tables import Table
from jmap.analyze.measures.turns import Turn
from jmap.analyze.sections.section import Section, greyed
from jmap.analyze.wanted import Wanted
from jmap.measures.proportion import rate

PERIODS: Final = 12
"""So many months or weeks are shown, those about the turn."""


def turn_section(each: MapAnalysis, wanted: Wanted) -> Iterator[Section]:
    """Yield since when visits of a stage move on more or less often, and what months or weeks say of it."""
    if not each.turns:
        return
    yield Section("turns", "Since when visits move on otherwise", turn_table(each, wanted), notes(wanted))
    for one in each.turns:
        title = f"By {wanted.cohorts}: {who_moves_on(one, each)}"
        yield Section("periods", title, period_table(one, wanted))


def notes(wanted: Wanted) -> tuple[str, ...]:
    """Return what has to be said of turns."""
    had, by = duration(float(wanted.window)), wanted.cohorts
    which = f"First visits by the {by} they began in, of customers who began in a start."
    when = f"The first {had} of the log are left out, as what went before is not known; the last, as they are"
    sure = "A turn is shown where it is hardly by chance, whichever place, stage and segment one looks at."
    return which, f"{when} not over.", sure


def turn_table(each: MapAnalysis, wanted: Wanted) -> Table:
    """Return the turns: of what stage and whom, since when, and both shares."""
    rows = tuple(
        (
            each.plan.stages[one.stage].title,
            _whom(one),
            one.since,
            share(one.before, wanted.min_n),
            share(one.after, wanted.min_n),
            points(one.difference),
        )
        for one in each.turns
    )
    few = greyed([min(one.before.of, one.after.of) < wanted.min_n for one in each.turns])
    heads = ("move on from", "of", "since", "before", "since then", "points")
    return Table(heads, rows, frozenset((0, 1, 2)), few)


def period_table(one: Turn, wanted: Wanted) -> Table:
    """Return the months or weeks about a turn, one after another, with those since then marked."""
    turned = next(n for n, each in enumerate(one.periods) if each.began == one.since)
    first = max(0, min(turned - PERIODS // 2, len(one.periods) - PERIODS))
    periods = one.periods[first : first + PERIODS]
    cells = tuple(brief(rate(each.forward, each.visits), wanted.min_n) for each in periods)
    heads = tuple(each.began for each in periods)
    return Table(("", *heads), (("moved on", *cells),))


def who_moves_on(one: Turn, each: MapAnalysis) -> str:
    """Return of whom and what stage a turn is."""
    return f"{each.plan.stages[one.stage].title}, {_whom(one)}"


def _whom(one: Turn) -> str:
    return one.segment.title if one.segment is not None else "all customers"
