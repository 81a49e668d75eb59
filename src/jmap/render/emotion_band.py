"""The emotion lane: curves per column, and labels placed so that none hides another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from jmap.audit.people import called
from jmap.model.stages import Stage
from jmap.records import frozen
from jmap.render import curve as drawn
from jmap.render.cells import Curve, EmotionCell, Marker, Proof
from jmap.render.proof import evidence_ids, proof
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
_DOT: Final = 3
_GAP: Final = 4
_MANY: Final = 12
_FOR_EACH: Final = 16
_WIDEST: Final = 480


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


def width_for(points: int) -> int:
    """Return how wide a column is for so many points, in pixels: up to twelve fit, more make it wider."""
    return NARROWEST if points <= _MANY else max(NARROWEST, min(points * _FOR_EACH, _WIDEST))


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
        alike.setdefault((pieces[place][index], here[place]), []).append(place)
    order = [key[0] for key in alike]
    width = max(width_for(max((point.slots for point in each), default=0)) for each in here.values())
    curves = []
    for (mine, mine_here), places in alike.items():
        shared = tuple(place for place in places if place is not None)
        other = behind[places[0]]
        ghost = pieces[other][index] if other is not None else ()
        curves.append(
            Curve(
                () if len(shared) == len(scene.personas) else shared,
                mine,
                order.index(ghost) if ghost and ghost != mine else None,
                _markers(scene, mine_here, width),
                guessed=not mine_here,
            )
        )
    return EmotionCell(tuple(curves), _proof(scene, stage, here.values()), width)


def _proof(scene: Scene, stage: Stage, here: Iterable[Sequence[CurvePoint]]) -> Proof | None:
    """Return how well the feelings drawn in a column are known, each counted once."""
    felt = dict.fromkeys(point.touchpoint or "" for points in here for point in points)
    touchpoints = scene.journey.file.touchpoints
    return proof(scene, [evidence_ids(scene, touchpoints[id_] if id_ else stage) for id_ in felt])


@frozen
class Rival:
    """Personas with one curve, by their places, and their names: whom another can be compared with."""

    places: tuple[int, ...]
    name: str


def rivals(scene: Scene) -> Iterator[Rival]:
    """Yield the different curves that there are; nothing where all personas share one."""
    alike: dict[tuple[tuple[str, float], ...], list[int]] = {}
    for place, each in enumerate(scene.personas):
        worth = tuple(_worth(curve(scene.journey, each.id)))
        if worth:
            alike.setdefault(worth, []).append(place)
    if len(alike) < 2:
        return
    for places in alike.values():
        titles = [scene.personas[place].title for place in places]
        names = titles if len(titles) == 1 else [called(each) for each in titles]
        yield Rival(tuple(places), scene.words.language.comma.join(names))


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


def _markers(scene: Scene, points: Sequence[CurvePoint], width: int) -> tuple[Marker, ...]:
    """Return the markers of one column, labels placed at its narrowest width."""
    at = [((point.slot + 0.5) / point.slots * width, height_of(point.value)) for point in points]
    small = _crowded(at)
    labels: dict[int, tuple[str, str]] = {}
    stars = [_is_moment(scene, point) for point in points]
    # The strongest feelings come first: where room is short, theirs are the faces and labels to keep.
    order = sorted(range(len(points)), key=lambda each: (-stars[each], -abs(points[each].value), each))
    dots = _dots(at, order) if small else set()
    radii = [_DOT if index in dots else _SMALL if small else _RADIUS for index in range(len(points))]
    taken = [_Box(x - r, y - r, x + r, y + r) for (x, y), r in zip(at, radii, strict=True)]
    for index in order:
        text = scene.words.signed(points[index].value) + (" ★" if stars[index] else "")
        others = [box for other, box in enumerate(taken) if other != index]
        placed = _label(at[index], text, radii[index], points[index].value, others, width)
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
                point.touchpoint or "",
                index in dots,
            )
        )
    return tuple(markers)


def _crowded(at: Sequence[drawn.Point]) -> bool:
    """Tell whether two markers of full size would touch."""
    reach = (2 * _RADIUS + 2) ** 2
    return any((left[0] - right[0]) ** 2 + (left[1] - right[1]) ** 2 < reach for left, right in pairwise(at))


def _dots(at: Sequence[drawn.Point], order: Sequence[int]) -> set[int]:
    """Return the markers of which even small ones would touch one that comes before them in an order."""
    kept: list[drawn.Point] = []
    dots = set()
    for index in order:
        x, y = at[index]
        if any((x - left) ** 2 + (y - top) ** 2 < (2 * _SMALL) ** 2 for left, top in kept):
            dots.add(index)
        else:
            kept.append(at[index])
    return dots


def _label(
    at: drawn.Point, text: str, radius: int, value: float, others: Sequence[_Box], room: int
) -> tuple[str, str, _Box] | None:
    """Return the side, anchor and box of a label that meets nothing, or None."""
    x, y = at
    width = len(text) * 6.8 + 3
    anchor, left = "middle", x - width / 2
    if left < _GAP - 1:
        anchor, left = "start", x - radius
    elif left + width > room - _GAP + 1:
        anchor, left = "end", x + radius - width
    if left < 0 or left + width > room:
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
