"""How much of each kind the page shows before it says where the rest is, so that 1,000 maps stay usable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final, Generic, TypeVar

from jmap.records import frozen

MAPS: Final = 200
FINDINGS: Final = 30
FINDINGS_FOLDED: Final = 170
ROWS: Final = 40
ROWS_FOLDED: Final = 160
TOUCHPOINTS: Final = 400
RECKONED: Final = 20
STATES: Final = 20
STAGES: Final = 12

T = TypeVar("T")


@frozen
class Cut(Generic[T]):
    """Things to show at once, things to show folded, and how many are left out."""

    shown: Sequence[T]
    folded: Sequence[T] = ()
    more: int = 0

    def __bool__(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.shown)

    @property
    def count(self) -> int:
        """Return how many there are in all."""
        return len(self.shown) + len(self.folded) + self.more


def cut(every: Iterable[T], shown: int = ROWS, folded: int = 0) -> Cut[T]:
    """Return things cut to what is shown at once and what is folded; one or two more are not worth a fold."""
    found = iter(every)
    first = list(islice(found, shown))
    rest = list(islice(found, folded))
    more = sum(1 for _ in found)
    if not more and len(rest) <= 2:
        return Cut((*first, *rest))
    return Cut(tuple(first), tuple(rest), more)
