"""A snapshot: what an audit found, kept so that a later one can say what changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from jmap.records import frozen


@frozen
class CountThen:
    """How many subjects of a rule passed then, of how many, and what the rule weighed."""

    passed: int
    applicable: int
    weight: int


@frozen
class ScoreThen:
    """A score as it was: exact, its grade, what held it down, and the counts of its rules by code."""

    overall: Fraction | None
    grade: str
    capped_by: str
    weakest: str
    categories: Mapping[str, Fraction | None]
    counts: Mapping[str, CountThen]


@frozen
class MetricThen:
    """Where a metric stood: its value, the period of that, and its state."""

    actual: float | None
    period: str
    state: str


@frozen
class MapThen:
    """A map as it was; `metrics` by id."""

    title: str
    file: str
    status: str
    score: ScoreThen
    metrics: Mapping[str, MetricThen]


@frozen
class FindingThen:
    """A finding as it was told then. `how` is `suppressed` or `baselined` for one that was accepted.

    `last_seen` is, for one that was not met then, the day of the last audit that had it.
    """

    fingerprint: str
    rule: str
    severity: str
    map: str
    file: str
    message: str
    how: str = ""
    last_seen: str = ""


@frozen
class Snapshot:
    """An audit as it was kept. `measures` are the parts of the ruler, as `ruler_parts` gives them.

    `findings` were open, `accepted` were not held against it, `closed` had been open in an earlier one and
    were gone. `unseen` had been open too, and nobody had looked: their rule was not asked, or their map not
    audited. `complete` is False where only a part of the workspace had been asked for, `measured` tells
    whether measures of an event log were in sight.
    """

    as_of: date
    ruler: str
    measures: Mapping[str, Any]
    complete: bool
    score: ScoreThen
    maps: Mapping[str, MapThen]
    findings: tuple[FindingThen, ...]
    accepted: tuple[FindingThen, ...]
    closed: tuple[FindingThen, ...]
    unseen: tuple[FindingThen, ...] = ()
    measured: bool = False

    @property
    def drafts(self) -> frozenset[str]:
        """Return the ids of the maps that were drafts."""
        return frozenset(id_ for id_, each in self.maps.items() if each.status == "draft")
