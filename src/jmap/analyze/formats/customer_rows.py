"""One customer for a terminal: events, visits with where they led, and where they count."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.analyze.formats.figure_rows import in_unit
from jmap.analyze.formats.figures import DASH, count, duration, several
from jmap.analyze.formats.tables import Table, cut, lines
from jmap.analyze.measures.stage_time import seconds
from jmap.analyze.one_customer import Journey, OneCustomer, Visit
from jmap.analyze.times import moment
from jmap.formats.style import Style
from jmap.formats.width import visible

_IN = "    "
_MOST = 200
_STEPS = 30


def customer_text(found: OneCustomer, style: Style) -> str:
    """Return what maps make of a customer as text."""
    told = [f"{style.bold(visible(found.customer))}  as of {moment(found.as_of)}"]
    for each in found.journeys:
        plan = each.measured.plan
        told.extend(("", f"{style.bold(visible(plan.title))}  {style.faint(visible(plan.path))}"))
        told.extend(_events(each, style))
        told.extend(_visits(each, found.as_of, style))
        told.extend(_counts(each, style))
    return "\n".join(told) + "\n"


def _events(journey: Journey, style: Style) -> Iterator[str]:
    happenings = journey.happenings
    yield f"  {several(len(happenings), 'event')}"
    titles = [stage.title for stage in journey.measured.plan.stages]
    rows = tuple(
        (
            moment(each.us),
            each.event,
            ", ".join(titles[place] for place in each.enters) or ("" if each.named else "not in the map"),
        )
        for each in happenings[:_MOST]
    )
    yield from lines(Table(("time", "event", "enters"), rows, frozenset((0, 1, 2))), style, _IN)
    if len(happenings) > _MOST:
        yield f"{_IN}and {count(len(happenings) - _MOST)} more; `--format json` has all"


def _visits(journey: Journey, as_of: int, style: Style) -> Iterator[str]:
    if not journey.visits:
        yield "  no visit: none of these events enters a stage"
        return
    yield f"  {several(len(journey.visits), 'visit')}"
    titles = [stage.title for stage in journey.measured.plan.stages]
    rows = tuple(
        (
            titles[each.stage],
            moment(each.began),
            DASH if each.ended is None else moment(each.ended),
            duration(seconds((as_of if each.ended is None else each.ended) - each.began)),
            _end(each, titles),
        )
        for each in journey.visits
    )
    heads = ("stage", "from", "to", "time", "then")
    yield from lines(Table(heads, rows, frozenset((0, 1, 2, 4))), style, _IN)


def _end(visit: Visit, titles: list[str]) -> str:
    again = f" (visit {visit.number})" if visit.number > 1 else ""
    if visit.ended is None:
        return f"open{again}"
    if visit.next is None:
        return f"left{again}"
    return f"to {titles[visit.next]}, {visit.kind}{again}"


def _counts(journey: Journey, style: Style) -> Iterator[str]:
    yield "  Where this counts"
    rows = tuple(_where(journey))
    yield from lines(Table(("", ""), rows, frozenset((0, 1))), style, _IN)


def _where(journey: Journey) -> Iterator[tuple[str, str]]:
    """Yield each measure with what the customer is in it."""
    found = journey.measured
    titles = [stage.title for stage in found.plan.stages]
    yield "alive", "yes" if journey.alive else "no"
    reached = [titles[step.stage] for step in found.funnel.steps if step.reached]
    begun = "began in the middle of the journey, " if found.funnel.mid_journey else ""
    yield "funnel", begun + (f"reached {', '.join(reached)}" if reached else "in no chain")
    if any(step.immature for step in found.funnel.steps):
        yield "", "may still come on: the window is open"
    if found.dormancy is not None:
        yield "dormant", "yes" if found.dormancy.share.n else "no"
    if found.paths is not None:
        rows = found.paths.rows
        yield (
            "path to the purchase",
            f"{cut(rows[0].steps, _STEPS)} in {duration(rows[0].median)}" if rows else "none",
        )
    if journey.visits:
        yield "follows the map", "yes" if found.conformance.customer_fitness.n else "no"
    for id_, value in found.metrics.items():
        metric = found.plan.figures.metrics[id_]
        if value.n or value.open:
            late = f"{DASH}, may still come" if value.open and not value.n else ""
            yield metric.title, late or in_unit(value.value, metric.unit)
    for scores in found.health:
        bands = [name for name, n in scores.bands.items() if n]
        if scores.accounts:
            yield scores.model.title, bands[0] if bands else "unknown"
