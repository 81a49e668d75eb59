from __future__ import annotations

from pathlib import Path

import pytest

from jmap.audit.seen import Lead, Named, StageSeen, Tally
from jmap.render.index.coverage import MOST_FOLDED, Cell, Coverage, MapLink, coverage
from jmap.render.index.row import IndexRow
from tests.render.index.workspaces import MAPS, row, rows_of

WHOLE = MapLink("The whole way", "en", "whole.html#st-renew")
GAP = Cell(True, 0, 0, None, "", "gap", (), 0)


@pytest.fixture
def seen(tmp_path: Path) -> Coverage:
    rows = [each for each in rows_of(tmp_path, MAPS)[0] if not each.archived and not each.draft]
    found = coverage(rows)
    assert found is not None
    return found


def cells(cover: Coverage, kind: str, name: str) -> tuple[Cell, ...]:
    [grid] = [each for each in cover.grids if each.kind == kind]
    [found] = [each.cells for each in (*grid.rows, *grid.folded) if each.name == name]
    return found


def test_columns_are_stages_of_maps_of_today_and_details_bring_none(seen: Coverage) -> None:
    assert [each.name for each in seen.stages] == ["Try", "Use", "Renew"]
    assert seen.left_out == 1
    assert [(each.kind, each.by) for each in seen.grids] == [("segment", "Segment"), ("persona", "Persona")]


def test_a_cell_says_what_covers_it_and_how_it_feels(seen: Coverage) -> None:
    start, use, renew = cells(seen, "segment", "Small firms")
    assert (start.touchpoints, start.maps, start.value, start.word) == (2, 1, 0.0, "neutral")
    assert use == Cell(False, 3, 1, 1.0, "positive", "p1", (MapLink("First weeks", "en", "detail.html"),), 0)
    assert renew == Cell(False, 1, 1, -1.0, "negative", "m1", (WHOLE,), 0)


def test_what_is_for_some_segments_leaves_a_gap_for_the_others(seen: Coverage) -> None:
    assert cells(seen, "segment", "Large firms")[1:] == (
        GAP,
        Cell(False, 1, 1, -1.0, "negative", "m1", (WHOLE,), 0),
    )
    assert cells(seen, "segment", "Public bodies")[1:] == (GAP, GAP)
    assert [each.gaps for each in seen.grids] == [3, 1]


def test_a_persona_has_its_own_feelings_and_gaps_where_no_map_has_it(seen: Coverage) -> None:
    assert [(each.touchpoints, each.value) for each in cells(seen, "persona", "Ann")] == [
        (2, 0.0),
        (0, None),
        (1, -1.0),
    ]
    assert cells(seen, "persona", "Ann")[1] == GAP
    bob = cells(seen, "persona", "Bob")
    assert [(each.value, each.word, each.tone) for each in bob] == [
        (0.0, "neutral", "n0"),
        (1.0, "positive", "p1"),
        (2.0, "very positive", "p2"),
    ]


def stage(id_: str, touchpoints: int = 1, total: float = 0.0, felt: int = 0) -> StageSeen:
    tally = Tally(touchpoints, total, felt)
    return StageSeen(id_, id_.upper(), tally, tally, (), ())


ONE = (Named("a", "A firm"), Named("b", "B firm"))


def test_a_map_that_tells_no_segments_apart_is_for_all() -> None:
    rows = [row("m", stages=(stage("s"),), segments_known=ONE), row("n", stages=(stage("s", 2),))]
    found = coverage(rows)
    assert found is not None
    assert [each.touchpoints for each in cells(found, "segment", "B firm")] == [3]


def test_a_cell_of_many_maps_links_to_those_with_most_touchpoints() -> None:
    rows = [row(f"m{n}", stages=(stage("s", n % 4, -2.0, 1),), segments_known=ONE) for n in range(6)]
    found = coverage(rows)
    assert found is not None
    [cell] = cells(found, "segment", "A firm")
    assert (cell.touchpoints, cell.maps, cell.value, cell.more) == (7, 6, -2.0, 3)
    assert [each.href for each in cell.links] == ["m3.html#st-s", "m2.html#st-s", "m1.html#st-s"]


def test_two_stages_of_a_detail_that_count_for_one_are_one_map() -> None:
    rows = [
        row("top", stages=(stage("s", 0),), segments_known=ONE, details=(Lead("s", "S", "low"),)),
        row("low", stages=(stage("x", 2, 1.0, 1), stage("y", 3, 0.0, 1)), segments=ONE[:1]),
    ]
    found = coverage(rows)
    assert found is not None
    [cell] = cells(found, "segment", "A firm")
    assert cell == Cell(False, 5, 1, 0.5, "positive", "p1", (MapLink("LOW", "en", "low.html"),), 0)
    assert cells(found, "segment", "B firm") == (GAP,)


def test_maps_of_what_shall_be_count_where_there_are_no_others() -> None:
    found = coverage([row("m", future=True, stages=(stage("s", 1, 1.0, 1),), segments_known=ONE)])
    assert found is not None
    assert (found.left_out, cells(found, "segment", "A firm")[0].value) == (0, 1.0)


@pytest.mark.parametrize("rows", [[], [row("m", stages=(stage("s"),))], [row("m", segments_known=ONE)]])
def test_without_anyone_or_without_stages_there_is_nothing_to_cover(rows: list[IndexRow]) -> None:
    assert coverage(rows) is None


def test_of_many_stages_those_that_most_maps_look_at_are_columns_in_their_order() -> None:
    many = [stage(f"s{n:02}") for n in range(60)]
    rows = [
        row("all", stages=tuple(many), segments_known=ONE, lifecycle=True),
        row("some", stages=tuple(many[30:40]), segments=ONE[:1]),
    ]
    found = coverage(rows)
    assert found is not None
    assert [each.id for each in found.stages] == ["s00", "s01", *(f"s{n}" for n in range(30, 40))]
    assert len(found.others) == 48
    assert found.others[0].gaps == (("Segment", 0, 2),)
    assert (found.others[0].name, found.others[0].cell.touchpoints, found.more) == ("S02", 1, 0)


def test_of_many_segments_the_first_are_rows_and_the_others_are_folded() -> None:
    known = tuple(Named(f"g{n}", f"G{n}") for n in range(100))
    found = coverage([row("m", stages=(stage("s"),), segments=known[:70], segments_known=known)])
    assert found is not None
    [grid] = found.grids
    assert [each.name for each in grid.rows] == [f"G{n}" for n in range(8)]
    assert (len(grid.folded), grid.more, grid.gaps) == (MOST_FOLDED, 32, 30)
