"""What a log says of milestones, time to value, drivers and risks, in every output that has them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from jmap.measures.measured import (
    MapMeasured,
    Measures,
    MilestoneMeasured,
    Rate,
    SignMeasured,
    StageMeasured,
)
from jmap.measures.proportion import difference, rate
from jmap.render.data_schema import render_schema
from jmap.render.witness_stages import sign_in_words
from jmap.render.words import words_for
from tests.render.test_witness import drawing, plain, texts

MAP = """\
jmap: 1
title: T
scope: lifecycle
stages:
  trial:
    phase: before
    enter: {event: e}
    milestone: {event: done, within: 7d, label: First}
    drivers:
    - {text: Imports, when: {event: imported}}
    - {text: Believes}
    risks: [{text: Silent, when: {inactive: 7d}}]
  use: {phase: after, enter: {event: f}, milestone: {event: paid}}
  talk: {phase: after, enter: prose, next: {}}
"""
DAY = 86_400
STAGE = StageMeasured(250, 240, 100, 0, 100, 50, None, None, 250, 50)
HOLDS = SignMeasured(
    "Imports", rate(100, 200), rate(60, 100), rate(20, 100), difference(rate(60, 100), rate(20, 100)), True
)
OPPOSITE = SignMeasured(
    "Silent", rate(100, 200), rate(5, 100), rate(30, 100), difference(rate(5, 100), rate(30, 100)), False
)
SEEN = MapMeasured(
    stages={
        "trial": replace(STAGE, milestone=MilestoneMeasured(rate(130, 250), 7, 3.5 * DAY, None)),
        "use": replace(STAGE, milestone=MilestoneMeasured(rate(2, 9), 0, None, None)),
        # The map says no milestone of this one.
        "talk": replace(STAGE, milestone=MilestoneMeasured(rate(77, 250), 0, None, None)),
    },
    time_to_value=MilestoneMeasured(rate(45, 50), 2, 12 * DAY, 40 * DAY),
    drivers={"trial": (HOLDS, SignMeasured("Believes", None, None, None, None, None, observed=False))},
    risks={"trial": (OPPOSITE,)},
)
MEASURES = Measures("m.json", date(2026, 10, 31), 30, {"map": SEEN})
ENGLISH = words_for("en")


def test_stages_have_who_reached_their_milestone(tmp_path: Path) -> None:
    view = drawing(tmp_path, MEASURES, text=MAP).view
    briefly = ["milestone in 52\u00a0% of 250 visits", "milestone in 22.2\u00a0% of 9 visits", ""]
    assert [each.duration for each in view.stages] == briefly
    shown = [[fact for fact in each.facts if "milestone" in fact] for each in view.graph.nodes]
    assert shown == [[briefly[0]], [briefly[1]], []]


def test_what_moves_a_customer_has_interval_and_time_beside_it(tmp_path: Path) -> None:
    steps = drawing(tmp_path, MEASURES, text=MAP).view.graph.steps
    assert [each.seen for each in steps] == [
        "reached in 52\u00a0% (45.8 to 58.1) of 250 visits · median 3.5\u00a0days",
        "reached in 22.2\u00a0% (6.3 to 54.7) of 9 visits · too few to judge by",
        "",
    ]


def test_a_milestone_without_cases_or_unseen_says_so(tmp_path: Path) -> None:
    none = replace(STAGE, milestone=MilestoneMeasured(Rate(None, None, None, 0, 0), 0, None, None))
    unseen = replace(none, observed=False)
    seen = replace(MEASURES, maps={"map": MapMeasured(stages={"trial": none, "use": unseen})})
    view = drawing(tmp_path, seen, text=MAP).view
    assert [each.seen for each in view.graph.steps] == ["no visits", "", ""]
    assert [each.duration for each in view.stages] == ["", "", ""]
    assert view.graph.value == ""


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_pages_say_it(tmp_path: Path, name: str) -> None:
    shown = plain(texts(drawing(tmp_path, MEASURES, text=MAP), name)).replace("\\", "")
    assert "reached in 52 % (45.8 to 58.1) of 250 visits · median 3.5 days" in shown
    assert (
        "Time to value: 90 % (78.6 to 95.7) of 50 who purchased reached a milestone · median 12 days" in shown
    )
    assert "holds in the data: 60 % of 100 moved on in time with it, 20 % of 100 without" in shown
    assert "the other way round in the data: 5 % of 100 left with it, 30 % of 100 without" in shown


@pytest.mark.parametrize("name", ["svg", "mermaid"])
def test_drawings_of_the_lifecycle_say_it(tmp_path: Path, name: str) -> None:
    shown = plain(texts(drawing(tmp_path, MEASURES, text=MAP), name)).replace("#37;", "%")
    assert "milestone in 52" in shown


@pytest.mark.parametrize(
    ("kind", "seen", "said"),
    [
        (
            "driver",
            HOLDS,
            (
                "holds in the data: 60\u00a0% of 100 moved on in time with it, 20\u00a0% of 100 without,"
                " +40\u00a0points (26.8 to 51.2), an association"
            ),
        ),
        (
            "risk",
            OPPOSITE,
            (
                "the other way round in the data: 5\u00a0% of 100 left with it, 30\u00a0% of 100 without,"
                " \u221225\u00a0points (\u221235 to \u221214.8), an association"
            ),
        ),
        (
            "risk",
            replace(
                OPPOSITE,
                shown=rate(3, 29),
                holds=None,
                difference=difference(rate(3, 29), rate(30, 100)),
            ),
            (
                "too few to judge by: 10.3\u00a0% of 29 left with it, 30\u00a0% of 100 without,"
                " \u221219.7\u00a0points (\u221231.4 to \u22121.7), an association"
            ),
        ),
        (
            "driver",
            replace(
                HOLDS, shown=rate(20, 100), difference=difference(rate(20, 100), rate(20, 100)), holds=None
            ),
            (
                "no clear difference in the data: 20\u00a0% of 100 moved on in time with it, 20\u00a0% of 100"
                " without, 0\u00a0points (\u221211.1 to 11.1), an association"
            ),
        ),
        ("driver", replace(HOLDS, shown=rate(0, 0), difference=None, holds=None), "too few to judge by"),
        ("driver", replace(HOLDS, reach=rate(0, 200)), "never seen in 200 visits"),
    ],
)
def test_what_the_data_says_of_a_sign(kind: str, seen: SignMeasured, said: str) -> None:
    assert sign_in_words("driver" if kind == "driver" else "risk", seen, 30, ENGLISH) == said


def test_the_data_has_it_as_its_schema_says(tmp_path: Path) -> None:
    data = json.loads(texts(drawing(tmp_path, MEASURES, text=MAP), "json"))
    jsonschema.validate(data, render_schema())
    seen = data["measured"]
    milestones = [(each["stage"], each["milestone"]) for each in seen["stages"]]
    assert [id_ for id_, each in milestones if each is not None] == ["trial", "use"]
    first = milestones[0][1]
    assert (first["reached"]["n"], first["waiting"], first["median"], first["p90"]) == (130, 7, 302_400, None)
    value = seen["time_to_value"]
    assert (value["reached"]["of"], value["waiting"], value["p90"]) == (50, 2, 40 * DAY)
    assert [(each["stage"], each["kind"], each["text"], each["holds"]) for each in seen["signs"]] == [
        ("trial", "driver", "Imports", True),
        ("trial", "risk", "Silent", False),
    ]
    assert (seen["signs"][0]["difference"], seen["signs"][0]["shown"]["n"]) == (0.4, 60)


@pytest.mark.parametrize("lang", ["de", "es", "fr", "ja"])
def test_in_every_language(tmp_path: Path, lang: str) -> None:
    view = drawing(tmp_path, MEASURES, lang, MAP).view
    for text in (view.graph.value, view.graph.steps[0].seen, view.stages[0].duration):
        assert text
        assert not {"reached", "visits", "milestone", "median"} & set(text.split())
