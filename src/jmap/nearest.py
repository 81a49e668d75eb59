"""Did you mean: the nearest word of a list, and only when it is near."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

_LONGEST = 64
"""A longer word is no slip of anything."""
_COMPARED = 24
"""So many letters tell which choice is nearest."""
_MOST_WORDS = 200
"""So many different words of one file are held against what they may be a slip of."""


class Suggestions:
    """What the words of one file may be slips of.

    Each different word is weighed once. Past a number of them none is any more, which bounds the time that
    a file of nothing but mistakes takes.
    """

    def __init__(self, most: int = _MOST_WORDS) -> None:
        self._left = most
        self._nearest: dict[tuple[str, tuple[str, ...]], str | None] = {}
        self._sorted: dict[tuple[str, tuple[str, ...]], list[str]] = {}

    def nearest(self, word: str, choices: Iterable[str]) -> str | None:
        """Return the one choice that a word is most likely a slip of, or None; None past the number, too."""
        asked = word, tuple(choices)
        if asked not in self._nearest and self._may_weigh():
            self._nearest[asked] = nearest(*asked)
        return self._nearest.get(asked)

    def by_nearness(self, word: str, choices: Iterable[str]) -> list[str]:
        """Return the choices, the nearest to a word first; past the number in their given order."""
        asked = word, tuple(choices)
        if asked not in self._sorted and self._may_weigh():
            self._sorted[asked] = by_nearness(*asked)
        return self._sorted.get(asked) or list(asked[1])

    def _may_weigh(self) -> bool:
        self._left -= 1
        return self._left >= 0


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the one choice that `word` is most likely a slip of, or None.

    A choice counts when it differs by case, hyphens or a plural `s` only, or by at most one edit in
    four letters (at least one, at most three). Of two equally near neither is suggested.
    """
    plain = _fold(word)
    if len(plain) > _LONGEST:
        return None
    best: list[str] = []
    best_distance = min(3, max(1, len(plain) // 4)) + 1
    for choice in choices:
        folded = _fold(choice)
        if folded == plain or folded == plain + "s" or plain == folded + "s":
            return choice
        if abs(len(folded) - len(plain)) >= best_distance or _far(plain, folded, best_distance + 1):
            continue
        distance = edits(plain, folded)
        if distance < best_distance and distance < len(folded):
            best, best_distance = [choice], distance
        elif distance == best_distance and best:
            best.append(choice)
    return best[0] if len(best) == 1 else None


def by_nearness(word: str, choices: Iterable[str]) -> list[str]:
    """Return the choices, the nearest to `word` first, equally near ones in their given order."""
    plain = _fold(word)[:_COMPARED]
    return sorted(choices, key=lambda choice: edits(plain, _fold(choice)))


def edits(left: str, right: str) -> int:
    """Return how many letters to add, drop, change or swap with the next to get from one to the other.

    Words over 64 letters are compared by their first 64, to bound the time.
    """
    left, right = left[:64], right[:64]
    before: list[int] = []
    last = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def _far(left: str, right: str, most: int) -> bool:
    """Tell whether the letters alone show that it takes `most` edits or more; cheaper than to count them.

    Each edit changes at most two letters of the two counts together.
    """
    one, other = Counter(left), Counter(right)
    return (one - other).total() >= most or (other - one).total() >= most


def _fold(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")
