"""Where customers went on and dropped off, in figures that can be counted on fingers."""

from __future__ import annotations

from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from jmap.measures.measured import MapMeasured, MoveMeasured, StageMeasured, TouchpointMeasured
from jmap.measures.proportion import rate
from jmap.rules.went_on import drop_offs, went_on
from jmap.workspace.config import Config
from jmap.workspace.discovery import Home
from jmap.workspace.journey import Journey
from jmap.workspace.workspace import Workspace, asked_for

NAMES = tuple("abcdefghijkl")


def journey(folder: Path, emotions: dict[str, str]) -> Journey:
    steps = "\n".join(f"  {id_}: {{stage: s, emotion: {emotion}}}" for id_, emotion in emotions.items())
    text = (
        f"jmap: 1\nstages: {{s: {{}}}}\npersonas: {{p: {{kind: primary}}, q: {{}}}}\ntouchpoints:\n{steps}\n"
    )
    (folder / "m.journey.yaml").write_text(text, encoding="utf-8")
    home = Home(folder, None)
    return next(iter(Workspace(home, Config(), asked_for([folder], home, Config())).journeys()))


def measured(moved_on: dict[str, tuple[int, int]]) -> MapMeasured:
    touchpoints = {
        id_: TouchpointMeasured(None, rate(n, of), None, None, None, None)
        for id_, (n, of) in moved_on.items()
    }
    return MapMeasured(touchpoints=touchpoints)


def quarters(shares: list[int], folder: Path, **options: float) -> dict[str, str | None]:
    ids = NAMES[: len(shares)]
    map_ = journey(folder, dict.fromkeys(ids, "0"))
    found = measured({id_: (n, 100) for id_, n in zip(ids, shares, strict=True)})
    return {each.touchpoint.id: each.quarter for each in drop_offs(map_, found, 30, **options)}


@pytest.mark.parametrize(
    ("shares", "worst", "best"),
    [
        ([10, 20, 30], None, None),
        ([10, 20, 30, 40], "a", "d"),
        ([10, 20, 30, 40, 50, 60, 70], "a", "g"),
        ([10, 20, 30, 40, 50, 60, 70, 80], "ab", "gh"),
        ([10, 10, 30, 40], "", "d"),
        ([50, 50, 50, 50], "", ""),
        ([10, 20, 20, 40, 50, 60, 80, 80], "a", "gh"),
    ],
)
def test_quarters(shares: list[int], worst: str | None, best: str | None, tmp_path: Path) -> None:
    found = quarters(shares, tmp_path)
    if worst is None or best is None:
        assert found == {}
        return
    assert [id_ for id_, quarter in found.items() if quarter == "worst"] == list(worst)
    assert [id_ for id_, quarter in found.items() if quarter == "best"] == list(best)
    assert len(found) == len(shares)


def test_options_move_the_lines(tmp_path: Path) -> None:
    assert quarters([10, 20, 30], tmp_path, least=3, part=0.34) == {"a": "worst", "b": None, "c": "best"}


def test_a_feeling_counts_as_it_ends_and_as_the_point_of_view_has_it(tmp_path: Path) -> None:
    emotions = {
        "a": "{from: -2, to: 1}",
        "b": "{value: 0, by: {p: 1.5, q: -2}}",
        "c": "0",
        "d": "0",
        "e": "0",
        "f": "0",
        "g": "{from: 2, to: -0.9}",
        "h": "-1",
    }
    shares = {id_: (10 * (1 + index), 100) for index, id_ in enumerate(emotions)}
    found = {
        each.touchpoint.id: each for each in drop_offs(journey(tmp_path, emotions), measured(shares), 30)
    }
    assert {id_: each.point.value for id_, each in found.items() if each.clash} == {"a": 1, "b": 1.5, "h": -1}
    assert (found["g"].quarter, found["g"].clash) == ("best", False)
    assert (found["a"].share, found["a"].n, found["a"].others) == (0.9, 100, 8)


def test_a_touchpoint_that_few_met_or_that_the_map_does_not_have_takes_no_place(tmp_path: Path) -> None:
    map_ = journey(tmp_path, dict.fromkeys("abcde", "1"))
    shares = {id_: (10 * (1 + index), 100) for index, id_ in enumerate("abcd")}
    found = list(drop_offs(map_, measured({**shares, "e": (0, 29), "gone": (0, 100)}), 30))
    assert [(each.touchpoint.id, each.others) for each in found] == [(id_, 4) for id_ in "abcd"]


@settings(max_examples=100, deadline=None)
@given(shares=st.lists(st.integers(0, 100), min_size=4, max_size=12))
def test_no_quarter_holds_more_than_a_quarter(
    shares: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = quarters(shares, tmp_path_factory.mktemp("quarters"))
    for name in ("worst", "best"):
        assert 4 * sum(quarter == name for quarter in found.values()) <= len(shares)
    levels: dict[int, set[str | None]] = {}
    for share, quarter in zip(shares, found.values(), strict=True):
        levels.setdefault(share, set()).add(quarter)
    assert all(len(each) == 1 for each in levels.values())


def stage(visits: int, open_: int, *, observed: bool = True) -> StageMeasured:
    return StageMeasured(visits, visits, 0, 0, visits - open_, open_, None, None, 0, 0, observed)


def test_the_share_that_went_on_is_of_the_visits_that_ended() -> None:
    moves = (
        MoveMeasured("a", "b", 30, 29, "declared"),
        MoveMeasured("b", "a", 5, 5, "backward"),
        MoveMeasured("a", "b", 10, 10, "declared"),
    )
    found = MapMeasured(
        stages={"a": stage(120, 20), "b": stage(45, 40), "c": stage(0, 0, observed=False)}, moves=moves
    )
    assert went_on(found, "a", "b") == rate(40, 100)
    assert went_on(found, "b", "a") == rate(5, 5)
    assert went_on(found, "a", "c") is None
    assert went_on(found, "a", "nowhere") is None
