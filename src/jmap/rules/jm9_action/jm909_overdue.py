"""An opportunity is past its due date.

What: an opportunity with `due` is `state: done` once that day is past. One that was dropped is let off.

Why: a date that passes without a word makes every other date on the map a guess.

Fix: write `state: done` if it is, or a new `due` that somebody has agreed to.

Source: ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Place, Severity
from jmap.model.actions import Opportunity
from jmap.rules.priorities import days_late
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import counted

RULE = Rule(code="JM909", name="overdue", severity=Severity.WARNING, on="opportunity")


def check(opportunity: Opportunity, see: See) -> Iterator[Outcome]:
    """Compare the due date with the day of the run."""
    if opportunity.due is None or opportunity.state == "dropped":
        return
    late = days_late(opportunity, see.as_of)
    if not late:
        yield see.passed(opportunity, ("due",))
        return
    message = f"opportunity `{opportunity.id}` is {counted(late, 'day')} late"
    hint = "write `state: done` if it is, or a new date that somebody has agreed to"
    related: tuple[Place, ...] = ()
    if opportunity.state is not None:
        related = (see.related(opportunity, "not done yet", ("state",)),)
    yield see.failed(opportunity, message, hint, at=("due",), related=related)
