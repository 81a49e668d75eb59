"""What a log says of a map, beside what the map says, in every output that has the figure."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest

from jmap.measures.measured import (
    MapMeasured,
    Measures,
    MetricMeasured,
    MoveMeasured,
    StageMeasured,
    TouchpointMeasured,
)
from jmap.measures.proportion import rate
from jmap.render.boxes import measured as boxes_of
from jmap.render.data_schema import render_schema
from jmap.render.dot_source import dot_source
from jmap.render.drawing import Drawing
from jmap.render.engine import lay_out
from jmap.render.layout import layout
from jmap.render.outputs import registry
from jmap.render.view import build_view
from jmap.render.witness import seconds_in_words
from jmap.render.words import words_for
from tests.render.drawing import AS_OF, engine, judged

MAP = """\
jmap: 1
title: T
scope: lifecycle
dormant: {inactive: 30d, label: quiet}
stages:
  trial:
    {phase: before, enter: {event: e}, duration: 1w, metrics: share, next: {use: {label: go, target: 30%}}}
  use: {phase: after, enter: {event: f}, next: {trial: {label: again}, talk: {}}}
  talk: {phase: after, enter: prose, next: {use: {}}}
touchpoints:
  call: {stage: trial, emotion: 1}
metrics:
  share: {name: Share, kind: rate, target: 50, history: {2026-Q2: 40}}
