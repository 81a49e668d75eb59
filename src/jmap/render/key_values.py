"""The value of any key of a stage, touchpoint or metric, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias

from jmap.model.described import shape_of
from jmap.model.described_objects import Emotion, Pain, Statement
from jmap.model.kinds.text import Link
from jmap.model.metrics import Metric
from jmap.model.stages import Move, Sign, Stage
from jmap.model.touchpoints import LayerItem, MomentOfTruth, ServiceLevel, Touchpoint
from jmap.records import frozen
from jmap.render.conditions_in_words import in_words
from jmap.render.labels import spoken
from jmap.render.measures_in_words import measure_in_words
from jmap.render.touchpoint_card import feelings, service_level
from jmap.render.words import Words
from jmap.workspace.journey import Journey

Holder: TypeAlias = Stage | Touchpoint | Metric


@frozen
class Value:
    """One value of a key. `rich` text of the map takes inline markup; `lead` and `hint` are our words.

    `whose` the text is: the map's or ours. `sign` says of an item of a list that the other map lacks it:
    `new` or `gone`.
    """

    text: str
    whose: Literal["map", "ours"] = "map"
    rich: bool = False
    lead: str = ""
    hint: str = ""
    sign: Literal["", "new", "gone"] = ""


@frozen
class Side:
    """One of two maps that are compared, and our words for what it says."""

    journey: Journey
    words: Words


TOLD: Final = (
    *("name", "stage", "order", "summary", "goal", "needs", "phase", "start", "enter", "milestone"),
    *("next", "leave", "duration", "actions", "channels", "personas", "segments", "optional"),
    *("emotion", "thoughts", "quotes", "pains", "gains", "drivers", "risks", "importance"),
    *("performance", "moment_of_truth", "content", "frontstage", "backstage", "support", "sla"),
    *("automation", "owner", "metrics", "events", "expands", "evidence", "links", "tags", "kind"),
    *("variant", "unit", "better", "target", "floor", "formula", "source", "window", "covers"),
    *("leading", "measure"),
)
"""The keys of what changes, in the order in which they are told."""

_SECTIONS: Final[Mapping[type[Any], str]] = {Stage: "stages", Touchpoint: "touchpoints", Metric: "metrics"}
_REFERENCES: Final = {
    "evidence": "evidence",
    "metrics": "metrics",
    "channels": "channels",
    "personas": "personas",
    "segments": "segments",
}
_FREE: Final = ("summary", "goal", "needs", "actions", "gains", "content", "formula", "source")


def values(side: Side, holder: Holder, key: str) -> list[Value]:
    """Return the values of a key: one for each item of a list, none where nothing is said."""
    written = getattr(holder, shape_of(type(holder)).fields[key].attribute)
    if key == "channels" and written == ():
        return [Value(side.words("none: the customer acts alone"), "ours")]
    if key == "next" and written == {}:
        return [Value(side.words("it ends here"), "ours")]
    if written is None or written in ((), "", {}):
        return []
    if key in _REFERENCES:
        return [Value(side.journey.title_of(_REFERENCES[key], id_)) for id_ in written]
    if key in ("target", "floor") and isinstance(holder, Metric):
        return [Value(side.words.measured(written, holder.shown_unit), "ours")]
    if isinstance(written, tuple) and key != "duration":
        return [_one(side, holder, key, each) for each in written]
    say = _OBJECTS.get(key)
    return list(say(side, written)) if say is not None else [_one(side, holder, key, written)]


def _one(side: Side, holder: Holder, key: str, written: Any) -> Value:
    """Return a single value, or one item of a list."""
    words = side.words
    match written:
        case Statement():
            return Value(written.text, rich=True, hint=" · ".join(_whose(side, written)))
        case Pain():
            return Value(written.text, rich=True, hint=" · ".join(_pain(side, written)))
        case Sign():
            return Value(written.text or "", rich=True, hint=in_words(written.when, side.journey, words))
        case LayerItem():
            return Value(written.text, rich=True, hint=" · ".join(_layer(side, written)))
        case Link():
            return Value(written.text if written.text == written.url else f"{written.text} ({written.url})")
    if key == "owner":
        return Value(side.journey.title_of("teams", written))
    text = _ours(side, holder, key, written)
    if text:
        return Value(text, "ours")
    return Value(str(written), rich=key in _FREE)


def _ours(side: Side, holder: Holder, key: str, written: Any) -> str:
    """Return a value that we say in words of our own, or nothing where it is the map's text."""
    words = side.words
    if key == "duration":
        return words.duration_range(written)
    if key == "window":
        return words.duration(written)
    if key in ("enter", "milestone", "leave"):
        return in_words(written, side.journey, words)
    if key in ("importance", "performance"):
        return words("{scores} of 10", scores=words.number(written))
    if isinstance(written, bool):
        return words("yes") if written else words("no")
    if key == "measure":
        return measure_in_words(written, side.journey, words)
    named = spoken(_SECTIONS[type(holder)], key, str(written))
    return words(named) if named is not None else ""


