"""What claims of all maps rest on, how old it is, and what is no longer known; gathered map by map."""

from __future__ import annotations

from datetime import date

from jmap.audit.portfolio import EvidenceUse
from jmap.audit.where import Where, where_of
from jmap.model.evidence import Evidence
from jmap.rules import registry
from jmap.rules.claims import claims
from jmap.rules.confidence import freshness
from jmap.rules.engine import Settings
from jmap.workspace.journey import Journey

_STALE = "JM708"


class _Use:
    """A piece of evidence, and what is counted of it."""

    __slots__ = ("alone", "claims", "date", "fresh", "kind", "maps", "stale", "title", "where")

    def __init__(self, evidence: Evidence, fresh: float, stale: bool, where: Where) -> None:
        self.title, self.kind, self.date = evidence.title, evidence.kind or "", evidence.date
        self.fresh, self.stale, self.where = fresh, stale, where
        self.claims = self.alone = 0
        self.maps: list[str] = []


class EvidenceUses:
    """Gathers which claims rest on which evidence.

    `claims`, `unproven` and `outdated` are as in a portfolio.
    """

    def __init__(self, settings: Settings) -> None:
        options = settings.options(registry.get(_STALE).rule)
        self._half_life, self._least = max(1, options["half_life"]), options["min"]
        self._as_of = settings.as_of
        self._uses: dict[tuple[str, str], _Use] = {}
        self.claims = self.unproven = self.outdated = 0

    def add(self, journey: Journey) -> None:
        """Count the claims of a map, and what they rest on."""
        here = {each.id: self._use(journey, each) for each in journey.evidence()}
        for use in here.values():
            use.maps.append(journey.id)
        for claim in claims(journey):
            self.claims += 1
            if not claim.evidence:
                self.unproven += 1
                continue
            # What is archived is not among those here.
            cited = [here[id_] for id_ in dict.fromkeys(claim.evidence) if id_ in here]
            fresh = [use for use in cited if not use.stale]
            self.outdated += not fresh
            for use in cited:
                use.claims += 1
                use.alone += not any(other is not use for other in fresh)

    def uses(self) -> tuple[EvidenceUse, ...]:
        """Return all evidence, the oldest first, what has no date last."""

        def place(item: tuple[tuple[str, str], _Use]) -> tuple[bool, date, tuple[str, str]]:
            day = item[1].date
            return day is None, day or self._as_of, item[0]

        return tuple(self._evidence_use(key[1], use) for key, use in sorted(self._uses.items(), key=place))

    def _use(self, journey: Journey, evidence: Evidence) -> _Use:
        key = journey.file_of("evidence", evidence.id), evidence.id
        use = self._uses.get(key)
        if use is None:
            fresh = freshness(evidence, self._as_of, self._half_life)
            where = where_of(journey, "evidence", evidence.id)
            use = self._uses[key] = _Use(evidence, fresh, fresh < self._least, where)
        return use

    def _evidence_use(self, id_: str, use: _Use) -> EvidenceUse:
        age = max(0, (self._as_of - use.date).days) if use.date is not None else None
        return EvidenceUse(
            id_,
            use.title,
            use.kind,
            use.date,
            age,
            use.fresh,
            use.stale,
            use.claims,
            use.alone,
            tuple(use.maps),
            use.where,
        )
