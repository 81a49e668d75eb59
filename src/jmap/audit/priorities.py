"""What to do: opportunities side by side by three scores, and what nothing answers yet."""

from __future__ import annotations

from datetime import date
from typing import Literal

from jmap.audit.where import Where
from jmap.records import frozen
from jmap.rules.engine import Settings
from jmap.workspace.journey import Journey


@frozen
class Answered:
    """A pain or a low that an opportunity answers: its words, its severity 1 to 5 or its value, its place."""

    kind: Literal["pain", "low"]
    text: str
    weight: float | None
    where: Where


@frozen
class Moves:
    """The metric that an opportunity should move: where it is, where it should get, by which period."""

    metric: str
    title: str
    unit: str
    actual: float | None
    to: float | None
    by: str
    where: Where


@frozen
class OpportunityLine:
    """An opportunity in hand (neither done nor dropped), with its parts, its scores and their ranks.

    `number` is that on the map's page. `impact_effort` is impact / effort. Ranks count from 1, equal scores
    share the lower; None where the score is not known. `disputed` says that two ranks lie half the list or
    more apart.
    """

    number: str
    id: str
    title: str
    problem: str
    state: str
    owner: str
    since: date | None
    due: date | None
    overdue: bool
    reach: float | None
    impact: float | None
    confidence: float | None
    effort: float | None
    importance: float | None
    satisfaction: float | None
    rice: float | None
    ulwick: float | None
    impact_effort: float | None
    rice_rank: int | None
    ulwick_rank: int | None
    impact_effort_rank: int | None
    disputed: bool
    answers: tuple[Answered, ...]
    moves: Moves | None
    solutions: tuple[str, ...]
    where: Where


@frozen
class Unanswered:
    """A pain of severity 4 or more, or a low point, that no opportunity or play takes up."""

    kind: Literal["pain", "low"]
    text: str
    weight: float
    title: str
    owner: str
    where: Where


@frozen
class Priorities:
    """Opportunities by RICE, then Ulwick, then impact / effort; `agreement` is Spearman's of RICE and Ulwick.

    It is from -1 to 1, None with fewer than 5 that have both.
    """

    opportunities: tuple[OpportunityLine, ...]
    agreement: float | None
    unanswered: tuple[Unanswered, ...]


def priorities(journey: Journey, settings: Settings) -> Priorities:
    """Return what is in hand, and what is not though it should be, the gravest first."""
    return Priorities((), None, ())
