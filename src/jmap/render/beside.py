"""A future map beside the map that it changes: what is new, removed, moved and changed, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Final

from jmap.records import frozen
from jmap.render.beside_columns import Gone, cells_of, gone_of
from jmap.render.beside_curves import Feelings, Ghost, both, feelings_of, ghosts_of
from jmap.render.beside_rows import ChangeShown, Pair, change_shown
from jmap.render.key_values import Side
from jmap.render.scene import Scene
from jmap.render.words import Words, term
from jmap.rules.engine import has_hole
from jmap.workspace.changes import changes, metric_changes
from jmap.workspace.journey import Journey

GLYPHS: Final = {"added": "+", "removed": "−", "moved": "⇄", "changed": "≠"}
"""The sign of each kind of change; the word for it always stands beside it or in the legend."""

KINDS: Final = {
    "added": term("new"),
    "removed": term("removed"),
    "moved": term("moved"),
    "changed": term("changed"),
}


@frozen
class OtherMap:
    """The other map of a pair: its title in its language, and the address of its page where it has one."""

    path: str
    title: str
    lang: str
    href: str
    reviewed: str


@frozen
class StageChanges:
    """What changes in a stage, the stage itself first; `kind` is that of the stage, or empty."""

    id: str
    name: str
    kind: str
    rows: tuple[ChangeShown, ...]


@frozen
class Beside:
    """A map beside its as-is. `why` says in words why the two are not compared; then all else is empty.

    `counts` are objects by kind, each once: what has moved may have changed too. `answered` of `total`
    changes of stages and touchpoints answer an opportunity. `same` are names of stages where nothing differs.
    `marks` finds what changes by section and id; `cells` are, for a lane, the columns where it differs.
    `ghosts`, `gone` and `cells` go by the columns of the grid. `words` are for the text of the as-is map.
    """

    as_is: OtherMap
    why: str
    words: Words
    stages: tuple[StageChanges, ...] = ()
    metrics: tuple[ChangeShown, ...] = ()
    same: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    total: int = 0
    answered: int = 0
    feelings: tuple[Feelings, ...] = ()
    ghosts: tuple[tuple[Ghost, ...], ...] = ()
    gone: tuple[Gone, ...] = ()
    marks: Mapping[tuple[str, str], ChangeShown] = field(default_factory=dict)
    cells: Mapping[str, frozenset[int]] = field(default_factory=dict)


def beside(scene: Scene) -> Beside | None:
    """Return a map beside the as-is that it names, or None where it names none."""
    journey, words = scene.journey, scene.words
    if journey.file.as_is is None:
        return None
    before = journey.before
    if before is None:
        other = OtherMap(journey.file.as_is, journey.file.as_is, journey.file.lang, "", "")
        return Beside(other, words("The file cannot be read: nothing is compared."), words)
    said = replace(words, content=before.file.lang)
    other = _other(scene, before)
    if has_hole(before):
        why = words("It has errors, and what they leave out would look like changes: nothing is compared.")
        return Beside(other, why, said)
    if not _shared(before, journey):
        why = words("The two maps share no id of a stage or touchpoint: nothing is compared.")
        return Beside(other, why, said)
    return _compared(scene, Pair(Side(before, said), Side(journey, words), other.href), other)


def futures(scene: Scene) -> tuple[OtherMap, ...]:
    """Return the maps of the run that say what this one should become."""
    return tuple(_other(scene, each) for each in scene.journey.futures())


def _other(scene: Scene, journey: Journey) -> OtherMap:
    reviewed = journey.file.reviewed
    return OtherMap(
        journey.path,
        journey.title,
        journey.file.lang,
        scene.href_to(journey.path),
        scene.words("reviewed {day}", day=scene.words.day(reviewed)) if reviewed is not None else "",
    )


def _shared(before: Journey, after: Journey) -> bool:
    old, new = before.file, after.file
    return bool(old.stages.keys() & new.stages.keys() or old.touchpoints.keys() & new.touchpoints.keys())


def _compared(scene: Scene, pair: Pair, other: OtherMap) -> Beside:
    before, after = pair.before.journey, pair.after.journey
    numbers = scene.opportunities
    rows = [change_shown(pair, each, numbers) for each in changes(before, after)]
    metrics = tuple(change_shown(pair, each, numbers) for each in metric_changes(before, after))
    order = both((each.id for each in before.stages), (each.id for each in after.stages))
    columns = [stage.id for stage in scene.stages]
    people = [each.id for each in scene.personas]
    stages = tuple(_stage(pair, id_, rows) for id_ in order)
    gone = gone_of(pair, rows, order, columns)
    return Beside(
        other,
        "",
        pair.before.words,
        tuple(each for each in stages if each.rows),
        metrics,
        tuple(each.name for each in stages if not each.rows),
        tuple((kind, sum(row.kind == kind for row in rows)) for kind in GLYPHS),
        len(rows),
        sum(bool(row.answers) for row in rows),
        feelings_of(pair.before, pair.after, people),
        ghosts_of(pair.before, pair.after, people, columns),
        gone,
        {(row.section, row.id): row for row in (*rows, *metrics)},
        cells_of(pair, rows, columns, gone),
    )


def _stage(pair: Pair, id_: str, rows: Sequence[ChangeShown]) -> StageChanges:
    """Return what changes in a stage of either map; what has moved is told where it went."""
    side = pair.after if id_ in pair.after.journey.file.stages else pair.before
    mine = tuple(row for row in rows if row.stage == id_)
    kind = next((row.kind for row in mine if row.section == "stages"), "")
    return StageChanges(id_, side.journey.title_of("stages", id_), kind, mine)
