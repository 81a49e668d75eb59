"""All maps of a workspace together: who is looked at where, who owns what, what is no longer known."""

from __future__ import annotations

from datetime import date
from typing import Literal

from jmap.audit.review import Review
from jmap.audit.where import Where
from jmap.records import frozen
from jmap.rules.engine import Settings
from jmap.workspace.journey import Journey


@frozen
class CoverageCell:
    """How many touchpoints of how many maps meet someone in a stage; a gap where there are none."""

    touchpoints: int
    maps: tuple[str, ...]

    @property
    def gap(self) -> bool:
        """Tell whether nobody looks at them there."""
        return not self.maps


@frozen
class CoverageRow:
    """A segment or a persona, with a cell for each stage of the grid."""

    id: str
    title: str
    cells: tuple[CoverageCell, ...]


@frozen
class CoverageGrid:
    """Stages by personas or by segments, over all current maps; stages of one id are one column."""

    kind: Literal["persona", "segment"]
    stages: tuple[tuple[str, str], ...]
    rows: tuple[CoverageRow, ...]

    @property
    def gaps(self) -> int:
        """Return how many cells nobody looks at."""
        return sum(cell.gap for row in self.rows for cell in row.cells)


@frozen
class OwnerLoad:
    """What one owner answers for, over all maps; '' for what nobody owns.

    `in_hand` are opportunities planned or doing, `overdue` those past their day, `findings` the open ones on
    what it owns, `points` what those would recover in their maps' scores, summed and cut to a decimal.
    """

    id: str
    title: str
    maps: int
    stages: int
    touchpoints: int
    metrics: int
    opportunities: int
    plays: int
    in_hand: int
    overdue: int
    findings: int
    errors: int
    points: str


@frozen
class MetricUse:
    """A metric with the ids of all maps that use it, where it is defined and where it stands."""

    id: str
    title: str
    unit: str
    actual: float | None
    target: float | None
    state: str
    maps: tuple[str, ...]
    where: Where


@frozen
class EvidenceUse:
    """A piece of evidence: its age in days, its freshness from 0 to 1, and how many claims rest on it.

    `alone` counts the claims that rest on nothing fresher: what we no longer know once it is stale.
    `stale` says that its freshness is below what rule JM708 asks for.
    """

    id: str
    title: str
    kind: str
    date: date | None
    age: int | None
    freshness: float
    stale: bool
    claims: int
    alone: int
    maps: tuple[str, ...]
    where: Where


@frozen
class Portfolio:
    """All maps together. Owners by findings, metrics by the number of maps, evidence oldest first.

    `unproven` counts claims that cite no evidence at all, of `claims`.
    """

    grids: tuple[CoverageGrid, ...]
    owners: tuple[OwnerLoad, ...]
    metrics: tuple[MetricUse, ...]
    evidence: tuple[EvidenceUse, ...]
    claims: int
    unproven: int


class Gatherer:
    """Gathers what the portfolio needs of each map as it comes; drafts and archived maps are left out."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def add(self, journey: Journey, review: Review) -> None:
        """Take what is needed of a map that was audited."""

    def portfolio(self) -> Portfolio:
        """Return all maps taken so far together."""
        return Portfolio((), (), (), (), 0, 0)