def _whose(side: Side, said: Statement) -> Iterator[str]:
    if said.persona:
        yield side.words.theirs(side.journey.title_of("personas", said.persona))
    yield from (side.words.theirs(side.journey.title_of("evidence", id_)) for id_ in said.evidence)


def _pain(side: Side, pain: Pain) -> Iterator[str]:
    words = side.words
    if pain.severity is not None:
        yield words("severity {level}", level=pain.severity)
    if pain.frequency is not None:
        yield words("hits\u00a0{share}", share=words.percent(pain.frequency))
    yield from (words.theirs(side.journey.title_of("evidence", id_)) for id_ in pain.evidence)


def _layer(side: Side, item: LayerItem) -> Iterator[str]:
    words = side.words
    if item.team:
        yield words.theirs(side.journey.title_of("teams", item.team))
    if item.system:
        yield words.theirs(item.system)
    if item.wait is not None:
        yield words("customer waits {time}", time=words.duration(item.wait))
    if item.fails:
        yield words("{name}: {text}", name=words("fails"), text=words.theirs(item.fails))
    if item.recovery:
        yield words("{name}: {text}", name=words("then"), text=words.theirs(item.recovery))


def _emotion(side: Side, emotion: Emotion) -> Iterator[Value]:
    words = side.words
    everyone = emotion.points(None) if emotion.value is not None or emotion.changes else ()
    if everyone:
        yield Value(feelings(everyone, emotion.label, words), "ours")
    for id_, value in emotion.by.items():
        name = words.theirs(side.journey.title_of("personas", id_))
        label = None if everyone else emotion.label
        text = words("{name}: {text}", name=name, text=feelings((value,), label, words))
        yield Value(text, "ours")


def _moment(side: Side, moment: MomentOfTruth) -> Iterator[Value]:
    words = side.words
    if moment.success:
        yield Value(moment.success, rich=True, lead=words("When it goes well"))
    if moment.failure:
        yield Value(moment.failure, rich=True, lead=words("When it fails"))
    if not moment.success and not moment.failure:
        yield Value(words("yes"), "ours")


def _sla(side: Side, sla: ServiceLevel) -> Iterator[Value]:
    return (Value(text, "ours") for text in service_level(sla, side.words))


def _next(side: Side, ways: Mapping[str, Move]) -> Iterator[Value]:
    for id_, move in ways.items():
        target = [side.words.percent(move.target)] if move.target is not None else []
        label = [side.words.theirs(move.label)] if move.label else []
        yield Value(side.journey.title_of("stages", id_), hint=" · ".join([*label, *target]))


_OBJECTS: Final[Mapping[str, Callable[[Side, Any], Iterator[Value]]]] = {
    "emotion": _emotion,
    "moment_of_truth": _moment,
    "sla": _sla,
    "next": _next,
}
