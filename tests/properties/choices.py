"""Where a generator's choices come from: hypothesis, which shrinks them, or a seed, which is quicker."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

T = TypeVar("T")

TIMES = int(os.environ.get("JMAP_EXAMPLES", "1"))
"""How many times as many examples as usual: a long run says `JMAP_EXAMPLES=100`."""


class Choices:
    """Choices for generators and printers, each made by a function that returns a number below another."""

    def __init__(self, below: Callable[[int], int]) -> None:
        self.below = below

    def one_of(self, options: Sequence[T]) -> T:
        """Return one of some options; a failing example shrinks to the first."""
        return options[self.below(len(options))]

    def rarely(self, times: int = 8) -> bool:
        """Return True once in so many times."""
        return self.below(times) == times - 1

    def some(self, options: Sequence[T], most: int) -> list[T]:
        """Return a few of some options, each at most once, in their order."""
        left = list(range(len(options)))
        picked = [left.pop(self.below(len(left))) for _ in range(min(self.below(most + 1), len(left)))]
        return [options[index] for index in sorted(picked)]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in another order."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(len(left))]


def seeded(seed: int, most: int = 1_000_000) -> Choices:
    """Return the choices that a number stands for; after so many of them, always the simplest."""
    random = Random(seed)
    made = 0

    def below(number: int) -> int:
        nonlocal made
        made += 1
        return random.randrange(number) if made <= most else 0

    return Choices(below)


def choices() -> st.SearchStrategy[Choices]:
    """Return a strategy for choices; a failing example shrinks to as few as it takes.

    To draw each choice by itself takes hypothesis a hundred times as long.
    """
    return st.builds(seeded, st.integers(0, 2**24), st.integers(0, 6000))


def examples(number: int) -> Callable[[Any], Any]:
    """Return settings for so many examples: the same ones in every run, more in a long one."""
    return settings(
        max_examples=number * TIMES,
        derandomize=TIMES == 1,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=TIMES > 1,
    )
