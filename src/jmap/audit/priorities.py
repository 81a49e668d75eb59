"""What to do: opportunities side by side by three scores, and what nothing answers yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Final

from jmap.audit.answers import Answered as Answered
from jmap.audit.answers import Answers, unanswered
from jmap.audit.answers import Unanswered as Unanswered
from jmap.audit.figures import standing
from jmap.audit.numbered import opportunity_numbers
from jmap.audit.where import Where, owner_of, where_of
from jmap.model.actions import Opportunity
from jmap.records import frozen
from jmap.rules import registry
from jmap.rules.engine import Settings
from jmap.rules.priorities import (
    by_worth,
    days_late,
    impact_effort,
    places,
    rice,
    spearman,
    ulwick,
    weighed,
)
from jmap.workspace.journey import Journey

_LIST: Final = 4
"""Below so many opportunities half the list is no distance."""


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
    more apart, in the list of those that have both scores, 4 at least. `answers` names the gravest pains and
    lows, of `answered` in all.
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
    answered: int = 0


@frozen
class Priorities:
    """Opportunities by RICE, then Ulwick, then impact / effort; `agreement` is Spearman's of RICE and Ulwick.

    It is from -1 to 1, None with fewer than 5 that have both.
    """

    opportunities: tuple[OpportunityLine, ...]
    agreement: float | None
    unanswered: tuple[Unanswered, ...]


def priorities(journey: Journey, settings: Settings) -> Priorities:
    """Return what is in hand, and what is not though it should be, the gravest first.

    The gravest are pains of severity 5 and lows of -2, then in steps as long as the scales are alike: 4
    and -1. Of two alike a pain stands first.
    """
    shown = by_worth(journey.opportunities())
    lines = tuple(_lines(shown, journey, settings)) if shown else ()
    return Priorities(lines, agreement(journey, settings), unanswered(journey, settings))


def _lines(shown: Sequence[Opportunity], journey: Journey, settings: Settings) -> Iterator[OpportunityLine]:
    answers = Answers(journey, settings)
    numbers = opportunity_numbers(journey)
    by_rice, by_ulwick, by_effort = (
        {each.id: score(each) for each in shown} for score in (rice, ulwick, impact_effort)
    )
    rice_ranks, ulwick_ranks, effort_ranks = (_ranks(each) for each in (by_rice, by_ulwick, by_effort))
    disputed = _disputed((by_rice, by_ulwick, by_effort))
    for each in shown:
        found, count = answers.of(each)
        yield OpportunityLine(
            numbers[each.id],
            each.id,
            each.title,
            each.problem or "",
            each.state or "",
            owner_of(journey, "opportunities", each.id),
            each.since,
            each.due,
            days_late(each, settings.as_of) > 0,
            each.reach,
            each.impact,
            each.confidence,
            each.effort,
            each.importance,
            each.satisfaction,
            by_rice[each.id],
            by_ulwick[each.id],
            by_effort[each.id],
            rice_ranks.get(each.id),
            ulwick_ranks.get(each.id),
            effort_ranks.get(each.id),
            each.id in disputed,
            found,
            _moves(each, journey, settings),
            tuple(solution.name for solution in each.solutions),
            where_of(journey, "opportunities", each.id),
            count,
        )


def agreement(journey: Journey, settings: Settings) -> float | None:
    """Return the rank correlation of RICE and Ulwick, or None where fewer have both than rule JM910 asks."""
    both = weighed(journey.opportunities())
    if len(both) < settings.options(registry.get("JM910").rule)["from"]:
        return None
    return spearman([one for _, one, _ in both], [other for _, _, other in both])


def _ranks(scores: Mapping[str, float | None]) -> dict[str, int]:
    known = {id_: score for id_, score in scores.items() if score is not None}
    return dict(zip(known, places(list(known.values())), strict=True))


def _disputed(scores: Sequence[Mapping[str, float | None]]) -> set[str]:
    """Return the ids of those that two scores rank half the list apart, in the list of what has both."""
    found: set[str] = set()
    for one, other in combinations(scores, 2):
        both = [id_ for id_ in one if one[id_] is not None and other[id_] is not None]
        if len(both) < _LIST:
            continue
        first, second = (_ranks({id_: every[id_] for id_ in both}) for every in (one, other))
        found.update(id_ for id_ in both if 2 * abs(first[id_] - second[id_]) >= len(both))
    return found


def _moves(each: Opportunity, journey: Journey, settings: Settings) -> Moves | None:
    expected = each.expected
    metric = journey.metric(expected.metric) if expected is not None and expected.metric is not None else None
    if expected is None or metric is None:
        return None
    return Moves(
        metric.id,
        metric.title,
        metric.shown_unit,
        standing(metric, settings.as_of).actual,
        expected.to,
        expected.by.text if expected.by is not None else "",
        where_of(journey, "metrics", metric.id),
    )
