"""A touchpoint as a card, with all that is known of it in its details."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jmap.model.kinds.text import Link
from jmap.model.touchpoints import LayerItem, ServiceLevel, Touchpoint
from jmap.render.cells import Card, Item, Row
from jmap.render.channels import icon_of
from jmap.render.labels import spoken
from jmap.render.proof import proof
from jmap.render.scene import Scene
from jmap.render.urls import SCHEMES
from jmap.render.witness import touchpoint_in_words
from jmap.render.wording import feeling, sentence
from jmap.render.words import Words, term

_LAYERS = (
    (term("Frontstage"), "frontstage"),
    (term("Backstage"), "backstage"),
    (term("Support"), "support"),
)
_GAP = 3


def card(scene: Scene, touchpoint: Touchpoint) -> Card:
    """Return the card of a touchpoint."""
    journey = scene.journey
    channels = [journey.definition("channels", id_) for id_ in touchpoint.channels or ()]
    known = [found.object for found in channels if found is not None]
    icon = icon_of(known[0]) if known else "alone"
    met = scene.places(touchpoint.personas)
    absent = tuple(place for place in range(len(scene.personas)) if met and place not in met)
    return Card(
        touchpoint.id,
        touchpoint.title,
        icon,
        tuple(channel.title for channel in known),
        tuple(channel.id for channel in known),
        touchpoint.segments,
        scene.team(journey.owner_of(touchpoint)),
        touchpoint.moment_of_truth is not None,
        touchpoint.optional,
        touchpoint.archived,
        absent,
        scene.notes.on("touchpoints", touchpoint.id),
        tuple(row for row in _rows(scene, touchpoint) if row.items),
    )


def layer_hint(scene: Scene, item: LayerItem) -> str:
    """Return who does something on a layer, with what, and how long the customer waits."""
    words = scene.words
    parts = [words.theirs(scene.team(item.team)), words.theirs(item.system or "")]
    if item.wait is not None:
        parts.append(words("customer waits {time}", time=words.duration(item.wait)))
    return " · ".join(part for part in parts if part)


def _rows(scene: Scene, touchpoint: Touchpoint) -> Iterator[Row]:
    journey, words = scene.journey, scene.words
    yield _texts(term("About"), [touchpoint.summary] if touchpoint.summary else [])
    yield Row(term("Channels"), _channels(scene, touchpoint))
    yield Row(
        term("Owner"), _plain([scene.team(journey.owner_of(touchpoint))]) or _missing(words("none|owner"))
    )
    yield Row(term("Met by"), _met_by(scene, touchpoint))
    yield Row(term("Emotion"), _ours(_emotions(scene, touchpoint)))
    yield Row(term("Moment of truth"), tuple(_moment(touchpoint, words)))
    yield Row(term("Scores"), tuple(_scores(touchpoint, words)))
    yield _texts(term("Actions"), touchpoint.actions)
    yield _texts(term("Content"), touchpoint.content)
    yield _texts(term("Gains"), touchpoint.gains)
    for label, layer in _LAYERS:
        yield Row(label, tuple(_layer(scene, getattr(touchpoint, layer))))
    level = service_level(touchpoint.sla, words) if touchpoint.sla is not None else ()
    yield Row(term("Service level"), _ours(level))
    automation = spoken("touchpoints", "automation", touchpoint.automation or "")
    runs = [words(automation)] if automation is not None else []
    yield Row(term("Runs"), _ours(runs))
    yield Row(term("Metrics"), _plain(journey.title_of("metrics", id_) for id_ in touchpoint.metrics))
    yield Row(term("Events"), _plain(touchpoint.events))
    yield Row(term("Measured"), _ours(touchpoint_in_words(scene.measured, touchpoint.id, words)))
    yield Row(term("Evidence"), tuple(_evidence(scene, touchpoint)) or _missing(words("none|evidence")))
    yield Row(term("Detail"), tuple(_expands(scene, touchpoint)))
    yield Row(term("Links"), tuple(link_item(link, scene) for link in touchpoint.links))
    yield Row(term("Tags"), _plain(touchpoint.tags))


def link_item(link: Link, scene: Scene | None = None, file: str = "") -> Item:
    """Return a link; a path relative to its file, by default the map's, is text where it leads nowhere."""
    if link.url.lower().startswith(SCHEMES):
        return Item(link.text, href=link.url)
    href = scene.way(file or scene.journey.path, link.url, encoded=True) if scene is not None else ""
    if href:
        return Item(link.text, href=href)
    return Item(link.text if link.text == link.url else f"{link.text} ({link.url})")


def _evidence(scene: Scene, touchpoint: Touchpoint) -> Iterator[Item]:
    """Yield how well the touchpoint is known, and each piece of evidence, with the way to its report."""
    journey, words = scene.journey, scene.words
    ids = journey.evidence_of(touchpoint)
    known = proof(scene, [ids])
    if known is not None and known.level:
        text = words(
            "{word}: {share} sure", word=sentence(known.word), share=words.percent(round(known.sure * 100))
        )
        yield Item(text, whose="ours")
    for id_ in ids:
        found = journey.definition("evidence", id_)
        report = found.object.file if found is not None else None
        href = scene.way(journey.file_of("evidence", id_), report) if report else ""
        yield Item(scene.evidence(id_), href=href, whose="ours")


