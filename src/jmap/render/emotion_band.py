"""The emotion lane: curves per column, and labels placed so that none hides another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from jmap.model.stages import Stage
from jmap.records import frozen
from jmap.render import curve as drawn
from jmap.render.cells import Curve, EmotionCell, Marker
from jmap.render.scene import Scene
from jmap.render.wording import feeling, tone
from jmap.workspace.emotion_curve import CurvePoint, curve

HEIGHT: Final = 172
"""Height of the band in pixels."""

NARROWEST: Final = 190
"""Width of the narrowest column in pixels; labels that fit there fit everywhere."""

_STEP: Final = 27
_RADIUS: Final = 9
_SMALL: Final = 6
_GAP: Final = 4


@frozen
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def height_of(value: float) -> float:
    """Return how far below the top of the band a value is drawn, in pixels."""
    return HEIGHT / 2 - value * _STEP


def emotion_cells(scene: Scene) -> list[EmotionCell | None]:
    """Return the emotion lane: a cell for each stage, or None for all where there is no curve."""
    every: list[int | None] = [*range(len(scene.personas))] or [None]
    points = {place: _points(scene, place) for place in every}
    if not any(points.values()):
        return [None] * len(scene.stages)
    order = {stage.id: index for index, stage in enumerate(scene.stages)}
    pieces = {place: drawn.columns(_places(points[place], order), len(order)) for place in every}
    behind = {place: ghost_of(points, place) for place in every}
    return [_cell(scene, stage, index, points, pieces, behind) for index, stage in enumerate(scene.stages)]


def _cell(
    scene: Scene,
    stage: Stage,
    index: int,
    points: Mapping[int | None, list[CurvePoint]],
    pieces: Mapping[int | None, list[tuple[drawn.Piece, ...]]],
    behind: Mapping[int | None, int | None],
) -> EmotionCell:
    """Return the cell of one stage; personas whose curves are the same in it share one."""
    here = {place: tuple(each for each in points[place] if each.stage == stage.id) for place in points}
    alike: dict[Any, list[int | None]] = {}
    for place in points:
        other = behind[place]
        ghost = pieces[other][index] if other is not None else ()
        mine = pieces[place][index]
        alike.setdefault((mine, here[place], ghost if ghost != mine else ()), []).append(place)
    order = [key[0] for key in alike]
    curves = []
    for (mine, mine_here, ghost), places in alike.items():
        shared = tuple(place for place in places if place is not None)
        curves.append(
            Curve(
                () if len(shared) == len(scene.personas) else shared,
                mine,
                order.index(ghost) if ghost else None,
                _markers(scene, mine_here),
                guessed=not mine_here,
            )
        )
    return EmotionCell(tuple(curves))


def ghosts(scene: Scene) -> list[int | None]:
    """Return, for each persona, whose curve is drawn behind the persona's own."""
    places: list[int | None] = [*range(len(scene.personas))]
    points = {place: _points(scene, place) for place in places}
    return [ghost_of(points, place) for place in places]


def ghost_of(points: dict[int | None, list[CurvePoint]], place: int | None) -> int | None:
    """Return the first other persona whose curve is another: who is drawn behind this one."""
    mine = _worth(points[place])
    for other, theirs in points.items():
        if other is not None and other != place and theirs and _worth(theirs) != mine:
            return other
    return None


def _worth(points: Sequence[CurvePoint]) -> list[tuple[str, float]]:
    return [(point.id, point.value) for point in points]


def _points(scene: Scene, place: int | None) -> list[CurvePoint]:
    return curve(scene.journey, None if place is None else scene.personas[place].id)


def _places(points: Sequence[CurvePoint], order: dict[str, int]) -> list[drawn.Point]:
    return [(order[point.stage] + (point.slot + 0.5) / point.slots, point.value) for point in points]


def _markers(scene: Scene, points: Sequence[CurvePoint]) -> tuple[Marker, ...]:
    """Return the markers of one column, labels placed at its narrowest width."""
    at = [((point.slot + 0.5) / point.slots * NARROWEST, height_of(point.value)) for point in points]
    small = _crowded(at)
    radius = _SMALL if small else _RADIUS
    taken = [_Box(x - radius, y - radius, x + radius, y + radius) for x, y in at]
    labels: dict[int, tuple[str, str]] = {}
    stars = [_is_moment(scene, point) for point in points]
    # The strongest feelings are labelled first: where room is short, theirs are the labels to keep.
    for index in sorted(range(len(points)), key=lambda each: (-stars[each], -abs(points[each].value), each)):
        text = scene.words.signed(points[index].value) + (" ★" if stars[index] else "")
        others = [box for other, box in enumerate(taken) if other != index]
        placed = _label(at[index], text, radius, points[index].value, others)
        if placed is not None:
            labels[index] = placed[:2]
            taken.append(placed[2])
    markers = []
    for index, point in enumerate(points):
        side, anchor = labels.get(index, ("", "middle"))
        markers.append(
            Marker(
                (point.slot + 0.5) / point.slots,
                point.value,
                tone(point.value),
                scene.words.signed(point.value),
                scene.words(feeling(point.value)),
                _title(scene, point),
                stars[index],
                small,
                side,
                anchor,
            )
        )
    return tuple(markers)


def _crowded(at: Sequence[drawn.Point]) -> bool:
    """Tell whether two markers of full size would touch."""
    reach = (2 * _RADIUS + 2) ** 2
    return any((left[0] - right[0]) ** 2 + (left[1] - right[1]) ** 2 < reach for left, right in pairwise(at))


def _label(
    at: drawn.Point, text: str, radius: int, value: float, others: Sequence[_Box]
) -> tuple[str, str, _Box] | None:
    """Return the side, anchor and box of a label that meets nothing, or None."""
    x, y = at
    width = len(text) * 6.8 + 3
    anchor, left = "middle", x - width / 2
    if left < _GAP - 1:
        anchor, left = "start", x - radius
    elif left + width > NARROWEST - _GAP + 1:
        anchor, left = "end", x + radius - width
    if left < 0 or left + width > NARROWEST:
        return None
    sides = ("above", "below") if value >= 0 else ("below", "above")
    for side in sides:
        top = y - radius - _GAP - 12 if side == "above" else y + radius + _GAP - 1
        box = _Box(left, top, left + width, top + 13)
        if top >= 0 and box.bottom <= HEIGHT and not any(box.meets(other) for other in others):
            return side, anchor, box
    return None


def _is_moment(scene: Scene, point: CurvePoint) -> bool:
    touchpoint = scene.journey.file.touchpoints.get(point.touchpoint or "")
    return touchpoint is not None and touchpoint.moment_of_truth is not None


def _title(scene: Scene, point: CurvePoint) -> str:
    title = scene.journey.title_of(point.section, point.id)
    return scene.words.theirs(f"{title} ({point.label})" if point.label else title)
