from __future__ import annotations

import pytest

from jmap.audit.columns import Column, columns_of
from jmap.audit.seen import Lead, MapSeen, StageSeen, Tally
from tests.audit.maps_seen import seen as row

NOTHING = Tally()


def stages(*ids: str) -> tuple[StageSeen, ...]:
    return tuple(StageSeen(id_, id_.title(), NOTHING, NOTHING, (), ()) for id_ in ids)


def order(*lists: str) -> str:
    rows = [row(f"m{place}", stages=stages(*each)) for place, each in enumerate(lists)]
    return "".join(column.id for column in columns_of(rows).columns)


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        (["abc"], "abc"),
        (["abc", "abc"], "abc"),
        (["abcd", "axd"], "axbcd"),
        (["abc", "xa"], "xabc"),
        (["abc", "xyc"], "abxyc"),
        (["abc", "cx"], "abcx"),
        (["abc", "xy", "yz"], "abcxyz"),
        (["efgh", "abc", "cde"], "efghabcd"),
        (["abc", "cba"], "abc"),
        ([""], ""),
    ],
)
def test_stages_of_several_maps_keep_their_order(lists: list[str], expected: str) -> None:
    assert order(*lists) == expected


def test_lifecycles_and_longer_maps_say_the_order_first() -> None:
    rows = [
        row("a", stages=stages("x", "y", "z")),
        row("b", stages=stages("y", "x"), lifecycle=True),
        row("c", stages=stages("w", "z", "q", "r")),
    ]
    assert [each.id for each in columns_of(rows).columns] == ["y", "x", "w", "z", "q", "r"]


def test_a_column_has_the_name_that_most_maps_give_it_and_its_language() -> None:
    seen = StageSeen("try", "Probieren", NOTHING, NOTHING, (), ())
    rows = [
        row("a", stages=stages("try")),
        row("b", stages=(seen,), lang="de"),
        row("c", stages=(seen,), lang="de"),
    ]
    assert columns_of(rows).columns == (Column("try", "Probieren", "de"),)


def leads(*pairs: tuple[str, str]) -> tuple[Lead, ...]:
    return tuple(Lead(stage, stage.title(), path) for stage, path in pairs)


def detailed(*rows: MapSeen) -> dict[str, tuple[str, ...]]:
    return dict(columns_of(rows).detailed)


def test_a_detail_counts_for_the_stage_at_the_top_at_any_depth() -> None:
    top = row("top", stages=stages("a", "b"), details=leads(("a", "mid"), ("b", "low")))
    mid = row("mid", stages=stages("m"), details=leads(("m", "low")))
    low = row("low", stages=stages("l"))
    assert detailed(top, mid, low) == {"mid": ("a",), "low": ("b", "a")}
    assert [each.id for each in columns_of([top, mid, low]).columns] == ["a", "b"]


def test_maps_in_a_ring_and_details_of_maps_that_are_not_there_stand_for_themselves() -> None:
    one = row("one", stages=stages("a"), details=leads(("a", "two"), ("a", "gone")))
    two = row("two", stages=stages("b"), details=leads(("b", "one"), ("b", "two")))
    assert detailed(one, two) == {}
    assert [each.id for each in columns_of([one, two]).columns] == ["a", "b"]