def _plain(texts: Iterable[str]) -> tuple[Item, ...]:
    return tuple(Item(text) for text in texts if text)


def _ours(texts: Iterable[str]) -> tuple[Item, ...]:
    return tuple(Item(text, whose="ours") for text in texts)


def _missing(text: str) -> tuple[Item]:
    return (Item(text, missing=True, whose="ours"),)


def _texts(label: str, texts: Iterable[str]) -> Row:
    return Row(label, tuple(Item(text, rich=True) for text in texts))


def _channels(scene: Scene, touchpoint: Touchpoint) -> tuple[Item, ...]:
    if touchpoint.channels is None:
        return _missing(scene.words("not said"))
    if not touchpoint.channels:
        return _ours([scene.words("none: the customer acts alone")])
    comma = scene.words.language.comma
    return (Item(comma.join(scene.journey.title_of("channels", id_) for id_ in touchpoint.channels)),)


def _met_by(scene: Scene, touchpoint: Touchpoint) -> tuple[Item, ...]:
    journey, words = scene.journey, scene.words
    people = [words.theirs(journey.title_of("personas", id_)) for id_ in touchpoint.personas]
    segments = [words.theirs(journey.title_of("segments", id_)) for id_ in touchpoint.segments]
    who = words.listed(people) or words("everyone")
    if segments:
        who = words("{people} in {segments}", people=who, segments=words.listed(segments))
    return _ours([words("{people}, optional", people=who) if touchpoint.optional else who])


def _emotions(scene: Scene, touchpoint: Touchpoint) -> Iterator[str]:
    emotion, words = touchpoint.emotion, scene.words
    if emotion is None:
        return
    met = scene.places(touchpoint.personas)
    said = [
        (place, each.title, emotion.points(each.id))
        for place, each in enumerate(scene.personas)
        if not met or place in met
    ]
    if not said or len({values for _, _, values in said}) == 1:
        values = said[0][2] if said else emotion.points(None)
        if values:
            yield feelings(values, emotion.label, words)
        return
    for _, name, values in said:
        if values:
            text = feelings(values, emotion.label, words)
            yield words("{name}: {text}", name=words.theirs(name), text=text)


def feelings(values: tuple[float, ...], label: str | None, words: Words) -> str:
    """Return how a step feels, in words: `−1.7, very negative (Ambushed)`; an arrow stands for a change."""
    comma = words.language.comma
    arrow = " ← " if words.right_to_left else " → "
    text = arrow.join(f"{words.signed(value)}{comma}{words(feeling(value))}" for value in values)
    return words("{label} ({text})", label=text, text=words.theirs(label)) if label else text


def _moment(touchpoint: Touchpoint, words: Words) -> Iterator[Item]:
    moment = touchpoint.moment_of_truth
    if moment is None:
        return
    if moment.success:
        yield Item(moment.success, rich=True, lead=words("When it goes well"))
    if moment.failure:
        yield Item(moment.failure, rich=True, lead=words("When it fails"))
    if not moment.success and not moment.failure:
        yield Item(words("yes"), whose="ours")


def _scores(touchpoint: Touchpoint, words: Words) -> Iterator[Item]:
    importance, performance = touchpoint.importance, touchpoint.performance
    parts = []
    if importance is not None:
        parts.append(words("importance {score}", score=importance))
    if performance is not None:
        parts.append(words("performance {score}", score=performance))
    if parts:
        yield Item(words("{scores} of 10", scores=words.language.comma.join(parts)), whose="ours")
    if importance is not None and performance is not None and importance - performance >= _GAP:
        yield from _missing(words("{amount} short of its importance", amount=importance - performance))


def _layer(scene: Scene, items: Iterable[LayerItem]) -> Iterator[Item]:
    for item in items:
        hint = layer_hint(scene, item)
        yield Item(item.text, rich=True)
        if hint:
            yield Item(hint, whose="ours")
        if item.fails:
            yield Item(item.fails, rich=True, lead=scene.words("Fails"))
        if item.recovery:
            yield Item(item.recovery, rich=True, lead=scene.words("Then"))


def service_level(sla: ServiceLevel, words: Words) -> Iterator[str]:
    """Yield what is promised, and how often it is kept."""
    if sla.response is not None:
        yield words("answer within {time}", time=words.duration(sla.response))
    if sla.resolution is not None:
        yield words("solved within {time}", time=words.duration(sla.resolution))
    if sla.target is not None and sla.actual is not None:
        kept = term("✓ kept: {actual} of cases, target {target}")
        if sla.actual < sla.target:
            kept = term("▼ not kept: {actual} of cases, target {target}")
        yield words(kept, actual=words.percent(sla.actual), target=words.percent(sla.target))
    elif sla.target is not None:
        yield words("target {target} of cases", target=words.percent(sla.target))
    elif sla.actual is not None:
        yield words("kept in {actual} of cases", actual=words.percent(sla.actual))


def _expands(scene: Scene, touchpoint: Touchpoint) -> Iterator[Item]:
    for mention in touchpoint.expands:
        yield Item(mention, href=scene.href_of(scene.journey.path, mention))
