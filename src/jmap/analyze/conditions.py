"""Conditions of a map as what a log can show: ways to come true, each of parts that hold together.

A part that no log can show of one customer (prose, a metric, a band of health, an attribute that the log does
not have) makes its way unseen. A condition with no way left is not observed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Final, TypeAlias

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
from jmap.records import frozen

MICROS: Final = 1_000_000
_MOST_WAYS: Final = 64


@frozen
class Happened:
    """Events of some names whose tests hold, so many of them; `within` microseconds of entering a stage."""

    names: tuple[str, ...]
    tests: tuple[int, ...] = ()
    times: int = 1
    within: int | None = None


@frozen
class Holds:
    """The newest value of an attribute passes a test."""

    test: int


@frozen
class Silent:
    """No event for so many microseconds."""

    micros: int


@frozen
class Dated:
    """So many microseconds after the date in an attribute, before it where they are negative."""

    date: int
    offset: int


@frozen
class Reached:
    """The milestone of a stage, by its place among the stages."""

    stage: int


Part: TypeAlias = Happened | Holds | Silent | Dated | Reached
Way: TypeAlias = tuple[Part, ...]


@frozen
class Observable:
    """The ways in which a condition comes true; `unseen` says what of it no log can show."""

    ways: tuple[Way, ...] = ()
    unseen: tuple[str, ...] = ()

    def parts(self) -> Iterator[Part]:
        """Yield all parts of all ways."""
        for way in self.ways:
            yield from way


NOTHING: Final = Observable()


class Asked:
    """What has to be asked of attributes in each row. Each question is known by its number.

    `comparisons` and `dates` are for conditions; `numbers` and `texts` are for sums and for what is counted.
    """

    def __init__(self, attributes: Mapping[str, str]) -> None:
        """Take the log's attributes, by name to type."""
        self.attributes = attributes
        self.comparisons: dict[tuple[str, Comparison], int] = {}
        self.dates: dict[str, int] = {}
        self.numbers: dict[str, int] = {}
        self.texts: dict[str, int] = {}
        self.missing: dict[str, None] = {}

    def test(self, attribute: str, comparison: Comparison) -> int | None:
        """Return the number of a comparison, or None where the log has no such attribute."""
        if not self._has(attribute):
            return None
        return self.comparisons.setdefault((attribute, comparison), len(self.comparisons))

    def date(self, attribute: str) -> int | None:
        """Return the number of a date, or None where the log has no such attribute."""
        return self.dates.setdefault(attribute, len(self.dates)) if self._has(attribute) else None

    def number(self, attribute: str) -> int | None:
        """Return the number of an attribute that is read as a number, or None where the log has none."""
        return self.numbers.setdefault(attribute, len(self.numbers)) if self._has(attribute) else None

    def text(self, attribute: str) -> int | None:
        """Return the number of an attribute that is read as a text, or None where the log has none."""
        return self.texts.setdefault(attribute, len(self.texts)) if self._has(attribute) else None

    def _has(self, attribute: str) -> bool:
        if attribute not in self.attributes:
            self.missing[attribute] = None
        return attribute in self.attributes


@frozen
class Reader:
    """Reads the conditions of one map: its `stages` by id to place, and what its `dormant` is."""

    tests: Asked
    stages: Mapping[str, int]
    dormant: Condition | None = None

    def read(self, condition: Condition | None) -> Observable:
        """Return what a log can show of a condition."""
        if condition is None:
            return NOTHING
        ways: list[Way] = []
        unseen: dict[str, None] = {}
        for alternative in self._alternatives(condition):
            parts = [self._part(each) for each in alternative]
            reasons = [each for each in parts if isinstance(each, str)]
            unseen |= dict.fromkeys(reasons)
            way = tuple(dict.fromkeys(each for each in parts if not isinstance(each, str)))
            if not reasons and way and way not in ways:
                ways.append(way)
        if len(ways) > _MOST_WAYS:
            return Observable((), (f"more than {_MOST_WAYS} ways to come true",))
        return Observable(tuple(ways), tuple(unseen))

    def _alternatives(self, condition: Condition) -> list[tuple[Condition, ...]]:
        """Return the ways of a condition, cut off past the most that are told."""
        if isinstance(condition, AnyOf):
            found = [way for part in condition.any for way in self._alternatives(part)]
        elif isinstance(condition, AllOf):
            found = [()]
            for part in condition.all:
                pairs = product(found, self._alternatives(part))
                found = [(*left, *right) for left, right in pairs][: _MOST_WAYS + 1]
        elif isinstance(condition, DormantCondition) and condition.dormant and self.dormant is not None:
            # What is dormant cannot be told by being dormant.
            return replace(self, dormant=None)._alternatives(self.dormant)  # noqa: SLF001 - one of its kind
        else:
            found = [(condition,)]
        return found[: _MOST_WAYS + 1]

    def _part(self, condition: Condition) -> Part | str:
        match condition:
            case EventCondition():
                return self._happened(condition)
            case AttributeCondition() if condition.attribute and condition.is_ is not None:
                test = self.tests.test(condition.attribute, condition.is_)
                return no_attribute(condition.attribute) if test is None else Holds(test)
            case InactiveCondition() if condition.inactive is not None:
                return Silent(condition.inactive.seconds * MICROS)
            case BeforeCondition() if condition.before and condition.by is not None:
                return self._dated(condition.before, -condition.by.seconds * MICROS)
            case AfterCondition() if condition.after and condition.by is not None:
                return self._dated(condition.after, condition.by.seconds * MICROS)
            case MilestoneCondition() if (
                condition.milestone is not None and condition.milestone in self.stages
            ):
                return Reached(self.stages[condition.milestone])
        return _why_unseen(condition)

    def _happened(self, condition: EventCondition) -> Part | str:
        tests = []
        for attribute, comparison in condition.where.items():
            test = self.tests.test(attribute, comparison)
            if test is None:
                return no_attribute(attribute)
            tests.append(test)
        within = condition.within.seconds * MICROS if condition.within is not None else None
        return Happened(condition.event, tuple(tests), condition.times, within)

    def _dated(self, attribute: str, offset: int) -> Part | str:
        date = self.tests.date(attribute)
        return no_attribute(attribute) if date is None else Dated(date, offset)


def no_attribute(name: str) -> str:
    """Return why what asks for an attribute is not seen."""
    return f"the log has no attribute `{name}`"


def _why_unseen(condition: Condition) -> str:
    match condition:
        case Note():
            return "it is prose"
        case MetricCondition():
            return f"the metric `{condition.metric}` is not of one customer"
        case HealthCondition():
            return f"the health score `{condition.health}` is not read from the log"
        case DormantCondition():
            return "the map does not say when a customer is dormant"
        case _:
            return "it cannot be read from a log"
