"""Did you mean: the nearest word of a list, and only when it is near."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

_LONGEST = 64
"""A longer word is no slip of anything."""
_COMPARED = 24
"""So many letters tell which choice is nearest."""


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
