"""What a quality rule on the whole workspace sees: the outlines of all maps that count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jmap.faults import Fault, On, Place, Route, Severity
from jmap.records import frozen
from jmap.rules.outline import Outline
from jmap.rules.rule import Outcome, Rule


@frozen
class AllMaps:
    """All maps of a workspace in the order of their paths, drafts and archived ones left out."""

    rule: Rule
    maps: Sequence[Outline]
    options: Mapping[str, float]

    @property
    def lifecycle(self) -> Outline:
        """Return the first map of a lifecycle; a rule on a workspace with one may ask for it."""
        return next(each for each in self.maps if each.lifecycle)

    def passed(self, file: str, route: Route = ()) -> Outcome:
        """Return that what stands at a route of a file passes."""
        return Outcome(file, route, None)

    def failed(
        self,
        file: str,
        route: Route,
        message: str,
        hint: str,
        *,
        related: tuple[Place, ...] = (),
        severity: Severity | None = None,
        offending: str = "",
    ) -> Outcome:
        """Return that what stands at a route of a file fails, blaming its key."""
        place = Place(route, On.KEY, file)
        fault = Fault(self.rule.code, message, place, hint, related, offending, severity)
        return Outcome(file, route, fault)
