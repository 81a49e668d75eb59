"""The lanes of the grid, in the order of a page: a lane is an entry here and its builder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from jmap.model.stages import Stage
from jmap.records import frozen
from jmap.render import lanes_business as business
from jmap.render import lanes_experience as experience
from jmap.render import lanes_insight as insight
from jmap.render.cells import Cell
from jmap.render.emotion_band import emotion_cells
from jmap.render.scene import Scene
from jmap.render.words import term

Build: TypeAlias = Callable[[Scene], Sequence[Cell | None]]
"""Gives a lane's cells, one for each stage; None where there is nothing."""

VISIBILITY: Final = "line of visibility"


@frozen
class Lane:
    """A row of the grid: where it stands, what it is called, how its cells are made.

    Its texts are English, to be said in the words of a page. `hidden` lanes lie behind the line of
    visibility. `empty` is what an empty cell says.
    """

    id: str
    zone: str
    label: str
    hint: str
    build: Build
    empty: str = term("none")
    hidden: bool = False
    axis: tuple[str, ...] = ()


@frozen
class LaneShown:
    """A lane with its cells. `line` names the line drawn above it, if any; `zone` is set where one begins."""

    lane: Lane
    cells: tuple[Cell | None, ...]
    zone: str
    line: str


def _each(build: Callable[[Scene, Stage], Cell | None]) -> Build:
    return lambda scene: [build(scene, stage) for stage in scene.stages]


_E, _I, _B = term("Experience"), term("Insight"), term("Business")

LANES: Final = (
    Lane("actions", _E, term("Actions"), term("what they do"), _each(experience.actions)),
    Lane(
        "touchpoints",
        _E,
        term("Touchpoints"),
        term("the sign is the channel, ★ a moment of truth"),
        _each(experience.touchpoints),
    ),
    Lane("thoughts", _E, term("Thoughts"), term("and quotes, in their words"), _each(experience.thoughts)),
    Lane("emotion", _E, term("Emotion"), "", emotion_cells, term("no data"), axis=experience.emotion_axis()),
    Lane("needs", _I, term("Needs"), term("what they ask for"), _each(experience.needs)),
    Lane("pains", _I, term("Pains"), term("severity 1 to 5"), _each(insight.pains)),
    Lane("gains", _I, term("Gains"), term("what it is worth to them"), _each(insight.gains)),
    Lane(
        "signs",
        _I,
        term("Drivers and risks"),
        term("what foretells success and leaving"),
        _each(insight.signs),
    ),
    Lane(
        "opportunities",
        _I,
        term("Opportunities"),
        term("problems worth solving"),
        _each(insight.opportunities),
    ),
    Lane(
        "metrics",
        _B,
        term("Metrics"),
        term("actual against target, and the past"),
        _each(business.metrics),
        term("no data"),
    ),
    Lane("owner", _B, term("Owner"), term("who answers for it"), _each(business.owner)),
    Lane(
        "frontstage", _B, term("Frontstage"), term("what the customer sees us do"), _each(business.frontstage)
    ),
    Lane(
        "backstage",
        _B,
        term("Backstage"),
        term("below the line of visibility"),
        _each(business.backstage),
        hidden=True,
    ),
    Lane("support", _B, term("Support"), term("what others do for us"), _each(business.support), hidden=True),
    Lane("plays", _B, term("Plays"), term("what we do, and when"), _each(business.plays)),
    Lane("health", _B, term("Health"), term("score of the account"), _each(business.health)),
    Lane("findings", _B, term("Findings"), term("from the audit"), _each(business.findings)),
)


def lane_ids() -> tuple[str, ...]:
    """Return the ids of all lanes, in their order."""
    return tuple(lane.id for lane in LANES)


def shown(scene: Scene, chosen: Sequence[str] = ()) -> list[LaneShown]:
    """Return the lanes chosen, in that order, or all of them; lanes without any content are left out.

    Raises KeyError where an id is no lane's.
    """
    by_id = {lane.id: lane for lane in LANES}
    lanes: Iterable[Lane] = [by_id[id_] for id_ in chosen] if chosen else LANES
    result: list[LaneShown] = []
    zone, behind = "", False
    for lane in lanes:
        cells = tuple(lane.build(scene))
        if not any(cell is not None for cell in cells) and lane.id != "findings":
            continue
        line = VISIBILITY if lane.hidden and not behind else ""
        result.append(LaneShown(lane, cells, lane.zone if lane.zone != zone else "", line))
        zone, behind = lane.zone, lane.hidden
    return result
