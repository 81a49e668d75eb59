from __future__ import annotations

from pathlib import Path

import pytest

from jmap.render.cells import (
    CardsCell,
    ChancesCell,
    ChipsCell,
    EmotionCell,
    GaugesCell,
    LinesCell,
    OwnerCell,
    PainsCell,
    SaidCell,
)
from jmap.render.lanes import LANES, LaneShown, lane_ids
from jmap.render.view import MapView
from tests.render.drawing import view

MAP = """
jmap: 1
title: From trial to team
summary: How a team starts.
reviewed: 2026-11-02
owner: growth
teams: {growth: Growth, desk: Service Desk}
segments: {smb: Small firms}
channels: {mail: {name: Email, kind: digital}, call: {name: Phone, kind: human}}
evidence:
  talks: {name: Talks, kind: interview, n: 9, date: 2026-09-22}
personas:
  olivia: {name: Olivia Lind, kind: primary, goals: [One plan], frustrations: [Retyping], evidence: talks}
  sam: {name: Sam, goals: [Home by five]}
stages:
  trial:
    goal: See if it fits
    duration: 2w..8w
    owner: growth
    needs: A price
    metrics: [starts, days]
    leave: Gave up
  team: {owner: growth, metrics: days, next: {trial: {label: new team, target: 20%}}}
touchpoints:
  sign-up:
    stage: trial
    channels: [mail, call]
    personas: olivia
    actions: Signs up
    thoughts: [{text: Is it fast?, persona: olivia}]
    emotion: 1.2
    moment_of_truth: true
    pains: [{text: Slow page, severity: 4, frequency: 38%}, Ugly page]
    frontstage: [{text: Welcome, team: desk}]
    backstage: [{text: Opens account, team: desk, wait: 2d, fails: Stalls, recovery: Calls}]
    importance: 9
    performance: 5
  invite: {stage: trial, emotion: {value: -0.5, by: {sam: 1}}, personas: [olivia, sam], segments: smb}
  old-form: {stage: trial, status: archived}
  first-week: {stage: team, personas: sam, thoughts: Fine, emotion: {by: {sam: 0.3}}}
metrics:
  starts: {kind: rate, target: 25, floor: 10, history: {2026-Q2: 17, 2026-Q3: {value: 18.2, n: 211}}}
  days: {kind: duration, unit: d, better: lower, target: 7, history: {2026-09: 7.6}}
opportunities:
  speed:
    {name: Speed it up, touchpoints: sign-up, state: doing, reach: 500, impact: 2, confidence: 80%, effort: 2}
"""


@pytest.fixture
def seen(tmp_path: Path) -> MapView:
    return view(tmp_path, MAP)


def lane(seen: MapView, id_: str) -> LaneShown:
    return next(row for row in seen.lanes if row.lane.id == id_)


def test_the_header_says_what_map_it_is(seen: MapView) -> None:
    head = seen.header
    assert head.title == "From trial to team"
    assert head.facts == ("As-is journey", "reviewed 2\u00a0November\u00a02026")
    assert head.owner == "Growth"
    assert (head.on_target, head.measured) == (0, 2)
    assert not head.stale
    assert head.findings == len(seen.findings)


def test_personas_stand_with_the_point_of_view_first(seen: MapView) -> None:
    [olivia, sam] = seen.people
    assert (olivia.initials, olivia.wants, olivia.fears) == ("OL", ("One plan",), ("Retyping",))
    assert olivia.evidence == "Talks, 9\u00a0cases"
    assert olivia.chosen
    assert sam.evidence == "none"
    assert seen.ghosts == (1, 0)


def test_stages_have_their_goal_and_duration(seen: MapView) -> None:
    assert [(each.name, each.goal, each.duration) for each in seen.stages] == [
        ("Trial", "See if it fits", "2–8\u00a0weeks"),
        ("Team", "", ""),
    ]


def test_lanes_stand_in_zones_and_empty_ones_are_left_out(seen: MapView) -> None:
    assert [(row.zone, row.lane.id) for row in seen.lanes] == [
        ("Experience", "actions"),
        ("", "touchpoints"),
        ("", "thoughts"),
        ("", "emotion"),
        ("Insight", "needs"),
        ("", "pains"),
        ("", "opportunities"),
        ("Business", "metrics"),
        ("", "owner"),
        ("", "frontstage"),
        ("", "backstage"),
        ("", "findings"),
    ]