"""
DAY = 86_400
SEEN = MapMeasured(
    stages={
        "trial": StageMeasured(1250, 1200, 293, 0, 707, 250, 12.25 * DAY, 40 * DAY, 1250, 250),
        "use": StageMeasured(300, 290, 0, 15, 85, 200, None, None, 300, 200),
        "talk": StageMeasured(0, 0, 0, 0, 0, 0, 9.0, 9.0, 0, 0, observed=False),
    },
    moves=(
        MoveMeasured("trial", "use", 293, 290, "declared"),
        MoveMeasured("use", "trial", 15, 15, "backward"),
    ),
    touchpoints={"call": TouchpointMeasured(rate(40, 50), rate(10, 40), rate(9, 10), None, None, None)},
    metrics={"share": MetricMeasured(44.5, 1200, 42.0, 47.0)},
    dormant=rate(30, 250),
)
MEASURES = Measures("m.json", date(2026, 10, 31), 30, {"map": SEEN})


def drawing(tmp_path: Path, measures: Measures | None = MEASURES, lang: str = "", text: str = MAP) -> Drawing:
    each, score = judged(tmp_path, text)
    seen = build_view(each, score, AS_OF, lang=lang, measures=measures)
    return Drawing(seen, each, score, AS_OF, engine(), measures=measures)


def texts(found: Drawing, name: str) -> str:
    return "\n".join(each.text for each in registry.load(name)(found))


def plain(text: str) -> str:
    return re.sub("<[^>]*>", "", text).replace("\u00a0", " ").replace("&nbsp;", " ").replace("&#160;", " ")


def test_arrows_have_the_measured_share_beside_the_target(tmp_path: Path) -> None:
    arrows = drawing(tmp_path).view.graph.arrows
    assert [(each.target, each.seen) for each in arrows] == [
        ("30\u00a0%", "measured 29.3\u00a0%, n\u00a0=\u00a01\u202f000"),
        ("", "measured 15\u00a0%, n\u00a0=\u00a0100"),
        ("", ""),
        ("", ""),
    ]


def test_stages_have_the_median_of_their_visits(tmp_path: Path) -> None:
    view = drawing(tmp_path).view
    assert [each.duration for each in view.stages] == [
        "1\u00a0week · measured median 12.2\u00a0days",
        "",
        "",
    ]
    assert [[fact for fact in each.facts if "median" in fact] for each in view.graph.nodes] == [
        ["measured median 12.2\u00a0days"],
        [],
        [],
    ]


def test_who_is_dormant_stands_with_what_makes_them_so(tmp_path: Path) -> None:
    assert drawing(tmp_path).view.graph.dormant == ("quiet", "measured 12\u00a0% of 250 alive")


def test_without_a_say_on_dormancy_there_is_none(tmp_path: Path) -> None:
    text = MAP.replace("dormant: {inactive: 30d, label: quiet}\n", "")
    assert drawing(tmp_path, text=text).view.graph.dormant == ()


@pytest.mark.parametrize("name", ["html", "markdown", "svg", "mermaid"])
def test_every_output_says_it(tmp_path: Path, name: str) -> None:
    shown = plain(texts(drawing(tmp_path), name)).replace("#37;", "%").replace("#61;", "=")
    assert "29.3 %" in shown
    assert "12.2 days" in shown
    assert "12 % of 250 alive" in shown


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_touchpoints_and_metrics_say_it(tmp_path: Path, name: str) -> None:
    shown = plain(texts(drawing(tmp_path), name)).replace("\\", "")
    assert "met in 80 % of 50 visits" in shown
    assert "not moved on in time: 75 %, n = 40" in shown
    assert "not moved on in time: 10 %, n = 10 among those who did not meet it" in shown
    assert "measured 44.5 %, n = 1\u202f200" in shown
    assert "measured up to 31 October 2026" in shown


@pytest.mark.parametrize("name", ["html", "markdown"])
@pytest.mark.parametrize(
    ("over", "said"),
    [
        ("", "measured 327 calls, n = 327"),
        ("2026-Q3", "measured 327 calls, 2026 Q3, n = 327"),
        ("log", "measured 327 calls over the whole log, n = 327"),
        ("<b>", "measured 327 calls, n = 327"),
    ],
)
def test_a_metric_of_no_stage_says_it_where_it_is_defined(
    tmp_path: Path, name: str, over: str, said: str
) -> None:
    text = f"{MAP}  calls: {{name: Calls, kind: count, unit: calls, measure: {{count: c}}}}\n"
    seen = replace(SEEN, metrics={**SEEN.metrics, "calls": MetricMeasured(327, 327, None, None, over)})
    made = drawing(tmp_path, replace(MEASURES, maps={"map": seen}), text=text)
    assert plain(texts(made, name)).count(said) == 1


@pytest.mark.parametrize("lang", ["de", "es", "fr", "ja"])
def test_in_every_language(tmp_path: Path, lang: str) -> None:
    assert "measured" not in plain(texts(drawing(tmp_path, lang=lang), "svg"))


def test_the_data_has_it_as_its_schema_says(tmp_path: Path) -> None:
    data = json.loads(texts(drawing(tmp_path), "json"))
    jsonschema.validate(data, render_schema())
    seen = data["measured"]
    assert (seen["as_of"], seen["min_n"]) == ("2026-10-31", 30)
    assert [(each["from"], each["to"], each["share"]["n"], each["share"]["of"]) for each in seen["ways"]] == [
        ("trial", "use", 293, 1000),
        ("use", "trial", 15, 100),
    ]
    assert [(each["stage"], each["median"]) for each in seen["stages"]] == [
        ("trial", 1_058_400),
        ("use", None),
    ]
    [call] = seen["touchpoints"]
    assert (call["drop_off"], call["exposed"]["of"], call["reach"]["value"]) == (0.75, 40, 0.8)
    assert seen["metrics"] == [
        {"metric": "share", "value": 44.5, "low": 42, "high": 47, "n": 1200, "over": None}
    ]
    assert seen["dormant"]["n"] == 30


@pytest.mark.parametrize("measures", [None, replace(MEASURES, maps={"other": SEEN})])
def test_of_a_map_that_was_not_measured_nothing_is_said(tmp_path: Path, measures: Measures | None) -> None:
    found = drawing(tmp_path, measures)
    assert json.loads(texts(found, "json"))["measured"] is None
    for name in ("html", "markdown", "svg"):
        shown = plain(texts(found, name))
        assert "measured median" not in shown
        assert "measured up to" not in shown
        assert "29.3" not in shown


def test_labels_of_two_lines_keep_arcs_apart(tmp_path: Path) -> None:
    text = MAP.replace("next: {use: {}}}", "next: {use: {label: l}, trial: {label: k}}}")
    graph = drawing(tmp_path, text=text).view.graph
    boxes = boxes_of(graph)
    arcs = layout(graph, boxes, lay_out(engine(), dot_source(graph, boxes))).arcs
    heights = sorted({arc.y for arc in arcs})
    assert len(heights) > 1
    tallest = max(boxes.labels[arc.arrow].height for arc in arcs)
    assert all(after - before >= tallest for before, after in pairwise(heights))


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0\u00a0seconds"),
        (119.96, "120\u00a0seconds"),
        (120, "2\u00a0minutes"),
        (7199, "120\u00a0minutes"),
        (86_400, "24\u00a0hours"),
        (2 * 86_400, "2\u00a0days"),
        (400 * 86_400, "400\u00a0days"),
    ],
)
def test_lengths_of_time(seconds: float, shown: str) -> None:
    assert seconds_in_words(seconds, words_for("en")) == shown
