"""The emotion curves of a map and of its as-is, where their stages correspond, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias, TypeVar

from jmap.records import frozen
from jmap.render import curve as drawn
from jmap.render.key_values import Side
from jmap.render.wording import feeling
from jmap.workspace.emotion_curve import CurvePoint, curve
from jmap.workspace.journey import Journey

T = TypeVar("T")
Places: TypeAlias = tuple[int, ...]
"""Personas by their place in the view; none means everyone."""


@frozen
class Felt:
    """A value of the curve in words: what feels so, the value with its sign, the word for it."""

    title: str
    sign: str
    word: str


@frozen
class Ghost:
    """The as-is curve of some personas in one column, and its points there."""

    personas: Places
    pieces: tuple[drawn.Piece, ...]
    points: tuple[Felt, ...]


@frozen
class StageFelt:
    """A stage in the picture of both curves: the pieces in its column and the means, empty where not felt.

    `kind` is `added` or `removed` where only one of the maps has it, else empty.
    """

    name: str
    kind: str
    before: tuple[drawn.Piece, ...]
    after: tuple[drawn.Piece, ...]
    mean_before: str
    mean_after: str


@frozen
class Feelings:
    """Both curves of some personas over the stages of both maps, and their means and lowest points."""

    personas: Places
    stages: tuple[StageFelt, ...]
    mean_before: str
    mean_after: str
    low_before: Felt | None
    low_after: Felt | None


def both(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """Return the ids of two lists in the order of the second; what it lacks follows what it followed."""
    found = list(after)
    last = -1
    for id_ in before:
        if id_ in found:
            last = found.index(id_)
        else:
            last += 1
            found.insert(last, id_)
    return found


def ghosts_of(
    before: Side, after: Side, people: Sequence[str], columns: Sequence[str]
) -> tuple[tuple[Ghost, ...], ...]:
    """Return the as-is curves in each column of the grid; `people` and `columns` are ids, in their order."""
    order = {id_: index for index, id_ in enumerate(columns)}
    live = {stage.id for stage in after.journey.stages}
    curves = {}
    for place, points in _by_person(before.journey, people).items():
        mine = [point for point in points if point.stage in live]
        curves[place] = mine, _pieces(mine, order, {stage.id for stage in before.journey.stages})
    found = []
    for index, id_ in enumerate(columns):
        cells = {
            place: (pieces[index], tuple(_felt(before, each) for each in points if each.stage == id_))
            for place, (points, pieces) in curves.items()
        }
        alike = _grouped(cells, len(people))
        found.append(tuple(Ghost(places, *cell) for places, cell in alike if cell[0]))
    return tuple(found)


def feelings_of(before: Side, after: Side, people: Sequence[str]) -> tuple[Feelings, ...]:
    """Return both curves and their figures; personas who feel alike share them. None without a curve."""
    was, now = _by_person(before.journey, people), _by_person(after.journey, people)
    alike = _grouped({place: (tuple(was[place]), tuple(now[place])) for place in was}, len(people))
    return tuple(
        _feelings(before, after, places, *points) for places, points in alike if points[0] or points[1]
    )


def _feelings(
    before: Side, after: Side, places: Places, was: Sequence[CurvePoint], now: Sequence[CurvePoint]
) -> Feelings:
    old = {stage.id: stage.title for stage in before.journey.stages}
    new = {stage.id: stage.title for stage in after.journey.stages}
    order = {id_: index for index, id_ in enumerate(both(old, new))}
    first, second = _pieces(was, order, old), _pieces(now, order, new)
    stages = tuple(
        StageFelt(
            new.get(id_) or old[id_],
            "added" if id_ not in old else "removed" if id_ not in new else "",
            first[index],
            second[index],
            _mean(before, [point for point in was if point.stage == id_]),
            _mean(after, [point for point in now if point.stage == id_]),
        )
        for id_, index in order.items()
    )
    return Feelings(
        places, stages, _mean(before, was), _mean(after, now), _lowest(before, was), _lowest(after, now)
    )


def _by_person(journey: Journey, people: Sequence[str]) -> dict[int | None, list[CurvePoint]]:
    """Return the curve of each persona by place: that of everyone where a map does not have the one."""
    known = {each.id for each in journey.personas()}
    places: list[int | None] = [*range(len(people))] or [None]
    return {
        place: curve(journey, people[place] if place is not None and people[place] in known else None)
        for place in places
    }


def _grouped(found: Mapping[int | None, T], count: int) -> list[tuple[Places, T]]:
    """Return what is alike once, with the places that it holds for."""
    alike: list[tuple[list[int], T]] = []
    for place, each in found.items():
        mine = next((places for places, other in alike if other == each), None)
        if mine is None:
            mine = []
            alike.append((mine, each))
        if place is not None:
            mine.append(place)
    return [(() if len(places) == count else tuple(places), each) for places, each in alike]


def _pieces(
    points: Sequence[CurvePoint], order: Mapping[str, int], own: Iterable[str]
) -> list[tuple[drawn.Piece, ...]]:
    """Return the curve in each column; nothing where the map has no such stage."""
    placed = sorted((order[each.stage] + (each.slot + 0.5) / each.slots, each.value) for each in points)
    found = drawn.columns(placed, len(order))
    there = {order[id_] for id_ in own if id_ in order}
    return [pieces if index in there else () for index, pieces in enumerate(found)]


def _mean(side: Side, points: Sequence[CurvePoint]) -> str:
    return side.words.signed(sum(each.value for each in points) / len(points)) if points else ""


def _lowest(side: Side, points: Sequence[CurvePoint]) -> Felt | None:
    return _felt(side, min(points, key=lambda each: each.value)) if points else None


def _felt(side: Side, point: CurvePoint) -> Felt:
    words = side.words
    title = side.journey.title_of(point.section, point.id)
    if point.label:
        title = f"{title} ({point.label})"
    return Felt(words.theirs(title), words.signed(point.value), words(feeling(point.value)))
