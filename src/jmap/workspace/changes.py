"""What a future map changes of the map that it starts from, object by object and key by key."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from jmap.model.described import shape_of
from jmap.model.metrics import Metric
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.records import frozen
from jmap.workspace.journey import Journey

_NOT_COMPARED = {
    "stages": ("status",),
    "touchpoints": ("stage", "status"),
    # What was measured is not what is planned.
    "metrics": ("status", "baseline", "history"),
}


@frozen
class KeyChange:
    """A key whose value differs; None where it is not written."""

    key: str
    before: Any
    after: Any


@frozen
class Change:
    """A stage, touchpoint or metric that is added, removed, or not what it was.

    `moved` says that it stands elsewhere: a touchpoint in another stage, or either in another order than its
    neighbours. `keys` are what else differs, in the order of the format. `opportunities` are the ids of those
    that refer to it, or to the stage of a touchpoint, in either map; of a metric, those that mean to move it.
    """

    section: Literal["stages", "touchpoints", "metrics"]
    id: str
    kind: Literal["added", "removed", "changed"]
    moved: bool
    keys: tuple[KeyChange, ...]
    opportunities: tuple[str, ...]


def changes(before: Journey, after: Journey) -> list[Change]:
    """Return what differs between two maps: stages in the order of the later one, then touchpoints.

    What is removed stands at the end of its section. Objects are compared by id; archived ones are not there.
    """
    return [*_of_stages(before, after), *_of_touchpoints(before, after)]


def metric_changes(before: Journey, after: Journey) -> list[Change]:
    """Return what differs between the metrics that two maps define or name, but for what was measured."""
    old = {metric.id: metric for metric in before.metrics()}
    new = {metric.id: metric for metric in after.metrics()}
    found: list[Change] = []
    for id_ in dict.fromkeys((*new, *old)):
        behind = dict.fromkeys(
            each.id
            for journey in (after, before)
            for each in journey.opportunities()
            if each.state != "dropped" and each.expected is not None and each.expected.metric == id_
        )
        found.extend(_change("metrics", id_, old.get(id_), new.get(id_), False, tuple(behind)))
    return found


def _of_stages(before: Journey, after: Journey) -> Iterator[Change]:
    old = {stage.id: stage for stage in before.stages}
    new = {stage.id: stage for stage in after.stages}
    moved = out_of_order([id_ for id_ in old if id_ in new], [id_ for id_ in new if id_ in old])
    for id_ in dict.fromkeys((*new, *old)):
        yield from _change(
            "stages",
            id_,
            old.get(id_),
            new.get(id_),
            id_ in moved,
            _behind(before, after, "stages", id_, id_),
        )


def _of_touchpoints(before: Journey, after: Journey) -> Iterator[Change]:
    old = {each.id: each for each in before.touchpoints}
    new = {each.id: each for each in after.touchpoints}
    moved = {id_ for id_ in new if id_ in old and new[id_].stage != old[id_].stage}
    for stage in {each.stage: None for each in new.values()}:
        mine = [id_ for id_, each in new.items() if each.stage == stage and id_ in old and id_ not in moved]
        were = [id_ for id_, each in old.items() if each.stage == stage and id_ in mine]
        moved |= out_of_order(were, mine)
    for id_ in dict.fromkeys((*new, *old)):
        stage = (new.get(id_) or old[id_]).stage or ""
        behind = _behind(before, after, "touchpoints", id_, stage)
        yield from _change("touchpoints", id_, old.get(id_), new.get(id_), id_ in moved, behind)


def _change(
    section: Literal["stages", "touchpoints", "metrics"],
    id_: str,
    old: Stage | Touchpoint | Metric | None,
    new: Stage | Touchpoint | Metric | None,
    moved: bool,
    behind: tuple[str, ...],
) -> Iterator[Change]:
    if old is None or new is None:
        yield Change(section, id_, "added" if old is None else "removed", False, (), behind)
        return
    keys = tuple(_keys(section, old, new))
    if keys or moved:
        yield Change(section, id_, "changed", moved, keys, behind)


def _keys(
    section: str, old: Stage | Touchpoint | Metric, new: Stage | Touchpoint | Metric
) -> Iterator[KeyChange]:
    shape = shape_of(type(new))
    for key, field in shape.fields.items():
        if key in _NOT_COMPARED[section]:
            continue
        one, two = getattr(old, field.attribute), getattr(new, field.attribute)
        if one != two:
            yield KeyChange(key, _said(one), _said(two))


def _said(value: Any) -> Any:
    """Return a value, None where nothing is written in its place."""
    empty = value is None or (isinstance(value, (tuple, str, Mapping)) and not value)
    return None if empty else value


def _behind(before: Journey, after: Journey, section: str, id_: str, stage: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for journey in (after, before):
        for each in journey.opportunities():
            named = getattr(each, section)
            if each.state != "dropped" and (id_ in named or (stage and stage in each.stages)):
                found[each.id] = None
    return tuple(found)


def out_of_order(before: list[str], after: list[str]) -> set[str]:
    """Return the fewest ids that have to move to make one order of the same ids into the other."""
    place = {id_: index for index, id_ in enumerate(before)}
    tails: list[int] = []
    ends: list[str] = []
    previous: dict[str, str | None] = {}
    for id_ in after:
        at = bisect_left(tails, place[id_])
        previous[id_] = ends[at - 1] if at else None
        tails[at : at + 1] = [place[id_]]
        ends[at : at + 1] = [id_]
    kept: set[str] = set()
    step = ends[-1] if ends else None
    while step is not None:
        kept.add(step)
        step = previous[step]
    return set(after) - kept
