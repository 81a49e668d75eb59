from __future__ import annotations

from pathlib import Path

from jmap.render.audience import Audience, as_met_by
from jmap.render.cells import CardsCell, EmotionCell, SaidCell
from jmap.render.site import render_site
from jmap.render.view import MapView, build_view
from tests.render.drawing import AS_OF, engine, items, judged

MAP = """\
jmap: 1
title: T
segments: {small: Small, large: Large firms}
personas:
  ann: {name: Ann, kind: primary, segments: small}
  bob: {name: Bob, segments: large}
  cy: Cy
stages: {a: {name: A, thoughts: [{text: Hm, persona: bob}, Ah]}, b: B}
touchpoints:
  all: {stage: a, emotion: {value: 1, by: {bob: -1}}}
  hers: {stage: a, personas: ann, pains: [{text: Slow, severity: 4}]}
  theirs: {stage: b, personas: [ann, bob], thoughts: [{text: Mine, persona: bob}]}
  big: {stage: b, segments: large}
opportunities:
  for-large: {problem: P, touchpoints: all, segments: large}
  for-all: {problem: P, touchpoints: all}
"""


def seen(tmp_path: Path, audience: Audience) -> MapView:
    whole, score = judged(tmp_path, MAP)
    met = as_met_by(whole, audience)
    return build_view(met, score, AS_OF, seen_by=audience.known_to(whole.journey), whole=whole)


def cards(view: MapView) -> list[str]:
    cells = [cell for row in view.lanes for cell in row.cells if isinstance(cell, CardsCell)]
    return [card.id for cell in cells for card in cell.cards]


def said(view: MapView) -> list[str]:
    cells = [cell for row in view.lanes for cell in row.cells if isinstance(cell, SaidCell)]
    return [each.text for cell in cells for each in cell.said]


def test_nobody_in_particular_meets_all(tmp_path: Path) -> None:
    view = seen(tmp_path, Audience())
    assert cards(view) == ["all", "hers", "theirs", "big"]
    assert [each.name for each in view.people] == ["Ann", "Bob", "Cy"]
    assert view.seen_by == ""


def test_a_persona_meets_what_is_hers_and_what_is_everyones(tmp_path: Path) -> None:
    view = seen(tmp_path, Audience(persona="bob"))
    assert cards(view) == ["all", "theirs", "big"]
    assert said(view) == ["Hm", "Ah", "Mine"]
    assert [(each.name, each.chosen) for each in view.people] == [("Bob", True)]
    values = [
        marker.value
        for row in view.lanes
        for cell in row.cells
        if isinstance(cell, EmotionCell)
        for curve in cell.curves
        for marker in curve.markers
    ]
    assert values == [-1.0]
    assert view.seen_by == ("Only what Bob meets: 3 of 4 touchpoints. The score is that of the whole map.")


def test_a_persona_does_not_meet_what_is_for_other_segments(tmp_path: Path) -> None:
    assert cards(seen(tmp_path, Audience(persona="ann"))) == ["all", "hers", "theirs"]
    assert cards(seen(tmp_path, Audience(persona="cy"))) == ["all", "big"]


def test_a_segment_has_its_personas_and_those_of_none(tmp_path: Path) -> None:
    view = seen(tmp_path, Audience(segment="large"))
    assert cards(view) == ["all", "theirs", "big"]
    assert [each.name for each in view.people] == ["Bob", "Cy"]
    assert "Large firms" in view.header.facts
    assert view.seen_by.startswith("Only what Large firms meets: 3 of 4")


def test_findings_on_what_is_not_met_are_left_out_and_the_score_is_not(tmp_path: Path) -> None:
    whole, alone = seen(tmp_path, Audience()), seen(tmp_path, Audience(persona="bob"))
    assert any(each.anchor == "tp-hers" for each in whole.findings)
    assert not any(each.anchor == "tp-hers" for each in alone.findings)
    assert alone.header.score == whole.header.score


def test_opportunities_of_other_segments_are_left_out(tmp_path: Path) -> None:
    whole, _ = judged(tmp_path, MAP)
    met = as_met_by(whole, Audience(segment="small"))
    assert [each.id for each in met.journey.opportunities()] == ["for-all"]


def test_a_map_that_does_not_know_them_is_drawn_whole_with_a_note(tmp_path: Path) -> None:
    judged(tmp_path, MAP, other="jmap: 1\ntitle: O\nstages: {a: A}\n")
    pages = list(
        render_site(
            items(tmp_path), title="", as_of=AS_OF, engine=engine(), audience=Audience("small", "bob")
        )
    )
    notes = [note for page in pages for note in page.notes]
    assert notes == [
        "in `map.journey.yaml` persona `bob` does not belong to segment `small`",
        "`other.journey.yaml` knows no segment `small`, and is drawn without it",
        "`other.journey.yaml` knows no persona `bob`, and is drawn without it",
    ]
    assert "seen" not in next(page.text for page in pages if page.path == "other.html").split("</style>")[1]
