"""Sets of numbers, for conditions that one number tells apart.

Bounds are *cuts* between numbers: just before one or just after it. Every interval is then half-open, and
`> 50`, `>= 50`, `<= 50` and 50 alone need no cases of their own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, TypeAlias

from jmap.records import frozen
from jmap.rules.figures import with_unit

Cut: TypeAlias = tuple[float, int]
"""A number, and 0 for just before it or 1 for just after it."""

_LOWEST: Final[Cut] = (-math.inf, 0)
_HIGHEST: Final[Cut] = (math.inf, 0)


@frozen
class Interval:
    """All numbers from one cut up to a later one."""

    low: Cut
    high: Cut

    @property
    def opens_up(self) -> bool:
        """Tell whether it has no upper end."""
        return self.high == _HIGHEST

    @property
    def opens_down(self) -> bool:
        """Tell whether it has no lower end."""
        return self.low == _LOWEST

    @property
    def point(self) -> bool:
        """Tell whether it is one number."""
        return self.low[0] == self.high[0]

    @property
    def between_neighbours(self) -> bool:
        """Tell whether it lies between two whole numbers that follow each other, and holds neither."""
        ends = (self.low[0], self.high[0])
        whole = all(math.isfinite(end) and end == int(end) for end in ends)
        return whole and self.low[0] + self.low[1] >= self.high[0] + self.high[1]


Numbers: TypeAlias = tuple[Interval, ...]
"""A set of numbers: intervals in order, none of which touches the next."""

NONE: Final[Numbers] = ()
ALL: Final[Numbers] = (Interval(_LOWEST, _HIGHEST),)


def compared(operator: str, number: float) -> Numbers:
    """Return the numbers for which a comparison holds; `in` is the number itself."""
    before, after = (number, 0), (number, 1)
    match operator:
        case ">=":
            return (Interval(before, _HIGHEST),)
        case ">":
            return (Interval(after, _HIGHEST),)
        case "<=":
            return (Interval(_LOWEST, after),)
        case "<":
            return (Interval(_LOWEST, before),)
        case "!=":
            return (Interval(_LOWEST, before), Interval(after, _HIGHEST))
        case _:
            return only(number)


def only(number: float) -> Numbers:
    """Return a number by itself."""
    return (Interval((number, 0), (number, 1)),)


def union(sets: Iterable[Numbers]) -> Numbers:
    """Return the numbers that are in any of several sets."""
    found: list[Interval] = []
    for each in sorted((each for numbers in sets for each in numbers), key=lambda each: each.low):
        if found and each.low <= found[-1].high:
            found[-1] = Interval(found[-1].low, max(found[-1].high, each.high))
        else:
            found.append(each)
    return tuple(found)


def intersection(sets: Iterable[Numbers]) -> Numbers:
    """Return the numbers that are in all of several sets; of none, all numbers."""
    common = ALL
    for numbers in sets:
        common = tuple(_overlaps(common, numbers))
    return common


def gaps(numbers: Numbers) -> Iterator[Interval]:
    """Yield what lies between the intervals of a set."""
    for before, after in pairwise(numbers):
        yield Interval(before.high, after.low)


def spelled(interval: Interval, unit: str) -> str:
    """Return an interval in words that follow `is`: `from 30% to below 80%`, `above 5 EUR`, `exactly 3`."""
    (low, after_low), (high, after_high) = interval.low, interval.high
    if interval.point:
        return f"exactly {with_unit(low, unit)}"
    if interval.opens_down:
        return f"{'up to' if after_high else 'below'} {with_unit(high, unit)}"
    if interval.opens_up:
        return f"above {with_unit(low, unit)}" if after_low else f"{with_unit(low, unit)} or more"
    begin, end = ("above", "and ") if after_low else ("from", "to ")
    end = ("up to" if after_low else "to") if after_high else f"{end}below"
    return f"{begin} {with_unit(low, unit)} {end} {with_unit(high, unit)}"


def meeting(number: float, unit: str) -> str:
    """Return what to do about two intervals that should meet at a number."""
    edge = with_unit(number, unit if unit == "%" else "")
    return f"let one begin where the other ends, such as `< {edge}` and `>= {edge}`"


def _overlaps(left: Numbers, right: Numbers) -> Iterator[Interval]:
    here = there = 0
    while here < len(left) and there < len(right):
        one, other = left[here], right[there]
        low, high = max(one.low, other.low), min(one.high, other.high)
        if low < high:
            yield Interval(low, high)
        if one.high <= other.high:
            here += 1
        else:
            there += 1
