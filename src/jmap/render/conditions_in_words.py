"""Conditions as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from jmap.model.comparisons import Comparison
from jmap.model.conditions import (
    AfterCondition,
    AllOf,
    AnyOf,
    AttributeCondition,
    BeforeCondition,
    Condition,
    DormantCondition,
    EventCondition,
    HealthCondition,
    InactiveCondition,
    MetricCondition,
    MilestoneCondition,
    Note,
)
from jmap.model.kinds.times import DurationText
from jmap.render.words import Words
from jmap.workspace.journey import Journey


def in_words(condition: Condition | None, journey: Journey, words: Words) -> str:
    """Return a condition in words, its label first where it has one; empty where there is none."""
    if condition is None:
        return ""
    spelled = _spelled(condition, journey, words)
    label = words.theirs(condition.label or "")
    if not label or label == spelled:
        return spelled
    return words("{label} ({text})", label=label, text=spelled)


def labels(condition: Condition | None, journey: Journey, words: Words) -> list[str]:
    """Return a short text for each of the ways in which a condition can come true."""
    if condition is None:
        return []
    if isinstance(condition, AnyOf) and not condition.label:
        return [label for part in condition.any for label in labels(part, journey, words)]
    return [words.theirs(condition.label or "") or _spelled(condition, journey, words)]


def _spelled(condition: Condition, journey: Journey, words: Words) -> str:
    if isinstance(condition, Note):
        return words.theirs(condition.text)
    if isinstance(condition, AllOf):
        return _all((in_words(part, journey, words) for part in condition.all), words)
    if isinstance(condition, AnyOf):
        return _any((in_words(part, journey, words) for part in condition.any), words)
    if isinstance(condition, EventCondition):
        return _event(condition, words)
    return _state(condition, journey, words)


def _all(texts: Iterable[str], words: Words) -> str:
    return reduce(lambda left, right: words("{left} and {right}", left=left, right=right), texts)


def _any(texts: Iterable[str], words: Words) -> str:
    return reduce(lambda left, right: words("{left} or {right}", left=left, right=right), texts)


def _event(condition: EventCondition, words: Words) -> str:
    text = _any((words.theirs(each) for each in condition.event), words)
    if condition.where:
        tests = _all(
            (tests_in_words(words.theirs(name), test, words) for name, test in condition.where.items()), words
        )
        text = words("{event} where {tests}", event=text, tests=tests)
    if condition.times > 1:
        text = words("{event}, {count} times", event=text, count=condition.times)
    return _within(text, condition.within, words)


def _within(text: str, time: DurationText | None, words: Words) -> str:
    return words("{text} within {time}", text=text, time=words.duration(time)) if time is not None else text


def _state(condition: Condition, journey: Journey, words: Words) -> str:
    match condition:
        case MetricCondition():
            name = words.theirs(journey.title_of("metrics", condition.metric or ""))
            return _within(tests_in_words(name, condition.is_, words), condition.within, words)
        case InactiveCondition(inactive=wait) if wait is not None:
            return words("nothing seen for {time}", time=words.duration(wait))
        case BeforeCondition(before=name, by=by):
            when = words.theirs(name or "")
            if by is None:
                return words("before {name}", name=when)
            return words("{time} before {name}", time=words.duration(by), name=when)
        case AfterCondition(after=name, by=by):
            when = words.theirs(name or "")
            if by is None:
                return words("after {name}", name=when)
            return words("{time} after {name}", time=words.duration(by), name=when)
        case MilestoneCondition():
            stage = words.theirs(journey.title_of("stages", condition.milestone or ""))
            return words("milestone of {stage} reached", stage=stage)
        case AttributeCondition():
            return tests_in_words(words.theirs(condition.attribute or ""), condition.is_, words)
        case DormantCondition():
            return words("gone quiet")
        case HealthCondition():
            name = words.theirs(journey.title_of("health", condition.health or ""))
            return tests_in_words(name, condition.is_, words)
        case _:
            return ""


def tests_in_words(name: str, test: Comparison | None, words: Words) -> str:
    """Return what a value is held against; `name` is that of the value, in our words."""
    if test is None:
        return name
    if test.operator == "in":
        values = _any((words.theirs(each) for each in test.text.split(", ")), words)
        return words("{name} is {value}", name=name, value=values)
    value = words.theirs(test.text[len(test.operator) :].strip())
    if test.operator == "!=":
        return words("{name} is not {value}", name=name, value=value)
    sign = {">=": "≥", "<=": "≤"}.get(test.operator, test.operator)
    return f"{name} {sign} {value}"
