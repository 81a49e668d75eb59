"""What tells conditions apart: the ways in which they come true, and the numbers for which they do.

Where a part of a condition says nothing about a number, it may hold for all of them, and surely holds for
none. So whoever looks for numbers that two conditions share asks for those for which they `surely` hold, and
whoever looks for numbers that none has asks for those for which one `may` hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import product
from typing import TypeAlias

from jmap.model.comparisons import Comparison, WhereTests
from jmap.model.conditions import AllOf, AnyOf, Condition, MetricCondition, Note, parts_of
from jmap.model.kinds.numbers import parse_percent
from jmap.model.kinds.times import parse_date
from jmap.model.metrics import Metric
from jmap.rules.intervals import ALL, NONE, Numbers, compared, intersection, only, union

_MOST_ALTERNATIVES = 64

Value: TypeAlias = tuple[str, str | float | bool]
"""A value with its type, so that `1`, `"1"` and `true` are three; a date is the number of its day."""


def alternatives(condition: Condition | None) -> list[tuple[Condition, ...]]:
    """Return the ways in which a condition can come true, each the parts that hold together, without labels.

    None of a condition that is not there, or that has too many ways to tell.
    """
    if condition is None:
        return []
    if isinstance(condition, AnyOf):
        choices = [alternatives(part) for part in condition.any]
        ways = [way for choice in choices for way in choice] if all(choices) else []
    elif isinstance(condition, AllOf):
        parts = [alternatives(part) for part in condition.all]
        count = 1
        for part in parts:
            count *= len(part)
            if not 0 < count <= _MOST_ALTERNATIVES:
                return []
        ways = [tuple(each for way in choice for each in way) for choice in product(*parts)]
    else:
        ways = [(condition if isinstance(condition, Note) else replace(condition, label=None),)]
    return ways if len(ways) <= _MOST_ALTERNATIVES else []


def metrics_in(condition: Condition | None) -> dict[str, None]:
    """Return the ids of the metrics that a condition asks for, in order."""
    parts = (part for part in parts_of(condition) if isinstance(part, MetricCondition))
    return {part.metric: None for part in parts if part.metric is not None}


def unit_of(metric: Metric, conditions: Iterable[Condition | None]) -> str | None:
    """Return the unit in which conditions compare a metric; None where they do not agree on one.

    `12` and `12%` are the same for a metric in percent, and for no other.
    """
    if metric.shown_unit == "%":
        return "%"
    signs: set[str] = set()
    for condition in conditions:
        for part in parts_of(condition):
            if isinstance(part, MetricCondition) and part.metric == metric.id and part.is_ is not None:
                signs.update(kind for kind, _ in _values_of(part.is_))
    if len(signs & {"number", "percent"}) > 1:
        return None
    return "%" if "percent" in signs else metric.shown_unit


def surely(condition: Condition | None, metric: str) -> Numbers:
    """Return the values of a metric for which a condition holds, whatever else is so."""
    return _values(condition, metric, otherwise=NONE)


def maybe(condition: Condition | None, metric: str) -> Numbers:
    """Return the values of a metric for which a condition can hold."""
    return _values(condition, metric, otherwise=ALL)


def told_apart(one: WhereTests, other: WhereTests) -> bool:
    """Tell whether two `where` cannot hold of one event, as far as anybody can see."""
    return any(_apart(test, other[name]) for name, test in one.items() if name in other)


def _values(condition: Condition | None, metric: str, *, otherwise: Numbers) -> Numbers:
    if isinstance(condition, AnyOf):
        return union(_values(part, metric, otherwise=otherwise) for part in condition.any)
    if isinstance(condition, AllOf):
        return intersection(_values(part, metric, otherwise=otherwise) for part in condition.all)
    if not isinstance(condition, MetricCondition) or condition.metric != metric or condition.is_ is None:
        return otherwise
    values = _values_of(condition.is_)
    if condition.within is not None or any(kind not in ("number", "percent") for kind, _ in values):
        return otherwise
    return union(
        compared(condition.is_.operator, number) for _, number in values if isinstance(number, float)
    )


def _apart(one: Comparison, other: Comparison) -> bool:
    for listed, test in ((one, other), (other, one)):
        if listed.operator == "in":
            return not any(_holds(value, test) for value in _values_of(listed))
    [(kind, value)], [(other_kind, other_value)] = _values_of(one), _values_of(other)
    if "!=" in (one.operator, other.operator):
        # All but one value leaves something over, except of the two truth values.
        truths = one.operator == other.operator and kind == other_kind == "truth"
        return truths and value != other_value
    common = intersection((_range(one), _range(other)))
    return kind != other_kind or all(each.between_neighbours for each in common)


def _holds(value: Value, test: Comparison) -> bool:
    if test.operator == "in":
        return value in _values_of(test)
    [bound] = _values_of(test)
    if test.operator == "!=":
        return value != bound
    kind, number = value
    return kind == bound[0] and isinstance(number, float) and bool(intersection((_range(test), only(number))))


def _range(test: Comparison) -> Numbers:
    [(_, number)] = _values_of(test)
    return compared(test.operator, number) if isinstance(number, float) else NONE


def _values_of(test: Comparison) -> list[Value]:
    return [_value(operand, percent=test.percent) for operand in test.operands]


def _value(operand: str | float | bool | date, *, percent: bool) -> Value:
    if isinstance(operand, bool):
        return "truth", operand
    if isinstance(operand, date):
        return "date", float(operand.toordinal())
    if isinstance(operand, float):
        return ("percent" if percent else "number"), operand
    day, share = parse_date(operand), parse_percent(operand)
    if day is not None:
        return "date", float(day.toordinal())
    return ("text", operand) if share is None else ("percent", share)
