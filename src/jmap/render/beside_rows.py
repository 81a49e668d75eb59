"""What changes between two maps as rows: each object, and key by key what it was and should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from jmap.records import frozen
from jmap.render.key_values import TOLD, Holder, Side, Value, values
from jmap.render.labels import KEYS
from jmap.workspace.changes import Change
from jmap.workspace.journey import Journey

_ABOUT = {
    "stages": ("goal", "duration"),
    "touchpoints": ("channels", "emotion", "actions"),
    "metrics": ("target", "formula"),
}
_ANCHORS = {"stages": "st", "touchpoints": "tp", "metrics": "me"}


@frozen
class Pair:
    """The two maps that are compared. `as_is_href` is the address of the page of the first, or empty."""

    before: Side
    after: Side
    as_is_href: str


@frozen
class KeyShown:
    """A key that differs: its label, one of our words yet to be said, and its values; none: not said."""

    key: str
    label: str
    before: tuple[Value, ...]
    after: tuple[Value, ...]


@frozen
class Answer:
    """An opportunity behind a change: its number on the page; without one it is of the as-is map alone."""

    number: str
    name: str


@frozen
class ChangeShown:
    """A stage, touchpoint or metric that changes.

    `anchor` is the id of its row, `stage` that of the stage it is in, `href` leads to it in the grid or on
    the as-is map's page. `marks` are its kinds: one of added and removed, or moved or changed or both.
    `about` says in short what is added or removed.
    """

    section: str
    id: str
    stage: str
    anchor: str
    name: str
    href: str
    marks: tuple[str, ...]
    about: tuple[Value, ...]
    keys: tuple[KeyShown, ...]
    answers: tuple[Answer, ...]

    @property
    def kind(self) -> str:
        """Return the kind that it counts as."""
        return self.marks[0]

    @property
    def of_as_is(self) -> bool:
        """Tell whether only the as-is map has it, so that its texts are that map's."""
        return self.kind == "removed"


def change_shown(pair: Pair, change: Change, numbers: Mapping[str, str]) -> ChangeShown:
    """Return a change in words; `numbers` are those of the opportunities on the page, by id."""
    old, new = (_found(each.journey, change) for each in (pair.before, pair.after))
    here = new if new is not None else old
    side = pair.after if new is not None else pair.before
    if here is None:
        raise KeyError(change.id)
    marks = (change.kind,) if change.kind != "changed" else tuple(_marks(change))
    anchor = f"{_ANCHORS[change.section]}-{change.id}"
    about: list[Value] = []
    if change.kind != "changed":
        about = [value for key in _ABOUT[change.section] for value in values(side, here, key)]
    return ChangeShown(
        change.section,
        change.id,
        change.id if change.section == "stages" else getattr(here, "stage", None) or "",
        f"ch-{anchor}",
        here.title,
        _href(change, anchor, pair.as_is_href),
        marks,
        tuple(about),
        tuple(_keys(pair, change, old, new)) if old is not None and new is not None else (),
        tuple(_answer(pair, id_, numbers) for id_ in change.opportunities),
    )


def _found(journey: Journey, change: Change) -> Holder | None:
    if change.section == "metrics":
        return journey.metric(change.id)
    every: Mapping[str, Holder] = getattr(journey.file, change.section)
    found = every.get(change.id)
    return found if found is not None and not found.archived else None


def _marks(change: Change) -> Iterator[str]:
    if change.moved:
        yield "moved"
    if change.keys:
        yield "changed"


def _href(change: Change, anchor: str, as_is_href: str) -> str:
    if change.section == "metrics":
        return ""
    if change.kind != "removed":
        return f"#{anchor}"
    return f"{as_is_href}#{anchor}" if as_is_href else ""


def _keys(pair: Pair, change: Change, old: Holder, new: Holder) -> Iterator[KeyShown]:
    if change.moved:
        yield _move(pair, change, old, new)
    order = list(TOLD)
    for each in sorted(change.keys, key=lambda each: order.index(each.key)):
        before, after = values(pair.before, old, each.key), values(pair.after, new, each.key)
        yield KeyShown(each.key, KEYS[each.key], *_signed(before, after))


def _signed(before: Sequence[Value], after: Sequence[Value]) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Return both lists, each item that the other lacks with its sign; none where all is another."""
    if not any(each in after for each in before):
        return tuple(before), tuple(after)
    return (
        tuple(each if each in after else replace(each, sign="gone") for each in before),
        tuple(each if each in before else replace(each, sign="new") for each in after),
    )


def _move(pair: Pair, change: Change, old: Holder, new: Holder) -> KeyShown:
    """Return where an object stood and stands: in which stage, or in which place among its neighbours."""
    was, now = getattr(old, "stage", None), getattr(new, "stage", None)
    if was != now:
        before = Value(pair.before.journey.title_of("stages", was or ""))
        after = Value(pair.after.journey.title_of("stages", now or ""))
        return KeyShown("stage", KEYS["stage"], (before,), (after,))
    places = (_place(side, change, was) for side in (pair.before, pair.after))
    first, second = ((Value(text, "ours"),) for text in places)
    return KeyShown("order", KEYS["order"], first, second)


def _place(side: Side, change: Change, stage: str | None) -> str:
    journey = side.journey
    every = journey.stages if change.section == "stages" else journey.touchpoints_of(stage or "")
    place = [each.id for each in every].index(change.id) + 1
    return side.words("{part} of {whole}", part=place, whole=len(every))


def _answer(pair: Pair, id_: str, numbers: Mapping[str, str]) -> Answer:
    number = numbers.get(id_, "")
    journey = pair.after.journey if number else pair.before.journey
    return Answer(number, journey.title_of("opportunities", id_))
