"""Metrics that grow with the time they are taken over: those that have no window of their own.

What a history says of quarters, and a target beside it, is of a quarter. So such a metric is measured over
the newest whole period of the kind that its history has; without one it is of the whole log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jmap.analyze.figures import Counted, Distinct, InBand, Ratio, ShareOf, Summed
from jmap.analyze.period import PeriodShown, newest_whole
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log


def totals(plan: MapPlan) -> Iterator[str]:
    """Yield the ids of a map's own metrics that grow so: counts, sums, kinds, and ratios with one of them."""
    for id_ in plan.figures.shown:
        if _grows(plan, id_, ()):
            yield id_


def periods(plan: MapPlan, zone: str, log: Log) -> dict[str, PeriodShown]:
    """Return over which period a metric is measured that grows so, by id; others are of the whole log."""
    found = {}
    whole: dict[str, PeriodShown | None] = {}
    for id_ in totals(plan):
        grain = plan.figures.metrics[id_].grain
        if grain and grain not in whole:
            whole[grain] = newest_whole(grain, zone, log)
        period = whole[grain] if grain else None
        if period is not None:
            found[id_] = period
    return found


def reached_from(plan: MapPlan, ids: Iterable[str]) -> Iterator[str]:
    """Yield the ids of metrics, and of those that they rest on."""
    open_, known = list(ids), set()
    while open_:
        id_ = open_.pop()
        metric = plan.figures.metrics.get(id_)
        if metric is None or id_ in known:
            continue
        known.add(id_)
        yield id_
        if isinstance(metric.asked, Ratio):
            open_.extend((metric.asked.of, metric.asked.over))


def rests_on_states(plan: MapPlan, id_: str) -> bool:
    """Tell whether a metric rests on who is dormant, or on how accounts stand, at a moment."""
    asked = (plan.figures.metrics[each].asked for each in reached_from(plan, (id_,)))
    return any(each == ShareOf("dormant") or isinstance(each, InBand) for each in asked)


def _grows(plan: MapPlan, id_: str, asking: tuple[str, ...]) -> bool:
    metric = plan.figures.metrics.get(id_)
    if metric is None or id_ in asking:
        return False
    match metric.asked:
        case Counted() | Summed() | Distinct():
            return metric.window is None
        case Ratio(of, over):
            return any(_grows(plan, each, (*asking, id_)) for each in (of, over))
        case _:
            return False
