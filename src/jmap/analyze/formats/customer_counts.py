"""Where one customer counts in the measures of a map, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from jmap.analyze.conditions import MICROS
from jmap.analyze.customer_contacts import MET, NO_VISIT, NOT_MET, Met, Milestone
from jmap.analyze.customer_funnel import BEFORE, LATE, NEVER, NO_START, OPEN, Halt
from jmap.analyze.formats.account_rows import part_lines, points
from jmap.analyze.formats.figure_rows import in_unit, over_in_words
from jmap.analyze.formats.figures import DASH, duration
from jmap.analyze.formats.tables import Table, cut, lines
from jmap.analyze.one_customer import Journey, OneCustomer
from jmap.analyze.times import moment
from jmap.analyze.wanted import Wanted
from jmap.formats.style import Style
from jmap.formats.width import visible
from jmap.measures.measured import WHOLE_LOG

_IN: Final = "    "
_STEPS: Final = 30

Row = tuple[str, str]


def count_lines(journey: Journey, found: OneCustomer, style: Style) -> Iterator[str]:
    """Yield where the customer counts: standing, funnel, milestones, contacts, groups, metrics, health."""
    yield "  Where this counts"
    rows = (
        *_standing(journey, found.as_of),
        *_funnel(journey, found.wanted),
        *_milestones(journey),
        *_contacts(journey),
        *_path(journey),
        *_groups(journey),
        *_metrics(journey),
    )
    yield from lines(Table(("", ""), rows, frozenset((0, 1))), style, _IN)
    yield from _health(journey, style)


def _standing(journey: Journey, as_of: int) -> Iterator[Row]:
    standing = journey.standing
    silent = f"last event {moment(standing.last)}, {duration((as_of - standing.last) / MICROS)} ago"
    if standing.alive:
        yield "alive", f"yes, {silent}"
    else:
        left = f", left on {moment(standing.left)}" if standing.left is not None else ""
        yield "alive", f"no{left}; {silent}"
    if standing.dormant is not None:
        none = "" if standing.alive else ": only who is alive can be"
        yield "dormant", "yes" if standing.dormant else f"no{none}"


def _funnel(journey: Journey, wanted: Wanted) -> Iterator[Row]:
    titles = [stage.title for stage in journey.measured.plan.stages]
    way, first = journey.way, "funnel"
    if not journey.measured.plan.chain:
        return
    if journey.measured.funnel.mid_journey:
        began = titles[journey.visits[0].stage]
        yield first, f"began in the middle of the journey, in {began}: a line of its own, no start"
        first = ""
    for each in way.steps:
        yield first, f"{titles[each.stage]} on {moment(each.at)}"
        first = ""
    if way.halt is not None:
        yield first, f"not {titles[way.halt.stage]}: {_why(way.halt, wanted)}"


def _why(halt: Halt, wanted: Wanted) -> str:
    at = moment(halt.at) if halt.at is not None else DASH
    window = duration(float(wanted.window))
    match halt.why:
        case str(why) if why == OPEN:
            return f"may still come, the window is open until {at}"
        case str(why) if why == LATE:
            return f"came on {at}, past the window of {window} from the start"
        case str(why) if why == BEFORE:
            return f"was there on {at} only, before the step before it"
        case str(why) if why == NEVER:
            return f"did not come by {at}, when the window of {window} passed"
        case str(why) if why == NO_START:
            return "never entered it, so there is no start"
        case _:
            return f"its window is open until {at}, and `--mature` leaves such starts out"


def _milestones(journey: Journey) -> Iterator[Row]:
    titles = [stage.title for stage in journey.measured.plan.stages]
    first = "milestones"
    for each in journey.milestones:
        again = f" (visit {each.visit.number})" if each.visit.number > 1 else ""
        yield first, f"{titles[each.visit.stage]}{again}: {_reached(each)}"
        first = ""
    value = journey.measured.milestones.to_value
    if value is not None and value.reached.of:
        yield (
            "time to value",
            duration(value.median) if value.reached.n else "no milestone since the purchase",
        )


def _reached(each: Milestone) -> str:
    if each.at is not None:
        return f"reached on {moment(each.at)}, after {duration((each.at - each.visit.began) / MICROS)}"
    if not each.waits:
        return "not reached"
    return "not yet reached" + (f", may be until {moment(each.until)}" if each.until is not None else "")


def _contacts(journey: Journey) -> Iterator[Row]:
    plan = journey.measured.plan
    titles = [stage.title for stage in plan.stages]
    contacts = [(each, plan.contacts[each.place]) for each in journey.touchpoints]
    yield from _met("touchpoints", [(each, one.title, titles[one.stage]) for each, one in contacts])
    signs = [(each, plan.signs[each.place]) for each in journey.signs]
    for kind, head in (("driver", "drivers"), ("risk", "risks")):
        of_kind = [(each, one.text, titles[one.stage]) for each, one in signs if one.kind == kind]
        yield from _met(head, of_kind)


def _met(head: str, every: Sequence[tuple[Met, str, str]]) -> Iterator[Row]:
    """Yield what was met, each with whether that counts, then the names of what a visit could have met."""
    first = head
    for each, name, stage in every:
        if each.meetings:
            yield first, f"{name} ({stage}): {'; '.join(_meetings(each))}; {_counted(each)}"
            first = ""
    others = [name for each, name, _ in every if not each.meetings and each.counted != NO_VISIT]
    if others:
        yield first, f"not met: {', '.join(others)}"


def _meetings(each: Met) -> Iterator[str]:
    for one in each.meetings:
        wait = one.first - one.visit.began
        after = f"after {duration(wait / MICROS)}" if wait else "at once"
        times = f"{one.n} times, first " if one.n > 1 else ""
        visit = f"in visit {one.visit.number} " if one.visit.number > 1 else ""
        yield f"{visit}{times}{after}"


def _counted(each: Met) -> str:
    if each.counted == MET:
        return "counts as met"
    if each.counted == NOT_MET:
        return "counts as not met, as it is not in the first visit and its window"
    until = f" until {moment(each.until)}" if each.until is not None else ""
    return f"not counted yet, the window is open{until}"


def _path(journey: Journey) -> Iterator[Row]:
    paths = journey.measured.paths
    if paths is not None:
        rows = paths.rows
        told = f"{cut(rows[0].steps, _STEPS)} in {duration(rows[0].median)}" if rows else "no purchase"
        yield "path to the purchase", told
    if journey.visits:
        follows = journey.measured.conformance.customer_fitness.n
        yield "follows the map", "yes" if follows else "no"


def _groups(journey: Journey) -> Iterator[Row]:
    cohorts = journey.measured.cohorts
    if cohorts.rows:
        yield "cohort", f"{cohorts.rows[0].began}, the {cohorts.by} of the first event"
    told = []
    for status in dict.fromkeys(status for _, status in journey.segments):
        named = ", ".join(plan.title for plan, each in journey.segments if each == status)
        told.append(f"{status}: {named}")
    if told:
        yield "segments", "; ".join(sorted(told))


def _metrics(journey: Journey) -> Iterator[Row]:
    found = journey.measured
    for id_, value in found.metrics.items():
        metric = found.plan.figures.metrics[id_]
        if value.n or value.open:
            late = f"{DASH}, may still come" if value.open and not value.n else ""
            over = over_in_words(value.over) if value.over != WHOLE_LOG else ""
            yield metric.title, late or f"{in_unit(value.value, metric.unit)} {over}".rstrip()


def _health(journey: Journey, style: Style) -> Iterator[str]:
    """Yield each health score with its parts, or why there is none."""
    scored = {each.named.model.id: each for each in journey.health}
    for model in journey.measured.plan.figures.models:
        found = scored.get(model.id)
        if found is None:
            why = "in none of the stages it is kept for" if journey.standing.alive else "not alive"
            yield f"  Health: {visible(model.title)}, no score: {why}"
            continue
        band = found.named.score.band or "unknown"
        yield f"  Health: {visible(model.title)}, {points(found.score)}, {visible(band)}"
        yield from part_lines(found, style)
