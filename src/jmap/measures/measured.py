"""Measures of an event log: what customers did, by map. Durations are seconds, shares go from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Final

from jmap.records import frozen

CERTAIN: Final = 0.05
"""With a smaller chance a difference is called one."""

WHOLE_LOG: Final = "log"
"""What the value of a metric is over that is of all of the log."""


@frozen
class Rate:
    """A share with its 95 % interval: `n` of `of` cases. The value is None where `of` is 0."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    of: int


@frozen
class Difference:
    """One share less another, from -1 to 1, with its 95 % interval."""

    value: float
    low: float
    high: float


@frozen
class MilestoneMeasured:
    """The share of visits that reached a milestone, in time where the map says one, and how soon.

    `median` and `p90` are Kaplan-Meier's, in seconds, None where they are not known. `waiting` are those that
    have not reached it and still may.
    """

    reached: Rate
    waiting: int
    median: float | None
    p90: float | None


@frozen
class StageMeasured:
    """What was seen of a stage: its visits, how they came out, how long they took, in seconds.

    `forward`, `back`, `left` and `open` sum to `visits`. `median` and `p90` are the headline: Kaplan-Meier's
    where many visits are still open (`censored` of `n`), else the observed; None where they are not known.
    `observed` is False for a stage whose `enter` no log can show, `milestone` None where it shows none.
    """

    visits: int
    customers: int
    forward: int
    back: int
    left: int
    open: int
    median: float | None
    p90: float | None
    n: int
    censored: int
    observed: bool = True
    milestone: MilestoneMeasured | None = None

    def takes_longer(self, seconds: float, min_n: int) -> bool | None:
        """Tell whether one visit in ten takes longer than a time; None where there is too little to judge."""
        if not self.observed or self.p90 is None or self.n < min_n:
            return None
        return self.p90 > seconds


@frozen
class MoveMeasured:
    """How often customers went from one stage to another; `kind` as the measures call it."""

    start: str
    end: str
    n: int
    customers: int
    kind: str


@frozen
class TouchpointMeasured:
    """What was seen of a touchpoint among first mature visits of its stage.

    `reach` is the share that met it. `exposed` and `not_exposed` are the shares that then moved forward;
    `lift` is their difference with its interval, as of the landmark where there is one.
    """

    reach: Rate | None
    exposed: Rate | None
    not_exposed: Rate | None
    lift: float | None
    lift_low: float | None
    lift_high: float | None

    @property
    def drop_off(self) -> float | None:
        """Return the share of those who met it that did not move forward."""
        return None if self.exposed is None or self.exposed.value is None else 1 - self.exposed.value


@frozen
class MetricMeasured:
    """A metric's value in its own unit, with the cases behind it and an interval where it is a share.

    `over` is the period that a value is of which would grow with the log, `log` where it is of all of that,
    and empty where the metric says itself what it is of.
    """

    value: float | None
    n: int | None
    low: float | None
    high: float | None
    over: str = ""

    @property
    def of_whole_log(self) -> bool:
        """Tell whether the value is of all of the log, whose length no target and no history knows."""
        return self.over == WHOLE_LOG


@frozen
class HealthMeasured:
    """How many accounts stand in each band of a health score, and how many in none for want of data."""

    bands: Mapping[str, int]
    unknown: int


@frozen
class FunnelStep:
    """How many customers reached a stage in order, and the shares of the previous step and of the first."""

    stage: str
    reached: int
    of_previous: Rate | None
    of_first: Rate | None


@frozen
class SignMeasured:
    """What was seen of a driver or a risk, known by its text, among first mature visits of its stage.

    `reach` is the share in which it showed. `shown` and `not_shown` are the shares that then moved forward,
    of a driver, or left, of a risk, and `difference` the first less the second; as of the landmark where
    there is one. `holds` is None where the data cannot tell. `observed` is False where no log can show it.
    """

    text: str
    reach: Rate | None
    shown: Rate | None
    not_shown: Rate | None
    difference: Difference | None
    holds: bool | None
    observed: bool = True


@frozen
class ApartMeasured:
    """A share of a segment beside that of all others, at a stage or, where that is '', anywhere.

    `measure` is as the measures call it. `chance` is that of a gap so wide where there is no difference, as
    corrected; None with too few cases to judge by.
    """

    measure: str
    stage: str
    inside: Rate
    rest: Rate
    difference: Difference | None
    chance: float | None

    @property
    def certain(self) -> bool:
        """Tell whether the difference is hardly by chance."""
        return self.difference is not None and self.chance is not None and self.chance < CERTAIN


@frozen
class SegmentMeasured:
    """A segment against the rest; `corrected` where each chance is, for how many comparisons there are."""

    apart: tuple[ApartMeasured, ...]
    corrected: bool = False


@frozen
class MapMeasured:
    """Everything measured of one map. `digests` are SHA-256 of the files it rested on, by path.

    `event_coverage` is the share of events that the map explains. `dormant` is the share of those alive.
    `undeclared` are the events that it does not explain, the most frequent first. `time_to_value` is from the
    purchase to the first milestone after it, of those who purchased. `drivers` and `risks` are by stage.
    """

    funnel: tuple[FunnelStep, ...] = ()
    stages: Mapping[str, StageMeasured] = field(default_factory=dict)
    moves: tuple[MoveMeasured, ...] = ()
    touchpoints: Mapping[str, TouchpointMeasured] = field(default_factory=dict)
    metrics: Mapping[str, MetricMeasured] = field(default_factory=dict)
    health: Mapping[str, HealthMeasured] = field(default_factory=dict)
    dormant: Rate | None = None
    event_coverage: Rate | None = None
    never_seen: tuple[str, ...] | None = None
    digests: Mapping[str, str] = field(default_factory=dict)
    undeclared: tuple[str, ...] = ()
    time_to_value: MilestoneMeasured | None = None
    drivers: Mapping[str, tuple[SignMeasured, ...]] = field(default_factory=dict)
    risks: Mapping[str, tuple[SignMeasured, ...]] = field(default_factory=dict)
    segments: Mapping[str, SegmentMeasured] = field(default_factory=dict)


@frozen
class Measures:
    """A file of measures: what day it speaks of, below how many cases nothing is judged, and its maps by id.

    `path` is the file's name as it was given.
    """

    path: str
    as_of: date
    min_n: int
    maps: Mapping[str, MapMeasured]
