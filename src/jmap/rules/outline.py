"""What quality rules on the whole workspace need of a map: plain data, kept when the map itself is let go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from jmap.model.people import Market
from jmap.records import frozen
from jmap.workspace.journey import Journey

Defined: TypeAlias = tuple[str, str]
"""The file that defines an object, and its id, which may mean another object in another file."""

IN_HAND: Final = ("planned", "doing")
"""States of an opportunity that a team has taken on and not brought to an end."""


@frozen
class Outline:
    """The outline of a map.

    `markets` are the files in its sight that say `market`, each with whether it is described there.
    `segments` are those in its sight, `named` those of them that one of its touchpoints, a play or its own
    `for` names. `covers` is what its metrics watch, and `in_hand` the opportunities in its sight that are
    planned or being done, each behind the team that owns it.
    """

    path: str
    lifecycle: bool
    markets: tuple[tuple[str, bool], ...]
    segments: tuple[Defined, ...]
    named: tuple[Defined, ...]
    covers: tuple[str, ...]
    in_hand: tuple[tuple[Defined, Defined], ...]


def outline(journey: Journey) -> Outline:
    """Return the outline of a map without errors."""
    seen = journey.sight.sections
    every = {each.id: each.file for each in seen["segments"].values() if not each.object.archived}
    return Outline(
        journey.path,
        journey.is_lifecycle,
        tuple(_markets(journey)),
        tuple((file, id_) for id_, file in every.items()),
        tuple((every[id_], id_) for id_ in dict.fromkeys(_named(journey)) if id_ in every),
        tuple(dict.fromkeys(area for metric in journey.metrics() for area in metric.covers)),
        tuple(_in_hand(journey)),
    )


def _markets(journey: Journey) -> Iterator[tuple[str, bool]]:
    for document in (journey.document, *journey.libraries):
        market = document.bound.file.market
        if market is not None:
            yield document.path, _described(market)


def _described(market: Market) -> bool:
    says = (market.summary, market.demographics, market.needs, market.preferences, market.challenges)
    return any(says)


def _named(journey: Journey) -> Iterator[str]:
    if journey.file.for_ is not None:
        yield from journey.file.for_.segments
    for touchpoint in journey.touchpoints:
        yield from touchpoint.segments
    for definition in journey.sight.sections["plays"].values():
        if not definition.object.archived and definition.object.state != "dropped":
            yield from definition.object.segments


def _in_hand(journey: Journey) -> Iterator[tuple[Defined, Defined]]:
    teams = journey.sight.sections["teams"]
    for each in journey.sight.sections["opportunities"].values():
        team = teams.get(each.object.owner or "")
        if each.object.archived or each.object.state not in IN_HAND or team is None or team.object.archived:
            continue
        yield (team.file, team.id), (each.file, each.id)
