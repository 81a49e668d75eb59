"""How many visits reach the milestone of their stage and how soon, and how long the purchase takes to pay."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.audit.where import Where, where_of
from jmap.measures.measured import MapMeasured, Rate
from jmap.model.conditions import Condition, parts_of
from jmap.records import frozen
from jmap.workspace.journey import Journey


@frozen
class MilestoneLine:
    """The milestone of a stage as it was measured; durations in seconds.

    `label` is what the map calls it and `within` the time that it gives, '' where it says none. `reached` is
    the share of visits, in time. `waiting` have not reached it and still may. `few` tells that there are too
    few visits to judge by.
    """

    id: str
    title: str
    label: str
    within: str
    reached: Rate
    waiting: int
    median: float | None
    p90: float | None
    few: bool
    where: Where


@frozen
class ValueLine:
    """From the purchase to the first milestone after it: of those who purchased, in seconds.

    The rest is as in `MilestoneLine`.
    """

    reached: Rate
    waiting: int
    median: float | None
    p90: float | None
    few: bool
    where: Where


def milestone_lines(journey: Journey, measured: MapMeasured, min_n: int) -> Iterator[MilestoneLine]:
    """Yield the milestones that the log can show, in journey order."""
    for stage in journey.stages:
        seen = measured.stages.get(stage.id)
        if seen is None or not seen.observed or seen.milestone is None or stage.milestone is None:
            continue
        found = seen.milestone
        yield MilestoneLine(
            stage.id,
            stage.title,
            getattr(stage.milestone, "label", None) or "",
            within(stage.milestone),
            found.reached,
            found.waiting,
            found.median,
            found.p90,
            found.reached.of < min_n,
            where_of(journey, "stages", stage.id, ("milestone",)),
        )


def value_line(journey: Journey, measured: MapMeasured, min_n: int) -> ValueLine | None:
    """Return the time to value, or None where it was not measured."""
    found = measured.time_to_value
    if found is None:
        return None
    few = found.reached.of < min_n
    return ValueLine(found.reached, found.waiting, found.median, found.p90, few, where_of(journey))


def within(condition: Condition) -> str:
    """Return the time that a milestone gives, or '' where it gives none, or several."""
    times = {time.text for part in parts_of(condition) if (time := getattr(part, "within", None)) is not None}
    return times.pop() if len(times) == 1 else ""
