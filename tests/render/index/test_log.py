"""What the index says of a map that was measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jmap.measures.measured import MapMeasured, Measures, MetricMeasured, MoveMeasured, StageMeasured
from jmap.render.html import index_page
from jmap.render.index import index_row, index_view
from jmap.render.index.row import IndexRow, LogKept
from jmap.render.markdown_index import index_document
from jmap.render.packed import pack, unpack
from jmap.render.view import build_view
from tests.render.drawing import AS_OF, items

MAP = """\
jmap: 1
title: Trial
stages:
  try: {name: Try, next: {use: {target: 60%}, stay: {target: 9%}}}
  use: {name: Use, next: {stay: {}}}
  stay: {name: Stay, next: {}}
metrics:
  won: {kind: rate}
  kept: {kind: rate}
  lost: {kind: rate}
"""
NO_TARGETS = MAP.replace("target: 60%", "").replace("target: 9%", "")
METRICS = {"won": MetricMeasured(4, 9, None, None), "kept": MetricMeasured(None, 0, None, None)}


def stage(left: int, open_: int = 0, visits: int = 100, *, observed: bool = True) -> StageMeasured:
    forward = visits - left - open_
    return StageMeasured(visits, visits, forward, 0, left, open_, None, None, visits, open_, observed)


STAGES = {"try": stage(30), "use": stage(20, 50), "stay": stage(0)}
MOVES = (MoveMeasured("try", "use", 50, 50, "declared"), MoveMeasured("try", "stay", 9, 9, "declared"))


def row(folder: Path, measured: MapMeasured | None, text: str = MAP) -> IndexRow:
    (folder / "jmap.toml").touch()
    (folder / "map.journey.yaml").write_text(text, encoding="utf-8")
    [(judged, score)] = items(folder)
    assert judged.sound, judged.correctness
    measures = Measures("m.json", AS_OF, 30, {"map": measured}) if measured is not None else None
    view = build_view(judged, score, AS_OF, measures=measures)
    return index_row(judged, score, view, measures=measures)


def test_the_way_furthest_below_its_target_is_kept(tmp_path: Path) -> None:
    found = row(tmp_path, MapMeasured(stages=STAGES, moves=MOVES, metrics=METRICS)).log
    assert found == LogKept(1, 3, "Try", "Use", 0.5, 100, 60)


@pytest.mark.parametrize(
    ("measured", "text", "kept"),
    [
        # None is below: 9 % is as far as it should be.
        (MapMeasured(stages=STAGES, moves=MOVES[1:]), MAP.replace("60%", "0%"), ("Use", "", 0.4, 50, None)),
        (MapMeasured(stages=STAGES), NO_TARGETS, ("Use", "", 0.4, 50, None)),
        # Too few visits ended to judge by, or the log shows none.
        (MapMeasured(stages={"try": stage(29, 71)}), MAP, ("", "", 0.0, 0, None)),
        (MapMeasured(stages={"try": stage(30, observed=False)}), MAP, ("", "", 0.0, 0, None)),
        (MapMeasured(stages={"stay": stage(0)}), MAP, ("", "", 0.0, 0, None)),
    ],
)
def test_without_such_a_way_it_is_the_stage_that_most_leave(
    tmp_path: Path, measured: MapMeasured, text: str, kept: tuple[object, ...]
) -> None:
    found = row(tmp_path, measured, text).log
    assert found is not None
    assert (found.start, found.end, found.share, found.n, found.target) == kept


def test_of_a_map_that_was_not_measured_nothing_is_kept(tmp_path: Path) -> None:
    assert row(tmp_path, None).log is None


def test_what_is_kept_can_be_packed(tmp_path: Path) -> None:
    found = row(tmp_path, MapMeasured(stages=STAGES, moves=MOVES, metrics=METRICS))
    assert unpack(IndexRow, json.loads(json.dumps(pack(found)))) == found


@pytest.mark.parametrize(
    ("text", "lost"),
    [(MAP, "Try to Use: 50 % of 100, target 60 %"), (NO_TARGETS, "most leave at Use: 40 % of 50")],
)
def test_the_index_says_it(tmp_path: Path, text: str, lost: str) -> None:
    rows = [row(tmp_path, MapMeasured(stages=STAGES, moves=MOVES, metrics=METRICS), text)]
    view = index_view("", rows, (), AS_OF)
    for shown in (index_page(view), index_document(view)):
        said = shown.replace("\u00a0", " ")
        assert "1 of 3 measured by the log" in said
        assert lost in said
