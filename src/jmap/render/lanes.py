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

Build: TypeAlias = Callable[[Scene], Sequence[Cell | None]]
"""Gives a lane's cells, one for each stage; None where there is nothing."""

VISIBILITY: Final = "line of visibility"


@frozen
class Lane:
    """A row of the grid: where it stands, what it is called, how its cells are made.

    `hidden` lanes lie behind the line of visibility. `empty` is what an empty cell says.
    """

    id: str
    zone: str
    label: str
    hint: str
    build: Build
    empty: str = "none"
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


_E, _I, _B = "Experience", "Insight", "Business"

LANES: Final = (
    Lane("actions", _E, "Actions", "what they do", _each(experience.actions)),
    Lane(
        "touchpoints",
        _E,
        "Touchpoints",
        "the sign is the channel, ★ a moment of truth",
        _each(experience.touchpoints),
    ),
    Lane("thoughts", _E, "Thoughts", "and quotes, in their words", _each(experience.thoughts)),
    Lane("emotion", _E, "Emotion", "", emotion_cells, "no data", axis=experience.emotion_axis()),
    Lane("needs", _I, "Needs", "what they ask for", _each(experience.needs)),
    Lane("pains", _I, "Pains", "severity 1 to 5", _each(insight.pains)),
    Lane("gains", _I, "Gains", "what it is worth to them", _each(insight.gains)),
    Lane("signs", _I, "Drivers and risks", "what foretells success and leaving", _each(insight.signs)),
    Lane("opportunities", _I, "Opportunities", "problems worth solving", _each(insight.opportunities)),
    Lane("metrics", _B, "Metrics", "actual against target, and the past", _each(business.metrics), "no data"),
    Lane("owner", _B, "Owner", "who answers for it", _each(business.owner)),
    Lane("frontstage", _B, "Frontstage", "what the customer sees us do", _each(business.frontstage)),
    Lane(
        "backstage", _B, "Backstage", "below the line of visibility", _each(business.backstage), hidden=True
    ),
    Lane("support", _B, "Support", "what others do for us", _each(business.support), hidden=True),
    Lane("plays", _B, "Plays", "what we do, and when", _each(business.plays)),
    Lane("health", _B, "Health", "score of the account", _each(business.health)),
    Lane("findings", _B, "Findings", "from the audit", _each(business.findings)),
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
