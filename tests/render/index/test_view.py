from __future__ import annotations

from pathlib import Path

from jmap.render.index import index_view
from jmap.render.index.row import NotDrawn, ScoreKept
from jmap.render.index.view import MOST_NOT_DRAWN, Figures
from tests.render.drawing import AS_OF
from tests.render.index.workspaces import MAPS, row, view_of


def test_maps_stand_by_score_with_drafts_and_archived_ones_apart(tmp_path: Path) -> None:
    view = view_of(tmp_path, MAPS)
    assert [(shelf.heading, [each.row.id for each in shelf.rows]) for shelf in view.shelves] == [
        ("", ["detail", "to-be", "whole"]),
        ("Drafts", ["draft"]),
        ("Archived maps", ["old"]),
    ]
    assert [each.row.id for each in view.rows] == ["detail", "to-be", "whole", "draft", "old"]
    assert view.first == (("First weeks", "en"), ("The way it should be", "en"))
    assert view.as_of == "As of 21\u00a0November\u00a02026"
    assert (view.wrong, [each.title for each in view.not_drawn]) == (1, ["Broken"])


def test_figures_count_drafts_but_for_the_mean() -> None:
    rows = [
        row("a", score=kept("60"), severities=(("error", 2), ("info", 1)), on_target=1, measured=4),
        row("b", score=kept("40"), reviewed="2026-11-20", severities=(("warning", 9),), measured=2),
        row("c", score=kept("1"), draft=True, severities=(("error", 1),), on_target=3, measured=3),
        row("d", archived=True, on_target=5, measured=5),
    ]
    assert index_view("", rows, (), AS_OF).figures == Figures("50.0", 3, 4, 9, 2)


def kept(points: str) -> ScoreKept:
    return ScoreKept(points, "A", "", "action")


def test_the_mean_is_cut_and_a_dash_where_nothing_has_a_score() -> None:
    rows = [row("a", score=kept("90")), row("b", score=kept("271/3"))]
    assert index_view("", rows, (), AS_OF).figures.mean == "90.1"
    assert index_view("", rows, (), AS_OF, "de").figures.mean == "90,1"
    assert index_view("", [row("a")], (), AS_OF).figures.mean == "–"


def test_maps_without_a_score_stand_last_and_alike_ones_by_title() -> None:
    rows = [
        row("c"),
        row("b", score=kept("50")),
        row("a", score=kept("50")),
        row("d", score=kept("0")),
    ]
    assert [each.row.id for each in index_view("", rows, (), AS_OF).rows] == ["d", "a", "b", "c"]


def test_a_title_of_the_config_stands_in_place_of_ours() -> None:
    assert index_view("Our maps", (), (), AS_OF).title == "Our maps"
    assert index_view("", (), (), AS_OF, "ja").title == "ジャーニー"


def test_of_many_maps_with_errors_the_first_are_named() -> None:
    wrong = [NotDrawn(f"m{n}", "M", "en", 1, "m", 1, "JM004", "x") for n in range(60)]
    view = index_view("", (), wrong, AS_OF)
    assert (view.wrong, len(view.not_drawn)) == (60, MOST_NOT_DRAWN)
