"""The lifecycle as a graph, neutral of how it is drawn: stages, ways, loops, exits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from jmap.audit.figures import standing
from jmap.measures.measured import MapMeasured
from jmap.model.stages import Stage
from jmap.records import frozen
from jmap.render.conditions_in_words import in_words, labels
from jmap.render.language import primary
from jmap.render.witness import dormant_in_words, time_in_words, went_on_in_words
from jmap.render.witness_stages import milestone_briefly, milestone_in_words, value_in_time
from jmap.render.words import Words, term
from jmap.workspace.emotion_curve import judged
from jmap.workspace.journey import Journey

ArrowKind = Literal["next", "past", "loop"]


@frozen
class Node:
    """A stage: its number from 1, and what is said of it in a line each."""

    id: str
    number: int
    name: str
    facts: tuple[str, ...]
    start: bool
    end: bool


@frozen
class Arrow:
    """A way between stages, by their places from 0: on to the next, past some, or back.

    `seen` is the share of customers who took it, where a log was read.
    """

    start: int
    end: int
    kind: ArrowKind
    label: str
    target: str
    seen: str = ""

    @property
    def aims(self) -> str:
        """Return the target and what was measured beside it."""
        return " · ".join(part for part in (self.target, self.seen) if part)


@frozen
class Exit:
    """How customers leave in a stage, one label for each way."""

    stage: int
    labels: tuple[str, ...]


@frozen
class Step:
    """What moves a customer through a stage, in words. `seen` is who reached the milestone, by a log."""

    name: str
    enter: str
    milestone: str
    leave: str
    seen: str = ""


@frozen
class Graph:
    """The ways through a map, in words. `anywhere` are exits from any stage, `dormant` when one is quiet.

    `value` is how long the purchase took to bear fruit, where a log was read.
    """

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    exits: tuple[Exit, ...]
    anywhere: tuple[str, ...]
    dormant: tuple[str, ...]
    steps: tuple[Step, ...]
    summary: str
    words: Words
    value: str = ""

    @property
    def has_loops(self) -> bool:
        """Tell whether a way leads back."""
        return any(arrow.kind == "loop" for arrow in self.arrows)

    @property
    def has_exits(self) -> bool:
        """Tell whether customers leave."""
        return bool(self.exits or self.anywhere)


def graph_of(
    journey: Journey, as_of: date, words: Words, measured: MapMeasured | None = None, min_n: int = 0
) -> Graph:
    """Return the graph of a map, with what was measured of it; by fewer than `min_n` cases none can judge."""
    stages = journey.stages
    places = {stage.id: index for index, stage in enumerate(stages)}
    arrows = tuple(
        Arrow(
            places[way.start],
            places[way.end],
            kind_of_way(places[way.start], places[way.end]),
            way.move.label or "",
            words.percent(way.move.target) if way.move.target is not None else "",
            went_on_in_words(measured, way.start, way.end, words),
        )
        for way in journey.ways()
    )
    exits = tuple(
        Exit(index, tuple(labels(stage.leave, journey, words)))
        for index, stage in enumerate(stages)
        if stage.leave is not None
    )
    nodes = tuple(_node(journey, index, stage, as_of, words, measured) for index, stage in enumerate(stages))
    anywhere = tuple(labels(journey.file.leave, journey, words))
    return Graph(
        nodes,
        arrows,
        exits,
        anywhere,
        tuple(_dormant(journey, words, measured)),
        tuple(_steps(journey, words, measured, min_n)),
        _summary(nodes, arrows, exits, anywhere, words),
        words,
        value_in_time(measured, min_n, words),
    )


def kind_of_way(start: int, end: int) -> ArrowKind:
    """Return what sort of way leads from one place in the line of stages to another."""
    if end <= start:
        return "loop"
    return "next" if end == start + 1 else "past"


def _dormant(journey: Journey, words: Words, measured: MapMeasured | None) -> Iterator[str]:
    yield from labels(journey.file.dormant, journey, words)
    share = dormant_in_words(measured, words)
    if journey.file.dormant is not None and share:
        yield share


def _node(
    journey: Journey, index: int, stage: Stage, as_of: date, words: Words, measured: MapMeasured | None
) -> Node:
    said = (
        _figure(journey, stage, as_of, words),
        _mood(journey, stage, words),
        time_in_words(measured, stage.id, words),
        milestone_briefly(measured, stage.id, words) if stage.milestone is not None else "",
    )
    facts = [fact for fact in said if fact]
    starts = index == 0 or stage.start
    end = stage.next is not None and not stage.next
    return Node(stage.id, index + 1, stage.title, tuple(facts), starts, end)


def _figure(journey: Journey, stage: Stage, as_of: date, words: Words) -> str:
    """Return the first metric of a stage that has a value, as its value and its name."""
    for id_ in journey.metrics_of(stage):
        metric = journey.metric(id_)
        actual = standing(metric, as_of).actual if metric is not None else None
        if metric is not None and actual is not None:
            unit = metric.shown_unit
            named = unit and unit.lower() in metric.title.lower()
            name = words.theirs(_lowered(metric.title, words.content))
            value = words.measured(actual, "" if named else unit)
            return words("{value} {name}", value=value, name=name)
    return ""


def _mood(journey: Journey, stage: Stage, words: Words) -> str:
    values = [point.value for point in judged(journey) if point.stage == stage.id]
    if not values:
        return ""
    mean, low = sum(values) / len(values), min(values)
    text = words("mood {mean}", mean=words.signed(mean))
    if low <= -1 and len(values) > 1:
        text += f" · {words('low {value}', value=words.signed(low))}"
    return text


def _lowered(title: str, lang: str) -> str:
    """Return a name as it stands within a line; one that starts with an abbreviation stays.

    German writes nouns with a large letter, and Turkish has two letters i.
    """
    if primary(lang) in ("de", "lb", "tr", "az") or title[1:2].isupper():
        return title
    return title[:1].lower() + title[1:]


def _steps(journey: Journey, words: Words, measured: MapMeasured | None, min_n: int) -> Iterator[Step]:
    for stage in journey.stages:
        yield Step(
            stage.title,
            in_words(stage.enter, journey, words),
            in_words(stage.milestone, journey, words),
            in_words(stage.leave, journey, words),
            milestone_in_words(measured, stage.id, min_n, words) if stage.milestone is not None else "",
        )


def _summary(
    nodes: tuple[Node, ...],
    arrows: tuple[Arrow, ...],
    exits: tuple[Exit, ...],
    anywhere: tuple[str, ...],
    words: Words,
) -> str:
    """Return the graph in a few sentences, for those who do not see it."""
    names = [words.theirs(node.name) for node in nodes]
    comma = words.language.comma
    order = term("Stages from left to right: {names}.")
    if words.content_right_to_left:
        order = term("Stages from right to left: {names}.")
    parts = [words(order, names=comma.join(names))]
    for kind, text in (("past", term("Ways past a stage: {ways}.")), ("loop", term("Ways back: {ways}."))):
        ways = [
            words("{start} to {end}", start=names[each.start], end=names[each.end])
            for each in arrows
            if each.kind == kind
        ]
        if ways:
            parts.append(words(text, ways=comma.join(ways)))
    if exits:
        ways = [
            words("{label} ({text})", label=names[each.stage], text=comma.join(each.labels)) for each in exits
        ]
        parts.append(words("Customers leave from {ways}.", ways=comma.join(ways)))
    if anywhere:
        parts.append(words("From any stage: {ways}.", ways=comma.join(anywhere)))
    return words.language.space.join(parts)
