from __future__ import annotations

from jmap.audit.seen import Lead
from jmap.render.index.kin import MOST_OF_A_KIND, Kin, Relative, kin_of
from tests.render.index.workspaces import row


def test_maps_name_what_they_change_detail_and_are_part_of() -> None:
    rows = [
        row("whole", details=(Lead("use", "Use", "part"), Lead("end", "End", "part"))),
        row("part"),
        row("next", as_is="part"),
    ]
    assert kin_of(rows) == {
        "part": (
            Kin("Part of {maps}", (Relative("WHOLE", "en", "whole.html#st-use", "Use"),), 0),
            Kin("To-be: {maps}", (Relative("NEXT", "en", "next.html", ""),), 0),
        ),
        "whole": (Kin("In detail: {maps}", (Relative("PART", "en", "part.html", ""),), 0),),
        "next": (Kin("Changes {maps}", (Relative("PART", "en", "part.html", ""),), 0),),
    }


def test_a_map_that_is_not_there_or_is_the_map_itself_is_no_kin() -> None:
    alone = row("a", as_is="a", details=(Lead("s", "S", "a"), Lead("s", "S", "gone")))
    assert kin_of([alone, row("b", as_is="gone")]) == {}


def test_many_are_cut_with_a_count() -> None:
    parts = [row(f"p{n}") for n in range(7)]
    whole = row("whole", details=tuple(Lead("s", "S", each.path) for each in parts))
    [kin] = kin_of([whole, *parts])["whole"]
    assert (len(kin.maps), kin.more) == (MOST_OF_A_KIND, 3)
