"""What customers did: moves short of their target, time in stage, health, and clashes with the curve."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from jmap.audit.where import Where
from jmap.measures.measured import Rate
from jmap.records import frozen
from jmap.rules.engine import Settings
from jmap.workspace.journey import Journey


@frozen
class MoveLine:
    """A declared way from stage to stage that has a `target`, shares in percent.

    `actual` comes from the measures, else from the newest value of the one metric in sight whose `measure`
    is the rate between the two stages; `source` says which, `basis` the period or the metric. `n` are
    the cases behind it, `low` and `high` its interval. `short` is target less actual where that is above 0,
    `lost` the customers who would have gone on at the target, n x short / 100, None where n is not known.
    """

    start: str
    end: str
    label: str
    target: float
    actual: float | None
    source: Literal["measured", "history", ""]
    basis: str
    n: int | None
    low: float | None
    high: float | None
    short: float | None
    lost: float | None
    owner: str
    where: Where


@frozen
class StageLine:
    """A stage as it was measured; durations in seconds, `declared` as the map says, '' where it does not.

    `drop_off` is the share of closed visits that ended by leaving or going back.
    """

    id: str
    title: str
    visits: int
    declared: str
    median: float | None
    p90: float | None
    n: int
    censored: int
    drop_off: Rate | None
    slow: bool
    where: Where


@frozen
class HealthLine:
    """A health score as measured: accounts by the name of the band, best band first, and those in none."""

    id: str
    title: str
    bands: Mapping[str, int]
    unknown: int
    where: Where


@frozen
class ClashLine:
    """A touchpoint drawn happy where most customers drop off, or unhappy where fewest do."""

    id: str
    title: str
    emotion: float
    drop_off: float
    quarter: Literal["worst", "best"]
    where: Where


@frozen
class Behaviour:
    """What is known of what customers did. Without measures only moves have figures, from histories."""

    measured: bool
    moves: tuple[MoveLine, ...]
    stages: tuple[StageLine, ...]
    dormant: Rate | None
    event_coverage: Rate | None
    health: tuple[HealthLine, ...]
    clashes: tuple[ClashLine, ...]


def behaviour(journey: Journey, settings: Settings) -> Behaviour:
    """Return what is known of what customers did; moves by customers lost, then by points short."""
    return Behaviour(False, (), (), None, None, (), ())
