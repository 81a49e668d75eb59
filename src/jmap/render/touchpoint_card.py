"""A touchpoint as a card, with all that is known of it in its details."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jmap.model.kinds.text import Link
from jmap.model.touchpoints import LayerItem, ServiceLevel, Touchpoint
from jmap.render.cells import Card, Item, Row
from jmap.render.channels import icon_of
from jmap.render.scene import Scene
from jmap.render.urls import SCHEMES
from jmap.render.wording import duration, feeling, listed, number, percent, signed

_LAYERS = (("Frontstage", "frontstage"), ("Backstage", "backstage"), ("Support", "support"))
_GAP = 3
_AUTOMATION = {"none": "by people", "assisted": "assisted", "full": "runs by itself"}


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
    parts = [scene.team(item.team), item.system or ""]
    if item.wait is not None:
        parts.append(f"customer waits {duration(item.wait)}")
    return " · ".join(part for part in parts if part)


def _rows(scene: Scene, touchpoint: Touchpoint) -> Iterator[Row]:
    journey = scene.journey
    yield _texts("About", [touchpoint.summary] if touchpoint.summary else [])
    yield Row("Channels", _channels(scene, touchpoint))
    yield Row("Owner", (_or_missing(scene.team(journey.owner_of(touchpoint)), "none"),))
    yield Row("Met by", _met_by(scene, touchpoint))
    yield Row("Emotion", tuple(_emotions(scene, touchpoint)))
    yield Row("Moment of truth", tuple(_moment(touchpoint)))
    yield Row("Scores", tuple(_scores(touchpoint)))
    yield _texts("Actions", touchpoint.actions)
    yield _texts("Content", touchpoint.content)
    yield _texts("Gains", touchpoint.gains)
    for label, layer in _LAYERS:
        yield Row(label, tuple(_layer(scene, getattr(touchpoint, layer))))
    yield Row("Service level", _plain(_level(touchpoint.sla)) if touchpoint.sla is not None else ())
    yield Row("Runs", _plain([_AUTOMATION[touchpoint.automation]]) if touchpoint.automation else ())
    yield Row("Metrics", _plain(journey.title_of("metrics", id_) for id_ in touchpoint.metrics))
    yield Row("Events", _plain(touchpoint.events))
    evidence = [scene.evidence(id_) for id_ in journey.evidence_of(touchpoint)]
    yield Row("Evidence", _plain(evidence) or (_or_missing("", "none"),))
    yield Row("Detail", tuple(_expands(scene, touchpoint)))
    yield Row("Links", tuple(_link(link) for link in touchpoint.links))
    yield Row("Tags", _plain(touchpoint.tags))
    findings = scene.notes.by_object.get(("touchpoints", touchpoint.id), ())
    yield Row(
        "Findings",
        tuple(Item(f"{each.number} {_bare(each.message)}", href=f"#{each.number}") for each in findings),
    )


def _link(link: Link) -> Item:
    """Return a link; a path relative to the map's file is only named, as it leads nowhere from a page."""
    if link.url.lower().startswith(SCHEMES):
        return Item(link.text, href=link.url)
    return Item(link.text if link.text == link.url else f"{link.text} ({link.url})")


def _bare(message: str) -> str:
    return message.replace("`", "")


def _plain(texts: Iterable[str]) -> tuple[Item, ...]:
    return tuple(Item(text) for text in texts)


def _texts(label: str, texts: Iterable[str]) -> Row:
    return Row(label, tuple(Item(text, rich=True) for text in texts))


def _or_missing(text: str, missing: str) -> Item:
    return Item(text) if text else Item(missing, missing=True)


def _channels(scene: Scene, touchpoint: Touchpoint) -> tuple[Item, ...]:
    if touchpoint.channels is None:
        return (Item("not said", missing=True),)
    if not touchpoint.channels:
        return (Item("none: the customer acts alone"),)
    return (Item(", ".join(scene.journey.title_of("channels", id_) for id_ in touchpoint.channels)),)


def _met_by(scene: Scene, touchpoint: Touchpoint) -> tuple[Item, ...]:
    journey = scene.journey
    people = [journey.title_of("personas", id_) for id_ in touchpoint.personas]
    segments = [journey.title_of("segments", id_) for id_ in touchpoint.segments]
    who = listed(people) or "everyone"
    if segments:
        who += f" in {listed(segments)}"
    return (Item(f"{who}, optional" if touchpoint.optional else who),)


def _emotions(scene: Scene, touchpoint: Touchpoint) -> Iterator[Item]:
    emotion = touchpoint.emotion
    if emotion is None:
        return
    met = scene.places(touchpoint.personas)
    said = [
        (place, each.title, emotion.points(each.id))
        for place, each in enumerate(scene.personas)
        if not met or place in met
    ]
    label = f" ({emotion.label})" if emotion.label else ""
    if not said or len({values for _, _, values in said}) == 1:
        values = said[0][2] if said else emotion.points(None)
        if values:
            yield Item(f"{_feelings(values)}{label}")
        return
    for _, name, values in said:
        if values:
            yield Item(f"{name}: {_feelings(values)}{label}")


def _feelings(values: tuple[float, ...]) -> str:
    return " → ".join(f"{signed(value)}, {feeling(value)}" for value in values)


def _moment(touchpoint: Touchpoint) -> Iterator[Item]:
    moment = touchpoint.moment_of_truth
    if moment is None:
        return
    if moment.success:
        yield Item(f"When it goes well: {moment.success}", rich=True)
    if moment.failure:
        yield Item(f"When it fails: {moment.failure}", rich=True)
    if not moment.success and not moment.failure:
        yield Item("yes")


def _scores(touchpoint: Touchpoint) -> Iterator[Item]:
    importance, performance = touchpoint.importance, touchpoint.performance
    parts = []
    if importance is not None:
        parts.append(f"importance {number(importance)}")
    if performance is not None:
        parts.append(f"performance {number(performance)}")
    if parts:
        yield Item(f"{', '.join(parts)} of 10")
    if importance is not None and performance is not None and importance - performance >= _GAP:
        yield Item(f"{number(importance - performance)} short of its importance", missing=True)


def _layer(scene: Scene, items: Iterable[LayerItem]) -> Iterator[Item]:
    for item in items:
        hint = layer_hint(scene, item)
        yield Item(item.text, rich=True)
        if hint:
            yield Item(hint)
        if item.fails:
            yield Item(f"Fails: {item.fails}", rich=True)
        if item.recovery:
            yield Item(f"Then: {item.recovery}", rich=True)


def _level(sla: ServiceLevel) -> Iterator[str]:
    if sla.response is not None:
        yield f"answer within {duration(sla.response)}"
    if sla.resolution is not None:
        yield f"solved within {duration(sla.resolution)}"
    if sla.target is not None and sla.actual is not None:
        kept = "✓ kept" if sla.actual >= sla.target else "▼ not kept"
        yield f"{kept}: {percent(sla.actual)} of cases, target {percent(sla.target)}"
    elif sla.target is not None:
        yield f"target {percent(sla.target)} of cases"
    elif sla.actual is not None:
        yield f"kept in {percent(sla.actual)} of cases"


def _expands(scene: Scene, touchpoint: Touchpoint) -> Iterator[Item]:
    for mention in touchpoint.expands:
        yield Item(mention, href=scene.href_of(scene.journey.path, mention))
