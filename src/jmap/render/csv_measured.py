"""What a log says of a touchpoint and its stage, as columns of the CSV; shares are in percent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from jmap.formats.sinks.csv import Value
from jmap.measures.measured import MapMeasured, Rate, StageMeasured, TouchpointMeasured
from jmap.measures.proportion import rate
from jmap.records import frozen

_DAY: Final = 86_400


@frozen
class Seen:
    """What was measured of a map; a touchpoint of it and its stage, each by its id."""

    measured: MapMeasured
    min_n: int
    stage_id: str
    step_id: str

    @property
    def stage(self) -> StageMeasured | None:
        """Return what was seen of the stage, or None where no log shows it."""
        found = self.measured.stages.get(self.stage_id)
        return found if found is not None and found.observed else None

    @property
    def step(self) -> TouchpointMeasured | None:
        """Return what was seen of the touchpoint."""
        return self.measured.touchpoints.get(self.step_id)


Get: TypeAlias = Callable[[Seen], Value]


def _of_stage(get: Callable[[StageMeasured], Value]) -> Get:
    return lambda seen: get(seen.stage) if seen.stage is not None else None


def _of_step(get: Callable[[TouchpointMeasured], Value]) -> Get:
    return lambda seen: get(seen.step) if seen.step is not None else None


def _percent(share: float | None) -> Value:
    return round(100 * share, 4) if share is not None else None


def _rest(share: float | None) -> Value:
    return _percent(1 - share) if share is not None else None


def _value(share: Rate | None) -> Value:
    return _percent(share.value) if share is not None else None


def _cases(share: Rate | None) -> Value:
    return share.of if share is not None else None


def _dropped(stage: StageMeasured) -> Rate:
    return rate(stage.left + stage.back, stage.visits - stage.open)


def _milestone(stage: StageMeasured) -> Rate | None:
    return stage.milestone.reached if stage.milestone is not None else None


def _judged(seen: Seen) -> Value:
    met = seen.step.exposed if seen.step is not None else None
    return met.of >= seen.min_n if met is not None else None


MEASURED: Final[tuple[tuple[str, str, Get], ...]] = (
    ("measured_stage_visits", "visits of the stage, by a log", _of_stage(lambda stage: stage.visits)),
    (
        "measured_stage_median_days",
        "median days in the stage",
        _of_stage(lambda stage: round(stage.median / _DAY, 4) if stage.median is not None else None),
    ),
    (
        "measured_stage_drop_off",
        "percent of the stage's ended visits that left or went back",
        _of_stage(lambda stage: _value(_dropped(stage))),
    ),
    (
        "measured_stage_drop_off_n",
        "how many ended visits",
        _of_stage(lambda stage: _cases(_dropped(stage))),
    ),
    (
        "measured_stage_milestone",
        "percent of visits that reached the stage's milestone",
        _of_stage(lambda stage: _value(_milestone(stage))),
    ),
    ("measured_stage_milestone_n", "of how many visits", _of_stage(lambda stage: _cases(_milestone(stage)))),
    (
        "measured_reach",
        "percent of first visits that met the touchpoint",
        _of_step(lambda step: _value(step.reach)),
    ),
    ("measured_reach_n", "of how many visits", _of_step(lambda step: _cases(step.reach))),
    (
        "measured_not_moved_on",
        "percent of those who met it that did not move on in time",
        _of_step(lambda step: _percent(step.drop_off)),
    ),
    (
        "measured_not_moved_on_low",
        "lower end of its 95 % interval",
        _of_step(lambda step: _rest(step.exposed.high) if step.exposed is not None else None),
    ),
    (
        "measured_not_moved_on_high",
        "upper end of it",
        _of_step(lambda step: _rest(step.exposed.low) if step.exposed is not None else None),
    ),
    ("measured_not_moved_on_n", "how many met it", _of_step(lambda step: _cases(step.exposed))),
    (
        "measured_not_moved_on_unmet",
        "percent of those who did not meet it that did not",
        _of_step(lambda step: _rest(step.not_exposed.value) if step.not_exposed is not None else None),
    ),
    ("measured_not_moved_on_unmet_n", "how many did not", _of_step(lambda step: _cases(step.not_exposed))),
    ("measured_judged", "`true` where enough met it to judge by", _judged),
)
"""The columns: name, what each holds, and how it is filled."""
