"""All maps of a workspace together: who is looked at where, who owns what, what is no longer known."""

from __future__ import annotations

from datetime import date
from typing import Literal

from jmap.audit.where import Where
from jmap.records import frozen


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
    """Stages by personas or by segments, over all current maps; stages of one id are one column.

    Columns stand as in the index: a map that details a stage of another counts for that stage. `more_stages`
    and `more_rows` are left out where there are very many: those that fewest maps look at, and the last ones.
    """

    kind: Literal["persona", "segment"]
    stages: tuple[tuple[str, str], ...]
    rows: tuple[CoverageRow, ...]
    more_stages: int = 0
    more_rows: int = 0

    @property
    def gaps(self) -> int:
        """Return how many cells nobody looks at."""
        return sum(cell.gap for row in self.rows for cell in row.cells)


@frozen
class OwnerLoad:
    """What one owner answers for, over all maps; '' for what nobody owns.

    `opportunities` and `plays` are those neither done nor dropped, and plays that are done and so run;
    `in_hand` are opportunities planned or doing, `overdue` those past their day. `findings` are the open ones
    that the score counts on what it owns, `points` what those would recover in their maps' scores, summed and
    cut to a decimal; `problems` are those that say how the journey is doing. A finding on what nobody owns
    is the map's owner's. What a library defines counts once, however many maps see it; points count in each.
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
    problems: int = 0


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

    `alone` counts the claims that rest on nothing else that is not stale: what we no longer know once it is.
    `stale` says that its freshness is below what rule JM708 asks for. Without a date it has no age, and is
    let off.
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

    What nobody owns stands last, and so does evidence without a date. `unproven` counts claims that cite no
    evidence at all, of `claims`, and `outdated` those whose evidence is all stale or archived.

    Drafts and archived maps have no part in it. Maps of what shall be, `to_be` of them, say nothing of how it
    is: their stages, touchpoints, claims and own metrics are left out, and so is their coverage, unless
    there are no other maps. The maps themselves, the opportunities and plays in them, the findings on them,
    and the metrics of libraries that they use do count: those are work to do, or facts.
    """

    grids: tuple[CoverageGrid, ...]
    owners: tuple[OwnerLoad, ...]
    metrics: tuple[MetricUse, ...]
    evidence: tuple[EvidenceUse, ...]
    claims: int
    unproven: int
    outdated: int = 0
    to_be: int = 0
