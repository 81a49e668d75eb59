"""One customer for a terminal: events, visits with how they came out, and where they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from jmap.analyze.conditions import MICROS
from jmap.analyze.customer_visits import Visit
from jmap.analyze.formats.customer_counts import count_lines
from jmap.analyze.formats.figures import count, duration, several
from jmap.analyze.formats.tables import Table, lines
from jmap.analyze.one_customer import Journey, OneCustomer
from jmap.analyze.times import moment
from jmap.formats.style import Style
from jmap.formats.width import visible

_IN: Final = "    "
_MOST: Final = 200


def customer_text(found: OneCustomer, style: Style) -> str:
    """Return what maps make of a customer as text: the events once, then each map."""
    told = [f"{style.bold(visible(found.customer))}  as of {moment(found.as_of)}"]
    told.extend(_events(found.journeys, style))
    for each in found.journeys:
        plan = each.measured.plan
        told.extend(("", f"{style.bold(visible(plan.title))}  {style.faint(visible(plan.path))}"))
        told.extend(_visits(each, found.as_of, style))
        told.extend(count_lines(each, found, style))
    return "\n".join(told) + "\n"


def _events(journeys: Sequence[Journey], style: Style) -> Iterator[str]:
    """Yield the events, each with the stages that it enters in any of the maps."""
    whole = list(zip(*(each.happenings for each in journeys), strict=True))
    unnamed = "not in the map" if len(journeys) == 1 else "in no map"
    rows = []
    for seen in whole[:_MOST]:
        titles = [
            journey.measured.plan.stages[place].title
            for journey, one in zip(journeys, seen, strict=True)
            for place in one.enters
        ]
        plain = "" if any(one.named for one in seen) else unnamed
        rows.append((moment(seen[0].us), seen[0].event, ", ".join(dict.fromkeys(titles)) or plain))
    yield f"  {several(len(whole), 'event')}"
    yield from lines(Table(("time", "event", "enters"), tuple(rows), frozenset((0, 1, 2))), style, _IN)
    if len(whole) > _MOST:
        yield f"{_IN}and {count(len(whole) - _MOST)} more; `--format json` has all"


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
            duration(((as_of if each.ended is None else each.ended) - each.began) / MICROS),
            _outcome(each, titles),
        )
        for each in journey.visits
    )
    heads = ("stage", "from", "time", "came out")
    yield from lines(Table(heads, rows, frozenset((0, 1, 3))), style, _IN)


def _outcome(visit: Visit, titles: Sequence[str]) -> str:
    again = f" (visit {visit.number})" if visit.number > 1 else ""
    if visit.ended is not None and visit.left:
        return f"left on {moment(visit.ended)}{again}"
    if visit.next is None:
        return f"{visit.outcome}{again}"
    over = f" over {', '.join(titles[place] for place in visit.jumped)}" if visit.jumped else ""
    kind = f", {visit.kind}{over}" if visit.kind != "backward" else ""
    return f"{visit.outcome} to {titles[visit.next]}{kind}{again}"
