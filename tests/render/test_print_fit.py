from __future__ import annotations

from pathlib import Path

from jmap.render.column_widths import column_widths, widths
from jmap.render.print_fit import print_fit, sheets
from tests.render.drawing import view


def written(stages: int, steps: int, *, words: int = 4) -> str:
    ids = [f"s{n}" for n in range(stages)]
    text = "jmap: 1\ntitle: T\nstages: {" + ", ".join(f"{id_}: {id_}" for id_ in ids) + "}\ntouchpoints:\n"
    for n in range(steps):
        named = " ".join(["Step"] * words)
        text += f"  t{n}: {{stage: s{n % stages}, name: {named} {n}, actions: [{named}], emotion: 1}}\n"
    return text


def test_what_is_small_is_printed_as_it_is(tmp_path: Path) -> None:
    assert print_fit(view(tmp_path, written(2, 2))) == "1"


def test_more_to_hold_makes_it_smaller_and_never_past_the_floor(tmp_path: Path) -> None:
    zooms = []
    for steps in (4, 40, 56):
        seen = view(tmp_path, written(4, steps))
        zooms.append(float(print_fit(seen)))
        assert sheets(seen, zooms[-1]) <= 0.985
    assert zooms == sorted(zooms, reverse=True)
    assert 0.6 <= zooms[-1] < zooms[0]


def test_what_fits_no_sheet_is_larger_on_several(tmp_path: Path) -> None:
    seen = view(tmp_path, written(3, 300, words=12))
    assert sheets(seen, 0.6) > 1
    assert 0.6 <= float(print_fit(seen)) <= 0.8


def test_a_column_is_as_wide_as_its_points_need(tmp_path: Path) -> None:
    text = written(1, 12).replace("stages: {s0: s0}", "stages: {s0: s0, s1: s1}")
    seen = view(tmp_path, text)
    assert widths(seen) == [190, 190]
    assert "nth-child" not in column_widths(seen)
    seen = view(tmp_path, text.replace("touchpoints:\n", "touchpoints:\n  x: {stage: s0, emotion: 0}\n"))
    assert widths(seen) == [208, 190]
    rules = column_widths(seen)
    assert "@media screen{.map{min-width:530px}}" in rules
    assert ".map col.stc:nth-child(2){width:48.08%}" in rules
    seen = view(tmp_path, written(1, 100))
    assert widths(seen) == [480]