def test_lanes_are_chosen_and_ordered(tmp_path: Path) -> None:
    chosen = view(tmp_path, MAP, lanes=("metrics", "emotion"))
    assert [row.lane.id for row in chosen.lanes] == ["metrics", "emotion"]


def test_a_lane_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        view(tmp_path, MAP, lanes=("mood",))


def test_lane_ids_are_unique() -> None:
    assert len(set(lane_ids())) == len(LANES)


def test_the_line_of_visibility_is_above_the_first_layer_behind_it(seen: MapView) -> None:
    assert [row.lane.id for row in seen.lanes if row.line] == ["backstage"]


def test_a_card_says_where_it_happens_and_who_is_absent(seen: MapView) -> None:
    cell = lane(seen, "touchpoints").cells[0]
    assert isinstance(cell, CardsCell)
    [sign_up, invite, old] = cell.cards
    assert (sign_up.icon, sign_up.channels) == ("email", ("Email", "Phone"))
    assert sign_up.moment_of_truth
    assert sign_up.absent == (1,)
    assert invite.absent == ()
    assert invite.segments == ("smb",)
    assert old.archived
    rows = {row.label: [item.text for item in row.items] for row in sign_up.rows}
    assert rows["Emotion"] == ["+1.2, positive"]
    assert rows["Scores"] == ["importance 9, performance 5 of 10", "4 short of its importance"]
    behind = next(row for row in sign_up.rows if row.label == "Backstage")
    assert [(item.lead, item.text, item.whose) for item in behind.items] == [
        ("", "Opens account", "map"),
        ("", "Service Desk · customer waits 2\u00a0days", "ours"),
        ("Fails", "Stalls", "map"),
        ("Then", "Calls", "map"),
    ]
    rows = {row.label: [item.text for item in row.items] for row in invite.rows}
    assert rows["Emotion"] == ["Olivia Lind: −0.5, negative", "Sam: +1.0, positive"]
    assert rows["Met by"] == ["Olivia Lind and Sam in Small firms"]


def test_thoughts_belong_to_who_thinks_them(seen: MapView) -> None:
    [trial, team] = lane(seen, "thoughts").cells
    assert isinstance(trial, SaidCell)
    assert isinstance(team, SaidCell)
    assert [(each.text, each.who, each.personas) for each in trial.said] == [
        ("Is it fast?", "Olivia Lind", (0,))
    ]
    assert trial.silent == (1,)
    assert [(each.text, each.personas) for each in team.said] == [("Fine", (1,))]


def test_each_persona_has_a_curve_and_a_ghost(seen: MapView) -> None:
    [trial, team] = lane(seen, "emotion").cells
    assert isinstance(trial, EmotionCell)
    assert isinstance(team, EmotionCell)
    [olivia, sam] = trial.curves
    assert (olivia.personas, sam.personas) == ((0,), (1,))
    assert (olivia.ghost, sam.ghost) == (1, 0)
    assert [(each.x, each.sign, each.word) for each in olivia.markers] == [
        (0.25, "+1.2", "positive"),
        (0.75, "−0.5", "negative"),
    ]
    # Sam does not meet the sign-up, so the one touchpoint of the stage stands in its middle.
    assert [(each.x, each.sign) for each in sam.markers] == [(0.5, "+1.0")]
    assert [curve.guessed for curve in team.curves] == [True, False]


def test_pains_stand_with_the_worst_first(seen: MapView) -> None:
    cell = lane(seen, "pains").cells[0]
    assert isinstance(cell, PainsCell)
    assert [(each.severity, each.hint) for each in cell.pains] == [
        (4, "severity 4 · hits\u00a038\u00a0%"),
        (None, ""),
    ]
    assert cell.silent == (1,)


def test_an_empty_cell_has_nothing(seen: MapView) -> None:
    [needs, empty] = lane(seen, "needs").cells
    assert isinstance(needs, LinesCell)
    assert empty is None


