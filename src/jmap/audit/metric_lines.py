"""Metrics in a review: where each stands, and which way it goes."""

from __future__ import annotations

from typing import Literal

from jmap.audit.figures import Standing
from jmap.audit.where import Where
from jmap.measures.measured import MetricMeasured
from jmap.records import frozen
from jmap.rules.engine import Settings
from jmap.workspace.journey import Journey


@frozen
class Trend:
    """How a metric moved: the newest value less the one before, in its unit, and whether that is good.

    `run` is how many periods in a row, the newest included, it went the same way.
    """

    period: str
    previous: float
    change: float
    way: Literal["better", "worse", "same"]
    run: int


@frozen
class Seen:
    """An observation: its period as written, the value, and the number of cases behind it."""

    period: str
    value: float
    n: int | None


@frozen
class MetricLine:
    """A metric of a map. `history` is oldest first, up to the day of the audit.

    `trend` is None with fewer than two observations. `stages` are the names of those that it measures.
    """

    id: str
    title: str
    unit: str
    better: Literal["higher", "lower"]
    standing: Standing
    trend: Trend | None
    history: tuple[Seen, ...]
    measured: MetricMeasured | None
    owner: str
    stages: tuple[str, ...]
    where: Where


def metric_lines(journey: Journey, settings: Settings) -> tuple[MetricLine, ...]:
    """Return the metrics of a map: past the floor, then missed by most of their target, then the rest."""
    return ()
