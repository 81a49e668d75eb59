"""What is said of a definition, key by key, each kind of value in its own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jmap.model.actions import Opportunity, Play, Solution
from jmap.model.conditions import ConditionKind
from jmap.model.described import Kind, shape_of
from jmap.model.described_objects import Expected, Result
from jmap.model.kinds import (
    Boolean,
    Date,
    Duration,
    LinkList,
    ManyOf,
    Number,
    OneOf,
    Owner,
    PathText,
    Percent,
    Ref,
    Refs,
    Text,
    Texts,
    TextTable,
    Whole,
)
from jmap.model.metrics import Metric
from jmap.model.stages import Stage
from jmap.render.cells import Item, Row
from jmap.render.conditions_in_words import in_words, tests_in_words
from jmap.render.labels import KEYS, spoken
from jmap.render.measures_in_words import bands_in_words, indicator_in_words, measure_in_words
from jmap.render.scene import Scene
from jmap.render.touchpoint_card import link_item
from jmap.render.witness import value_in_words

Links = Mapping[tuple[str, str], str]
"""The fragments that lead to definitions, by section and id."""

ELSEWHERE = frozenset(("status",))
"""Keys that are no rows: what is archived is drawn so."""

OF_A_STAGE = frozenset(("summary", "phase", "owner", "evidence", "links", "tags", "emotion"))
"""Keys of a stage that the grid and the lifecycle do not show."""


def rows(scene: Scene, section: str, thing: Any, links: Links) -> Iterator[Row]:
    """Yield what is said of a definition, a row for each key with a value."""
    for key, field in shape_of(type(thing)).fields.items():
        if key in ELSEWHERE or (key == "name" and section != "events"):
            continue
        if isinstance(thing, Stage) and key not in OF_A_STAGE:
            continue
        value = getattr(thing, field.attribute)
        if (not value and value != 0) or value is False or (key == "better" and value == "higher"):
            continue
        items = tuple(_items(scene, f"{section}.{key}", field.kind, value, thing, links))
        if items:
            yield Row(KEYS[key], items, inline=isinstance(field.kind, (Refs, ManyOf)))


def _items(scene: Scene, place: str, kind: Kind, value: Any, thing: Any, links: Links) -> Iterator[Item]:
    words = scene.words
    match kind:
        case Text():
            yield Item(value, rich=not kind.one_line)
        case Texts():
            yield from (Item(each, rich=True) for each in value)
        case TextTable():
            yield from (Item(words("{name}: {text}", name=name, text=text)) for name, text in value.items())
        case Ref(section=section):
            yield _named(scene, section, value, links)
        case Refs(section=section):
            yield from (_named(scene, section, id_, links) for id_ in value)
        case Owner():
            yield _named(scene, "teams", value, links)
        case LinkList():
            file = scene.journey.file_of(place.partition(".")[0], thing.id)
            yield from (link_item(each, scene, file) for each in value)
        case PathText():
            file = scene.journey.file_of(place.partition(".")[0], thing.id)
            yield Item(value, href=scene.way(file, value))
        case _:
            said = _said(scene, place, kind, value, thing)
            yield from (Item(each, whose="ours") for each in said if each)


def _said(scene: Scene, place: str, kind: Kind, value: Any, thing: Any) -> Iterable[str]:
    """Return the values of a key in our words."""
    words = scene.words
    section, _, key = place.partition(".")
    match kind:
        case Number() | Whole():
            return [_measured(scene, thing, value)]
        case Percent():
            return [words.percent(value)]
        case Boolean():
            return [words("yes")]
        case OneOf():
            return [words(spoken(section, key, value) or value)]
        case ManyOf():
            return [words(spoken(section, key, each) or each) for each in value]
        case Date():
            return [words.day(value)]
        case Duration():
            return [words.duration(value)]
        case ConditionKind():
            return [in_words(value, scene.journey, words)]
        case _:
            return _OTHERS[place](scene, value, thing)


def _named(scene: Scene, section: str, id_: str, links: Links) -> Item:
    title = scene.journey.title_of(section, id_) if section != "stages" else _stage(scene, id_)
    return Item(title, href=links.get((section, id_), ""))


def _stage(scene: Scene, id_: str) -> str:
    found = scene.journey.file.stages.get(id_)
    return found.title if found is not None else id_


def _measured(scene: Scene, thing: Any, value: float) -> str:
    if isinstance(thing, Metric):
        return scene.words.measured(value, thing.shown_unit)
    return scene.words.number(value)


def _amount(scene: Scene, metric: str | None, value: float | None) -> str:
    found = scene.journey.metric(metric) if metric else None
    if value is None:
        return scene.words("no data")
    return scene.words.number(value) if found is None else _measured(scene, found, value)


def _expected(scene: Scene, value: Expected, _: object) -> Iterator[str]:
    words = scene.words
    amount = _amount(scene, value.metric, value.to)
    name = words.theirs(scene.journey.title_of("metrics", value.metric or ""))
    if value.by is None:
        yield words("{metric} at {value}", metric=name, value=amount)
    else:
        yield words(
            "{metric} at {value} by {period}", metric=name, value=amount, period=words.period(value.by)
        )


def _result(scene: Scene, value: Result, thing: Opportunity | Play) -> Iterator[str]:
    words = scene.words
    metric = thing.expected.metric if thing.expected is not None else None
    facts = [words.period(value.period)] if value.period is not None else []
    facts += [words("{count}\u00a0cases", count=value.n)] if value.n is not None else []
    amount = _amount(scene, metric, value.value)
    text = words.language.comma.join(facts)
    yield words("{label} ({text})", label=amount, text=text) if text else amount


def _solutions(scene: Scene, value: tuple[Solution, ...], _: object) -> Iterator[str]:
    words = scene.words
    for each in value:
        addresses = [link.url if link.text == link.url else f"{link.text} {link.url}" for link in each.links]
        facts = [words(each.state)] if each.state else []
        text = words.language.comma.join(facts + [words.theirs(address) for address in addresses])
        name = words.theirs(each.name)
        yield words("{label} ({text})", label=name, text=text) if text else name


def _history(scene: Scene, _: object, thing: Metric) -> Iterator[str]:
    words = scene.words
    for period, seen in reversed(thing.observations()):
        if seen.value is not None:
            text = _measured(scene, thing, seen.value)
            if seen.n is not None:
                text = words("{label} ({text})", label=text, text=f"n\u00a0=\u00a0{words.number(seen.n)}")
            yield words("{name}: {text}", name=words.period(period), text=text)


def _measure(scene: Scene, value: Any, thing: Metric) -> Iterator[str]:
    """Yield how a metric is measured, and what a log says that it is."""
    yield measure_in_words(value, scene.journey, scene.words)
    yield value_in_words(scene.measured, thing, scene.words)


def _felt(scene: Scene, value: Any, _: object) -> Iterator[str]:
    if value.label:
        yield scene.words.theirs(value.label)


_OTHERS: Mapping[str, Callable[[Scene, Any, Any], Iterable[str]]] = {
    "segments.where": lambda scene, value, _: [
        tests_in_words(scene.words.theirs(name), test, scene.words) for name, test in value.items()
    ],
    "stages.emotion": _felt,
    "metrics.history": _history,
    "metrics.measure": _measure,
    "opportunities.expected": _expected,
    "opportunities.result": _result,
    "opportunities.solutions": _solutions,
    "plays.expected": _expected,
    "plays.result": _result,
    "health.indicators": lambda scene, value, _: [
        indicator_in_words(each, scene.journey, scene.words) for each in value.values()
    ],
    "health.bands": lambda scene, value, _: bands_in_words(value, scene.words),
}
"""What says the values of keys whose kinds are their own."""
