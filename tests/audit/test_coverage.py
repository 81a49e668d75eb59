from __future__ import annotations

import pytest

from jmap.audit.columns import columns_of
from jmap.audit.coverage import known, looks, of_today
from jmap.audit.seen import Lead, MapSeen, Named, StageSeen, Tally
from tests.audit.maps_seen import seen, stage

A, B = Named("a", "A firm"), Named("b", "B firm")


def of(map_: MapSeen, kind: str | None, *every: str) -> dict[tuple[str, str], int]:
    found = looks(map_, columns_of([map_]), kind, every)  # type: ignore[arg-type]
    return {key: tally.touchpoints for key, tally in found.items()}


@pytest.mark.parametrize(
    ("map_", "expected"),
    [
        (seen("m", segments=(A,), segments_known=(A, B)), {("a", "s"): 2}),
        (seen("m", segments_known=(A, B)), {("a", "s"): 2, ("b", "s"): 2}),
        (seen("m"), {("x", "s"): 2, ("y", "s"): 2}),
    ],
    ids=["made for one", "knows two", "knows none"],
)
def test_a_map_that_tells_no_segments_apart_is_for_all_it_knows_or_else_for_all(
    map_: MapSeen, expected: dict[tuple[str, str], int]
) -> None:
    stages = (stage("s", 2),)
    assert of(seen("m", **{**_values(map_), "stages": stages}), "segment", "x", "y") == expected


def _values(map_: MapSeen) -> dict[str, object]:
    return {"segments": map_.segments, "segments_known": map_.segments_known}


def test_touchpoints_for_some_segments_are_not_for_the_others() -> None:
    map_ = seen("m", segments_known=(A, B), stages=(stage("s", 3, segments=("a",)),))
    assert of(map_, "segment") == {("a", "s"): 3}


def test_a_persona_is_looked_at_where_it_meets_or_feels_something() -> None:
    felt = StageSeen("t", "T", Tally(), Tally(), (), (("ann", Tally(0, -1.0, 1)), ("bob", Tally())))
    map_ = seen("m", stages=(stage("s", 2, "ann"), felt))
    assert of(map_, "persona") == {("ann", "s"): 2, ("ann", "t"): 0}
    assert of(map_, None) == {("", "s"): 2}


def test_a_map_of_details_counts_for_the_stage_that_it_details() -> None:
    top = seen("top", stages=(stage("s", 1),), details=(Lead("s", "S", "low"),))
    low = seen("low", stages=(stage("x", 2, "ann"), stage("y", 3, "ann")))
    columns = columns_of([top, low])
    assert looks(low, columns, "persona") == {("ann", "s"): Tally(5)}


def test_all_that_some_map_knows_is_known_once_by_the_first_name_it_has() -> None:
    maps = [seen("m", segments_known=(A,)), seen("n", lang="de", segments_known=(Named("a", "A"), B))]
    assert known(maps, "segment") == [("a", "A firm", "en"), ("b", "B firm", "de")]
    assert known(maps, "persona") == []


def test_maps_of_what_shall_be_count_only_where_there_are_no_others() -> None:
    now, then = seen("now"), seen("then", future=True)
    assert of_today([now, then]) == [now]
    assert of_today([then]) == [then]