def test_opportunities_are_numbered_and_scored(seen: MapView) -> None:
    cell = lane(seen, "opportunities").cells[0]
    assert isinstance(cell, ChancesCell)
    [chance] = cell.chances
    # 500 x 2 x 0.8 / 2 = 400
    assert (chance.number, chance.hint) == ("O-1", "doing · RICE\u00a0400")


def test_metrics_say_where_they_stand(seen: MapView) -> None:
    [trial, team] = lane(seen, "metrics").cells
    assert isinstance(trial, GaugesCell)
    assert isinstance(team, GaugesCell)
    [starts, days] = trial.gauges
    assert (starts.actual, starts.target) == ("18.2\u00a0%", "target ≥\u00a025\u00a0%")
    assert (starts.glyph, starts.status, starts.level) == ("▼", "6.8\u00a0points under", "bad")
    assert starts.hint == "2026\u00a0Q3 · n\u00a0=\u00a0211 · floor 10\u00a0%"
    assert starts.bar == pytest.approx(18.2 / 28.75)
    assert starts.tick == pytest.approx(25 / 28.75)
    assert [x for x, _ in starts.spark] == [0, 1]
    assert [y for _, y in starts.spark] == pytest.approx([0, 0.15])
    assert starts.spark_target == 1
    # 0.6 days over 7 is within 15 %.
    assert (days.glyph, days.status, days.level) == ("▲", "0.6\u00a0d over", "near")
    assert days.spark == ()
    assert team.gauges[0].again
    assert team.gauges[0].bar is None


def test_owner_and_layers_name_the_teams(seen: MapView) -> None:
    owner = lane(seen, "owner").cells[0]
    assert isinstance(owner, OwnerCell)
    assert (owner.owner, owner.others) == ("Growth", ("Service Desk",))
    behind = lane(seen, "backstage").cells[0]
    assert isinstance(behind, ChipsCell)
    assert behind.lines[0].hint == "Service Desk · customer waits 2\u00a0days"
    assert behind.lines[0].notes == (("fails", "Stalls"), ("", "Calls"))


def test_findings_are_numbered_by_weight_and_lead_to_their_place(seen: MapView) -> None:
    assert [each.number for each in seen.findings] == [f"F-{n:02d}" for n in range(1, len(seen.findings) + 1)]
    ranks = [("error", "warning", "info").index(each.severity) for each in seen.findings]
    assert ranks == sorted(ranks)
    gap = next(each for each in seen.findings if each.rule == "JM605")
    assert (gap.where, gap.anchor) == ("Trial › Sign up", "tp-sign-up")
    assert gap.place == "map.journey.yaml:37"
    assert sum(len(group.items) for group in seen.groups) == len(seen.findings)


def test_the_graph_has_ways_loops_and_exits(seen: MapView) -> None:
    graph = seen.graph
    assert [(each.start, each.end, each.kind, each.label, each.target) for each in graph.arrows] == [
        (0, 1, "next", "", ""),
        (1, 0, "loop", "new team", "20\u00a0%"),
    ]
    assert [(each.stage, each.labels) for each in graph.exits] == [(0, ("Gave up",))]
    assert graph.nodes[0].facts == ("18.2\u00a0% starts", "mood +0.3")


def test_maps_without_personas_have_one_curve(tmp_path: Path) -> None:
    text = "jmap: 1\ntitle: T\nstages: {a: {emotion: 1}, b: B}\n"
    [first, second] = lane(view(tmp_path, text), "emotion").cells
    assert isinstance(first, EmotionCell)
    assert isinstance(second, EmotionCell)
    assert [curve.personas for curve in first.curves] == [()]
    assert second.curves[0].guessed


def test_links_to_detail_lead_to_pages_that_there_are(tmp_path: Path) -> None:
    text = "jmap: 1\ntitle: T\nstages: {a: {expands: more.journey.yaml}}\n"
    more = "jmap: 1\ntitle: M\nstages: {a: A}\n"
    [stage] = view(tmp_path, text, more=more).stages
    assert [(each.path, each.href) for each in stage.details] == [("more.journey.yaml", "more.html")]
