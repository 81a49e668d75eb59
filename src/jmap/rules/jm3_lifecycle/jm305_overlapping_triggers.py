"""Two ways are open at once, so that nobody can tell which one a customer takes.

What: no event enters two stages, unless a `where` tells them apart, or they wait for it another number of
times. And of two ways out of one stage that are told apart by one metric, its `leave` included, at most one
is open at any value; that is a warning. Thresholds that are met one after the other, such as 50 % and then
80 %, may both be passed.

Why: a customer is in one stage at a time. Where one event enters two, every count of either is wrong. Where
the intervals of a metric overlap, one and the same customer is ready to grow and about to leave.

Fix: give each stage an event of its own, or tell them apart with `where`. Let one interval begin where the
other ends: `< 80%` and `>= 80%`.

Source: ours; stages with objective entry criteria are common practice in sales and customer success.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from jmap.faults import Route, Severity
from jmap.model.conditions import Condition, EventCondition
from jmap.model.events import matches
from jmap.model.metrics import Metric
from jmap.model.stages import Stage
from jmap.records import frozen
from jmap.rules.exits import Exit, exits
from jmap.rules.intervals import Interval, Numbers, intersection, meeting, spelled
from jmap.rules.mentions import of_event
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.triggers import alternatives, metrics_in, surely, told_apart, unit_of
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM305",
    name="overlapping-triggers",
    severity=Severity.ERROR,
    worse=Severity.WARNING,
    on="map",
    withheld_by=("stages", "metrics"),
)

_MOST_ENTRANCES = 100_000
"""So many pairs of entrances with the same event, and of globs and names, are compared in one map."""
_MOST_EXITS = 5_000
"""So many pairs of ways out of a stage are compared, once for each metric."""


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Compare the events that enter stages, then the metrics that lead out of each."""
    faults = [*_entered_twice(journey, see), *_open_twice(journey, see)]
    yield from faults or [see.passed(journey)]


@frozen
class _Entrance:
    """A way into a stage by an event, with what else has to hold."""

    stage: Stage
    event: EventCondition
    beside: tuple[Condition, ...]

    def clashes(self, other: _Entrance) -> bool:
        """Tell whether an event that opens one of the two surely can open both."""
        if self.stage is other.stage or self.event.times != other.event.times:
            return False
        same = len(self.beside) == len(other.beside) and all(each in other.beside for each in self.beside)
        return same and not told_apart(self.event.where, other.event.where)

    def at(self, name: str, journey: Journey) -> Route:
        """Return where it names an event, from its stage on."""
        return of_event(journey, self.stage.id, "enter", name)


def _entered_twice(journey: Journey, see: See) -> Iterator[Outcome]:
    entrances = list(_entrances(journey))
    names = _Names(journey, entrances)
    waiting: dict[str, list[_Entrance]] = {}
    said: set[tuple[str, str]] = set()
    left = _MOST_ENTRANCES
    for entrance in entrances:
        for name in names.of(entrance.event):
            earlier = waiting.setdefault(name, [])
            first = next((each for each in earlier[:left] if entrance.clashes(each)), None)
            left -= min(left, len(earlier))
            earlier.append(entrance)
            if first is None or (first.stage.id, entrance.stage.id) in said:
                continue
            said.add((first.stage.id, entrance.stage.id))
            message = f"event `{name}` enters both `{first.stage.id}` and `{entrance.stage.id}`"
            hint = "give each stage an event of its own, or tell them apart with `where`"
            related = (see.related(first.stage, "the same event", first.at(name, journey)),)
            at = entrance.at(name, journey)
            yield see.failed(entrance.stage, message, hint, at=at, related=related, offending=first.stage.id)


def _entrances(journey: Journey) -> Iterator[_Entrance]:
    for stage in journey.stages:
        for way in alternatives(stage.enter):
            events = [part for part in way if isinstance(part, EventCondition)]
            if len(events) == 1:
                beside = tuple(part for part in way if part is not events[0])
                yield _Entrance(stage, events[0], beside)


class _Names:
    """The events that globs stand for: of the tracking plan, and of those that other stages wait for."""

    def __init__(self, journey: Journey, entrances: list[_Entrance]) -> None:
        waited_for = (name for entrance in entrances for name in entrance.event.event)
        self._all = list(dict.fromkeys((*journey.sight.sections["events"], *waited_for)))
        self._by_glob: dict[str, list[str]] = {}
        self._compared = 0

    def of(self, event: EventCondition) -> list[str]:
        """Return the names of a condition, each once."""
        return list(dict.fromkeys(name for each in event.event for name in self._meant(each)))

    def _meant(self, name: str) -> list[str]:
        if "*" not in name:
            return [name]
        if name not in self._by_glob:
            self._compared += len(self._all)
            every = self._all if self._compared <= _MOST_ENTRANCES else ()
            self._by_glob[name] = [each for each in every if each == name or matches(name, each)] or [name]
        return self._by_glob[name]


def _open_twice(journey: Journey, see: See) -> Iterator[Outcome]:
    compared = 0
    said: set[tuple[str, str, str]] = set()
    for stage, ways in exits(journey):
        asked = [(way, metrics_in(way.condition)) for way in ways]
        for (one, ones), (other, others) in combinations([each for each in asked if each[1]], 2):
            compared += 1
            if compared > _MOST_EXITS:
                return
            for id_ in ones:
                metric = journey.metric(id_)
                key = (one.stage.id, f"{other.stage.id} {other.key}", id_)
                if id_ not in others or metric is None or key in said:
                    continue
                compared += 1
                overlap = _overlap(one, other, metric)
                if overlap is not None:
                    said.add(key)
                    yield _both_open(stage, one, other, metric, overlap, see)


def _both_open(stage: Stage, one: Exit, other: Exit, metric: Metric, overlap: Interval, see: See) -> Outcome:
    unit = unit_of(metric, (one.condition, other.condition)) or ""
    message = (
        f"from `{stage.id}` customers go both {one.wording} and {other.wording}"
        f" while `{metric.id}` is {spelled(overlap, unit)}"
    )
    hint = meeting(overlap.high[0] if overlap.opens_down else overlap.low[0], unit)
    related = (see.related(one.stage, one.wording, one.at(metric.id, see)),)
    return see.failed(
        other.stage,
        message,
        hint,
        at=other.at(metric.id, see),
        related=related,
        severity=Severity.WARNING,
        offending=f"{one.stage.id} {metric.id}",
    )


def _overlap(one: Exit, other: Exit, metric: Metric) -> Interval | None:
    """Return values of a metric for which two ways surely are open, if it is not by thresholds alone."""
    if unit_of(metric, (one.condition, other.condition)) is None:
        return None
    left, right = surely(one.condition, metric.id), surely(other.condition, metric.id)
    for each in left:
        for against in right:
            common: Numbers = intersection(((each,), (against,)))
            if common and not _one_after_the_other(each, against):
                return common[0]
    return None


def _one_after_the_other(one: Interval, other: Interval) -> bool:
    """Tell whether a metric that rises, or falls, comes into one of two open intervals before the other."""
    if one.opens_up and other.opens_up:
        return one.low[0] != other.low[0] and not (one.opens_down or other.opens_down)
    return one.opens_down and other.opens_down and one.high[0] != other.high[0]
