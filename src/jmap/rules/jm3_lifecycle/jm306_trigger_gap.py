"""Between two ways out of a stage, a metric has values that lead nowhere.

What: where two ways out of one stage are told apart by one metric, they meet: no value lies between them
for which neither is open, nor any other way. Ways that are open for other reasons too, or that do not say
when, fill every gap, and so does a `leave`. Values before the first threshold or past the last are no gap.

Why: the customers in between belong nowhere. They are too good to be rescued and not good enough to grow, and
no report has them.

Fix: let one interval begin where the other ends: `< 80%` and `>= 80%`. Where customers in between are meant
to stay as they are, accept the finding in a comment and say so.

Source: ours; stages with objective entry criteria are common practice in sales and customer success.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.metrics import Metric
from jmap.model.stages import Stage
from jmap.rules.exits import Exit, exits
from jmap.rules.intervals import Interval, gaps, meeting, spelled, union
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.triggers import maybe, metrics_in, surely, unit_of
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM306",
    name="trigger-gap",
    severity=Severity.WARNING,
    on="map",
    withheld_by=("stages", "metrics", "leave"),
)

_SHARES = ("rate", "ratio")
_MOST_COMPARED = 5_000
"""So many ways are looked at in one map, once for each metric."""


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look at the ways out of each stage, for each metric that two of them ask for."""
    found: dict[tuple[str, str, str, Interval], Outcome] = {}
    compared = 0
    for stage, ways in exits(journey):
        asked = Counter(id_ for way in ways if way.leads_on for id_ in metrics_in(way.condition))
        for id_, times in asked.items():
            metric = journey.metric(id_)
            compared += len(ways)
            if times < 2 or metric is None or compared > _MOST_COMPARED:
                continue
            for one, other, gap in _gaps(journey, ways, metric):
                key = (one.stage.id, other.stage.id, id_, gap)
                if key not in found:
                    found[key] = _between(stage, one, other, metric, gap, see)
    yield from found.values() or [see.passed(journey)]


def _gaps(journey: Journey, ways: list[Exit], metric: Metric) -> Iterator[tuple[Exit, Exit, Interval]]:
    """Yield the values of a metric for which no way is open, with the ways on both sides as in the file."""
    conditions = [way.condition for way in ways]
    if journey.file.leave is not None:
        conditions.append(journey.file.leave)
    unit = unit_of(metric, conditions)
    if unit is None:
        return
    for gap in gaps(union(maybe(condition, metric.id) for condition in conditions)):
        if gap.between_neighbours and unit != "%" and metric.kind not in _SHARES:
            continue
        sides = [way for way in ways if way.leads_on and _borders(way, metric, gap)]
        below = [
            way for way in sides if any(each.high == gap.low for each in surely(way.condition, metric.id))
        ]
        above = [way for way in sides if way not in below]
        if below and above:
            one, other = (each for each in ways if each in (below[0], above[0]))
            yield one, other, gap


def _borders(way: Exit, metric: Metric, gap: Interval) -> bool:
    """Tell whether a way surely is open right before or after a gap, and not for a single value."""
    values = [each for each in surely(way.condition, metric.id) if not each.point]
    return any(each.high == gap.low or each.low == gap.high for each in values)


def _between(stage: Stage, one: Exit, other: Exit, metric: Metric, gap: Interval, see: See) -> Outcome:
    unit = unit_of(metric, (one.condition, other.condition)) or ""
    message = (
        f"from `{stage.id}` customers go neither {one.wording} nor {other.wording}"
        f" while `{metric.id}` is {spelled(gap, unit)}"
    )
    hint = meeting(gap.high[0], unit)
    related = (see.related(one.stage, one.wording, one.at(metric.id, see)),)
    return see.failed(
        other.stage,
        message,
        hint,
        at=other.at(metric.id, see),
        related=related,
        offending=f"{one.stage.id} {metric.id} {gap.low[0]:g}",
    )
