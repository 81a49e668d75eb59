"""What a rule of the whole workspace sees: the facts of all files, and a document where it needs one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jmap.faults import Fault, On, Place, Route, Severity
from jmap.records import frozen
from jmap.rules.rule import Outcome, Rule
from jmap.workspace.documents import Document
from jmap.workspace.facts import Facts


@frozen
class Overview:
    """The workspace, as far as a run looks at it.

    `complete` is False where only some of its files were asked for. `read` gives a document by its path; a
    rule asks for one only where it has something to say.
    """

    rule: Rule
    facts: Mapping[str, Facts]
    complete: bool
    options: Mapping[str, float]
    read: Callable[[str], Document]

    def failed(
        self,
        file: str,
        route: Route,
        message: str,
        hint: str,
        *,
        on: On = On.KEY,
        label: str = "",
        related: tuple[Place, ...] = (),
        severity: Severity | None = None,
        offending: str = "",
    ) -> Outcome:
        """Return that what stands at a route of a file fails."""
        place = Place(route, on, file, label)
        return Outcome(file, route, Fault(self.rule.code, message, place, hint, related, offending, severity))
