"""Conditions as people read them."""

from __future__ import annotations

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
from jmap.render.wording import duration
from jmap.workspace.journey import Journey


def in_words(condition: Condition | None, journey: Journey) -> str:
    """Return a condition in words, its label first where it has one; empty where there is none."""
    if condition is None:
        return ""
    spelled = _spelled(condition, journey)
    label = condition.label
    if not label or label == spelled:
        return spelled
    return f"{label} ({spelled})"


def labels(condition: Condition | None, journey: Journey) -> list[str]:
    """Return a short text for each of the ways in which a condition can come true."""
    if condition is None:
        return []
    if isinstance(condition, AnyOf) and not condition.label:
        return [label for part in condition.any for label in labels(part, journey)]
    return [condition.label or _spelled(condition, journey)]


def _spelled(condition: Condition, journey: Journey) -> str:
    if isinstance(condition, Note):
        return condition.text
    if isinstance(condition, AllOf):
        return " and ".join(in_words(part, journey) for part in condition.all)
    if isinstance(condition, AnyOf):
        return " or ".join(in_words(part, journey) for part in condition.any)
    if isinstance(condition, EventCondition):
        return _event(condition)
    return _state(condition, journey)


def _event(condition: EventCondition) -> str:
    text = " or ".join(condition.event)
    if condition.where:
        text += " where " + " and ".join(_tests(name, test) for name, test in condition.where.items())
    if condition.times > 1:
        text += f", {condition.times} times"
    if condition.within is not None:
        text += f" within {duration(condition.within)}"
    return text


def _state(condition: Condition, journey: Journey) -> str:
    match condition:
        case MetricCondition():
            text = _tests(journey.title_of("metrics", condition.metric or ""), condition.is_)
            return text + (f" within {duration(condition.within)}" if condition.within is not None else "")
        case InactiveCondition(inactive=wait) if wait is not None:
            return f"nothing seen for {duration(wait)}"
        case BeforeCondition(before=name, by=by):
            return f"{duration(by)} before {name}" if by is not None else f"before {name}"
        case AfterCondition(after=name, by=by):
            return f"{duration(by)} after {name}" if by is not None else f"after {name}"
        case MilestoneCondition():
            return f"milestone of {journey.title_of('stages', condition.milestone or '')} reached"
        case AttributeCondition():
            return _tests(condition.attribute or "", condition.is_)
        case DormantCondition():
            return "gone quiet"
        case HealthCondition():
            return _tests(journey.title_of("health", condition.health or ""), condition.is_)
        case _:
            return ""


def _tests(name: str, test: Comparison | None) -> str:
    if test is None:
        return name
    sign = {"in": "is", ">=": "≥", "<=": "≤", "!=": "is not"}.get(test.operator, test.operator)
    text = test.text if test.operator == "in" else test.text[len(test.operator) :].strip()
    return f"{name} {sign} {text.replace(', ', ' or ') if test.operator == 'in' else text}"
