from __future__ import annotations

from pathlib import Path

from jmap.render.cells import CardsCell, EmotionCell, PainsCell, Proof, SaidCell
from jmap.render.lanes import LaneShown
from tests.render.drawing import view

MAP = """\
jmap: 1
title: T
evidence:
  talks: {name: Talks, kind: interview, n: 9, date: 2026-11-01}
  old: {name: Old talks, kind: interview, n: 9, date: 2025-05-30}
  guess: {name: A guess, kind: assumption}
stages: {a: {evidence: talks}, b: B, c: C}
touchpoints:
  one: {stage: a, emotion: 1, thoughts: Hm, pains: [Slow, {text: Dear, evidence: guess}]}
  two: {stage: a, emotion: -1, evidence: old}
  three: {stage: b, emotion: 0, thoughts: Ah, pains: [Far]}
  four: {stage: c}
"""


def cells(tmp_path: Path, lane: str) -> list[object]:
    rows: dict[str, LaneShown] = {row.lane.id: row for row in view(tmp_path, MAP).lanes}
    return list(rows[lane].cells)


def test_a_cell_of_the_curve_has_the_mean_of_its_feelings_and_the_newest_age(tmp_path: Path) -> None:
    [known, unknown, none] = [
        cell.proof for cell in cells(tmp_path, "emotion") if isinstance(cell, EmotionCell)
    ]
    assert known is not None
    # 0.5 ** (20 / 180) and 0.5 ** (540 / 180)
    assert round(known.sure, 4) == round((0.925875 + 0.125) / 2, 4)
    assert known.said == ("fair", "20\u00a0days ago")
    assert known.level == 3
    assert unknown == Proof(0, "no evidence", "", 0.0)
    assert none is None


def test_each_pain_rests_on_its_own_evidence_else_on_that_of_where_it_hurts(tmp_path: Path) -> None:
    [here, there, _] = cells(tmp_path, "pains")
    assert isinstance(here, PainsCell)
    assert isinstance(there, PainsCell)
    said = {sore.text: (sore.proof.level, sore.proof.said) for sore in here.pains if sore.proof}
    assert said == {"Slow": (4, ("strong", "20\u00a0days ago")), "Dear": (1, ("a guess", "undated"))}
    assert [sore.proof.word for sore in there.pains if sore.proof] == ["no evidence"]


def test_thoughts_say_how_well_they_are_known(tmp_path: Path) -> None:
    [here, there, _] = cells(tmp_path, "thoughts")
    assert isinstance(here, SaidCell)
    assert isinstance(there, SaidCell)
    assert here.proof is not None
    assert here.proof.word == "strong"
    assert there.proof is not None
    assert there.proof.word == "no evidence"


def test_a_touchpoint_says_how_sure_its_evidence_makes_it(tmp_path: Path) -> None:
    rows = {
        card.id: next(row for row in card.rows if row.label == "Evidence").items
        for cell in cells(tmp_path, "touchpoints")
        if isinstance(cell, CardsCell)
        for card in cell.cards
    }
    assert [item.text for item in rows["two"]] == [
        "Very weak: 12\u00a0% sure",
        "Old talks (interview, 9\u00a0cases, 18\u00a0months ago)",
    ]
    assert [(item.text, item.missing) for item in rows["three"]] == [("none", True)]
