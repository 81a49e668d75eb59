"""Visits of logs made by chance, against a customer's life told event by event."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.analyze.logs import at, visits

MAP = """\
leave: [{event: gone}, {inactive: 9h}]
stages:
  a: {enter: {event: a}, leave: {event: gone-a}}
  b: {enter: [{event: b}, {inactive: 5h}]}
  c: {enter: {before: due, by: 3h}}
"""
A, B, C, LEAVING = range(4)
NAMES = "abc"
Row = tuple[str, int, int | None]


def generate(seed: int) -> dict[str, list[Row]]:
    """Return the events of each customer as (event, hour, date that is due)."""
    dice = random.Random(seed)
    log: dict[str, list[Row]] = {}
    for number in range(30):
        rows = log.setdefault(f"c{number:02}", [])
        for _ in range(dice.randint(1, 9)):
            due = dice.choice([12, 24, 30]) if dice.random() < 0.3 else None
            rows.append((dice.choice(["a", "a", "b", "z", "gone-a", "gone"]), dice.randint(0, 40), due))
    return log


def marks(rows: list[Row], times: list[int], as_of: int) -> Iterator[tuple[int, int, int]]:
    """Yield what happens to a customer: (hour, stage or leaving, the stage that alone is left, or -1)."""
    for event, hour, _ in rows:
        if event in ("a", "b"):
            yield hour, NAMES.index(event), -1
        elif event in ("gone", "gone-a"):
            yield hour, LEAVING, A if event == "gone-a" else -1
    for hour, next_ in pairwise([*times, 10**9]):
        for silence, what in ((5, B), (9, LEAVING)):
            if next_ > hour + silence <= as_of:
                yield hour + silence, what, -1
    dated = sorted((hour, event, due) for event, hour, due in rows if due is not None)
    changes = [each for n, each in enumerate(dated) if not n or dated[n - 1][2] != each[2]]
    for (hour, _, due), (until, *_) in pairwise([*changes, (10**9, "", 0)]):
        if until > max(hour, due - 3) <= as_of:
            yield max(hour, due - 3), C, -1


def lived(rows: list[Row], as_of: int) -> Iterator[list[Any]]:
    """Yield the visits of a customer: stage, in, out, next stage, left, entries, number of this stage."""
    rows = list(dict.fromkeys(rows))
    times = sorted({hour for _, hour, _ in rows})
    here: list[Any] | None = None
    gone_at: int | None = None
    numbers = dict.fromkeys(range(3), 0)
    for hour, what, scope in sorted(marks(rows, times, as_of)):
        if gone_at is not None:
            # Back by an event since, or still away.
            if max(time for time in times if time <= hour) <= gone_at:
                continue
            gone_at = None
        if what == LEAVING:
            if scope == -1 or (here is not None and here[0] == NAMES[scope]):
                gone_at = hour
                if here is not None:
                    here[2], here[4] = hour, True
                    yield here
                here = None
        elif here is not None and here[0] == NAMES[what]:
            here[5] += 1
        else:
            if here is not None:
                here[2], here[3] = hour, NAMES[what]
                yield here
            numbers[what] += 1
            here = [NAMES[what], hour, None, None, False, 1, numbers[what]]
    if here is not None:
        yield here


@pytest.mark.parametrize("seed", range(10))
def test_visits_are_what_each_life_gives(tmp_path: Path, seed: int) -> None:
    log = generate(seed)
    as_of = max(hour for rows in log.values() for _, hour, _ in rows)
    events = [
        (customer, event, hour, {"due": "" if due is None else at(due)})
        for customer, rows in log.items()
        for event, hour, due in rows
    ]
    found = [[each[0], *each[1:7], each[8]] for each in visits(tmp_path, MAP, events)]
    assert found == [[customer, *each] for customer in sorted(log) for each in lived(log[customer], as_of)]
