"""What a page shows of a map: one view, neutral of output, that every renderer reads."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from jmap.audit.numbered import opportunity_numbers
from jmap.audit.people import people_shown
from jmap.audit.score import Score
from jmap.findings.collect import Judged
from jmap.measures.measured import Measures
from jmap.model.stages import Stage
from jmap.records import frozen
from jmap.render.about import about, part_of
from jmap.render.audience import EVERYONE, Audience
from jmap.render.beside import Beside, OtherMap, beside, futures
from jmap.render.cells import Item, Row
from jmap.render.channels import icon_of
from jmap.render.definitions import Chapter, chapters
from jmap.render.earlier import NEVER, Earlier
from jmap.render.emotion_band import Rival, ghosts, rivals
from jmap.render.file_shown import FileShown, file_shown, sha256
from jmap.render.graph import Graph, graph_of
from jmap.render.header import Header, PersonCard, header, people
from jmap.render.lanes import LaneShown, shown
from jmap.render.noted import Group, Noted, grouped, note
from jmap.render.scene import Scene
from jmap.render.whereabouts import NOWHERE, Whereabouts
from jmap.render.witness import time_in_words
from jmap.render.witness_stages import milestone_briefly
from jmap.render.words import Words, words_for

TONES = 6
"""Colours of stages; they repeat after these."""


@frozen
class Detail:
    """A map that holds the detail of a stage: its path, and the address of its page where it has one."""

    path: str
    href: str


@frozen
class StageHead:
    """The head of a column."""

    id: str
    number: int
    tone: int
    name: str
    goal: str
    summary: str
    duration: str
    phase: str
    details: tuple[Detail, ...]
    archived: bool


@frozen
class ChannelShown:
    """A channel that touchpoints use: for the filter and the legend."""

    id: str
    name: str
    icon: str


@frozen
class Choice:
    """A value to filter by, and how it is called."""

    id: str
    name: str


@frozen
class MapView:
    """Everything that a page shows of one map.

    `beside` compares it with the map that it changes, where it names one; `futures` are maps that change it.
    `seen_by` says so where it is only what some people meet.
    """

    id: str
    path: str
    sha256: str
    lang: str
    words: Words
    header: Header
    people: tuple[PersonCard, ...]
    ghosts: tuple[int | None, ...]
    stages: tuple[StageHead, ...]
    lanes: tuple[LaneShown, ...]
    graph: Graph
    findings: tuple[Noted, ...]
    groups: tuple[Group, ...]
    channels: tuple[ChannelShown, ...]
    segments: tuple[Choice, ...]
    owners: tuple[str, ...]
    touchpoints: int
    beside: Beside | None
    futures: tuple[OtherMap, ...]
    chapters: tuple[Chapter, ...]
    seen_by: str = ""
    about: tuple[Row, ...] = ()
    part_of: tuple[Item, ...] = ()
    rivals: tuple[Rival, ...] = ()
    file: FileShown | None = None


def build_view(
    judged: Judged,
    score: Score | None,
    as_of: date,
    *,
    lanes: Sequence[str] = (),
    maps: Collection[str] = (),
    lang: str = "",
    seen_by: Audience = EVERYONE,
    whole: Judged | None = None,
    around: Whereabouts = NOWHERE,
    earlier: Earlier = NEVER,
    measures: Measures | None = None,
) -> MapView:
    """Return the view of a map without errors.

    `lanes` chooses and orders the lanes; KeyError where one is unknown. `maps` are the paths of maps that
    have pages, so that links to them lead somewhere. Our words are in the language `lang`, else in that of
    the map; KeyError where there are none in it. `seen_by` is the audience that `judged` was cut down to,
    from `whole`. `around` is where the page will lie. `earlier` has the scores of audits before.
    `measures` are what a log says of maps.
    """
    journey = judged.journey
    words = words_for(journey.file.lang, lang)
    gains = score.gains if score is not None else None
    scene = Scene(
        journey,
        words,
        as_of,
        people_shown(journey),
        tuple(journey.file.stages.values()),
        opportunity_numbers(journey),
        note(journey, (*judged.correctness, *judged.quality), words, gains),
        maps,
        around,
        earlier,
        measures,
    )
    rows = shown(scene, lanes)
    return MapView(
        journey.id,
        journey.path,
        sha256(journey.document),
        journey.file.lang,
        words,
        header(scene, score),
        people(scene),
        tuple(ghosts(scene)),
        tuple(_head(scene, index, stage) for index, stage in enumerate(scene.stages)),
        tuple(rows),
        graph_of(journey, as_of, words, scene.measured, scene.min_n),
        scene.notes.every,
        tuple(grouped(scene.notes.every)),
        *_filters(scene),
        len(journey.touchpoints),
        beside(scene),
        futures(scene),
        tuple(chapters(scene)),
        _seen_by(scene, seen_by, whole or judged) if seen_by else "",
        about(scene),
        tuple(part_of(scene)),
        tuple(rivals(scene)),
        file_shown(journey, (each.line for each in scene.notes.every)),
    )


def _head(scene: Scene, index: int, stage: Stage) -> StageHead:
    path = scene.journey.path
    return StageHead(
        stage.id,
        index + 1,
        index % TONES + 1,
        stage.title,
        stage.goal or "",
        stage.summary or "",
        " · ".join(_times(scene, stage)),
        stage.phase or "",
        tuple(Detail(mention, scene.href_of(path, mention)) for mention in stage.expands),
        stage.archived,
    )


def _times(scene: Scene, stage: Stage) -> Iterator[str]:
    """Yield how long a stage is said to take, how long it took, and how many reached its milestone."""
    if stage.duration is not None:
        yield scene.words.duration_range(stage.duration)
    seen = time_in_words(scene.measured, stage.id, scene.words)
    if seen:
        yield seen
    reached = milestone_briefly(scene.measured, stage.id, scene.words)
    if reached and stage.milestone is not None:
        yield reached


def _filters(scene: Scene) -> tuple[tuple[ChannelShown, ...], tuple[Choice, ...], tuple[str, ...]]:
    journey = scene.journey
    channels: dict[str, ChannelShown] = {}
    owners: set[str] = set()
    named: set[str] = set()
    for touchpoint in journey.touchpoints:
        for id_ in touchpoint.channels or ():
            found = journey.definition("channels", id_)
            if found is not None:
                channels[id_] = ChannelShown(id_, found.object.title, icon_of(found.object))
        named.update(touchpoint.segments)
        owners.add(scene.team(journey.owner_of(touchpoint)))
    meant = set(journey.file.for_.segments) if journey.file.for_ is not None else set()
    # Where no touchpoint is for some only, there is nothing to choose by.
    segments = [
        Choice(each.id, each.title)
        for each in journey.segments()
        if named and (each.id in meant | named or not meant)
    ]
    return tuple(channels.values()), tuple(segments), tuple(sorted(owners - {""}))


def _seen_by(scene: Scene, audience: Audience, whole: Judged) -> str:
    """Return whose view it is, and how much of the map that is."""
    words, journey = scene.words, scene.journey
    who = [
        words.theirs(journey.title_of(section, id_))
        for section, id_ in (("personas", audience.persona), ("segments", audience.segment))
        if id_
    ]
    return words(
        "Only what {who} meets: {part} of {whole} touchpoints. The score is that of the whole map.",
        who=" · ".join(who),
        part=len(journey.touchpoints),
        whole=len(whole.journey.touchpoints),
    )
