"""The ways out of a stage, each with the condition that opens it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from jmap.faults import Route
from jmap.model.conditions import Condition, parts_of
from jmap.model.stages import Stage
from jmap.records import frozen
from jmap.rules.mentions import of_metric
from jmap.rules.rule import See
from jmap.workspace.journey import Journey

_MOST_PARTS = 64


@frozen
class Exit:
    """A way out of a stage: by `enter` of the stage that it leads to, or by `leave` of its own.

    `condition` is None where none is written, or where it has too many parts to tell.
    """

    stage: Stage
    key: str
    condition: Condition | None

    @property
    def leads_on(self) -> bool:
        """Tell whether it leads to a stage, and not out of the relationship."""
        return self.key == "enter"

    @property
    def wording(self) -> str:
        """Return where a customer goes by it: `to `renewal``, or `away by `leave``."""
        return f"to `{self.stage.id}`" if self.leads_on else "away by `leave`"

    def at(self, metric: str, see: See) -> Route:
        """Return where its condition compares a metric, from its stage on."""
        return of_metric(see.journey, self.stage.id, self.key, metric)


def exits(journey: Journey) -> Iterator[tuple[Stage, list[Exit]]]:
    """Yield each stage that has several ways out with these, as their conditions stand in the file."""
    stages = {stage.id: stage for stage in journey.stages}
    order = {id_: index for index, id_ in enumerate(stages)}
    enter = {stage.id: _told(stage.enter) for stage in journey.stages}
    ends: dict[str, list[str]] = {}
    for way in journey.ways():
        ends.setdefault(way.start, []).append(way.end)
    for stage in journey.stages:
        on = ends.get(stage.id, ())
        if len(on) + (stage.leave is not None) < 2:
            continue
        found = [Exit(stages[end], "enter", enter[end]) for end in on]
        if stage.leave is not None:
            found.append(Exit(stage, "leave", _told(stage.leave)))
        yield stage, sorted(found, key=lambda each: (order[each.stage.id], not each.leads_on))


def _told(condition: Condition | None) -> Condition | None:
    few = sum(1 for _ in islice(parts_of(condition), _MOST_PARTS + 1)) <= _MOST_PARTS
    return condition if few else None
