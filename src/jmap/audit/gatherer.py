"""Gathers the portfolio while maps stream by: of each map plain data is kept, and the map let go."""

from __future__ import annotations

from jmap.audit.evidence_use import EvidenceUses
from jmap.audit.grids import grids
from jmap.audit.metric_use import MetricUses
from jmap.audit.owners import Owners
from jmap.audit.portfolio import Portfolio
from jmap.audit.review import Review
from jmap.audit.seen import MapSeen, map_seen
from jmap.rules.engine import Settings
from jmap.workspace.journey import Journey


class Gatherer:
    """Gathers what the portfolio needs of each map as it comes; drafts and archived maps are left out."""

    def __init__(self, settings: Settings) -> None:
        self._maps: list[MapSeen] = []
        self._owners = Owners(settings.as_of)
        self._metrics = MetricUses(settings.as_of)
        self._evidence = EvidenceUses(settings)
        self._to_be = 0

    def add(self, journey: Journey, review: Review) -> None:
        """Take what is needed of a map that was audited."""
        if journey.file.status != "active":
            return
        self._maps.append(map_seen(journey))
        self._owners.add(journey, review)
        self._metrics.add(journey)
        if journey.file.state == "future":
            self._to_be += 1
        else:
            self._evidence.add(journey)

    def portfolio(self) -> Portfolio:
        """Return all maps taken so far together."""
        return Portfolio(
            grids(self._maps),
            self._owners.loads(),
            self._metrics.uses(),
            self._evidence.uses(),
            self._evidence.claims,
            self._evidence.unproven,
            self._evidence.outdated,
            self._to_be,
        )
