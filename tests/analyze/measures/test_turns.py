"""Turns: since when visits of a stage move on otherwise, and where that cannot be said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jmap.analyze.measures.turns import Turn
from tests.analyze.logs import analysis, measured

DAY = 24
MAP = """\
stages: {a: {enter: {event: a}}, b: {enter: {event: b}}}
segments: {big: {where: {size: big}}, small: {where: {size: small}}}
"""


def firms(broken: str, since: int, *, every: int = 3, until: int = 300) -> list[tuple[Any, ...]]:
    """Return firms of two sizes that begin every few days; those of one size move on up to a day only."""
    found: list[tuple[Any, ...]] = []
    for day in range(0, until, every):
        for size in ("big", "small"):
            who = f"{size}-{day:03}"
            found.append((who, "a", day * DAY, {"size": size}))
            if size != broken or day < since or day % 4 == 0:
                found.append((who, "b", day * DAY + 5, {"size": size}))
    return found


def turned(found: tuple[Turn, ...]) -> list[tuple[str | None, str, tuple[int, int], tuple[int, int]]]:
    return [
        (
            one.segment.id if one.segment is not None else None,
            one.since,
            (one.before.n, one.before.of),
            (one.after.n, one.after.of),
        )
        for one in found
    ]


def test_the_month_and_the_segment_are_found(tmp_path: Path) -> None:
    # The log begins on 1 January; of its first and last thirty days nothing is taken.
    found = measured(tmp_path, MAP, firms("big", 151), window=30 * DAY * 3600).turns
    assert turned(found) == [
        (None, "2026-06", (82, 82), (49, 78)),
        ("big", "2026-06", (41, 41), (10, 39)),
    ]
    assert [one.stage for one in found] == [0, 0]
    assert found[1].chance < 1e-6
    assert found[1].difference is not None
    assert found[1].difference.high < -0.4


def test_weeks_are_asked_for(tmp_path: Path) -> None:
    found = measured(tmp_path, MAP, firms("small", 151), window=30 * DAY * 3600, cohorts="week").turns
    assert [(each[0], each[1]) for each in turned(found)] == [(None, "2026-W23"), ("small", "2026-W23")]


def test_what_is_always_so_does_not_turn(tmp_path: Path) -> None:
    assert measured(tmp_path, MAP, firms("nobody", 0), window=30 * DAY * 3600).turns == ()


def test_few_visits_do_not_turn(tmp_path: Path) -> None:
    assert measured(tmp_path, MAP, firms("big", 151, every=19), window=30 * DAY * 3600).turns == ()


def test_who_began_in_the_middle_is_left_out(tmp_path: Path) -> None:
    events = firms("nobody", 0)
    for day in range(0, 150, 2):
        # Those who come in at b, and come to a later, do not move on.
        events += [(f"mid-{day}", "b", day * DAY, {}), (f"mid-{day}", "a", day * DAY + 700, {})]
    assert measured(tmp_path, MAP, events, window=30 * DAY * 3600).turns == ()


def test_the_months_about_a_turn_are_told(tmp_path: Path) -> None:
    [found] = analysis(tmp_path, MAP, firms("big", 151)).maps
    assert all(each.visits >= each.forward for one in found.turns for each in one.periods)
    assert [each.began for each in found.turns[-1].periods] == ["2026-04", "2026-05", "2026-06", "2026-07"]
