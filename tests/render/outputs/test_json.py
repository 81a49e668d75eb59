"""The resolved map as data: its schema, and what it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from jmap.model.journey_file import SECTIONS
from jmap.render.data_schema import render_schema
from jmap.render.site import render_site
from tests.cli.program import here as jmap
from tests.render.drawing import AS_OF, EXAMPLES, drawn, engine, items
from tests.render.outputs.goldens import golden
from tests.render.outputs.payloads import hostile, numbers, payload

SCHEMA = render_schema()
VALID = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
LIBRARY = """\
jmap: 1
teams: {ops: Operations, idle: Idle}
segments: {all: {name: All, evidence: talks}, other: Other}
evidence: {talks: {kind: interview, date: 2026-11-01}, spare: Spare}
personas: {p: {name: Pat, kind: primary, segments: all}, n: Nobody}
metrics: {wins: {kind: rate, target: 30, history: {2026-Q3: 24}}, unused: {kind: count}}
opportunities:
  far: {touchpoints: elsewhere}
  near: {stages: a, reach: 10, impact: 2, confidence: 50%, effort: 4}
"""
MAP = """\
jmap: 1
title: T
scope: lifecycle
uses: library.journey.yaml
dormant: {inactive: 30d}
leave: [{event: gone}, Moves away]
stages:
  a: {phase: before, owner: ops, evidence: talks, metrics: wins, enter: {before: renewal_date, by: 60d}}
  b:
    phase: after
    next: {a: {label: again, target: 12.5%}}
    leave: {all: [{inactive: 90d}, {attribute: plan, is: paid}]}
touchpoints:
  x: {stage: a, emotion: {value: 1, by: {p: -1.5}}, importance: 8, performance: 2.5, x-own: kept}
  y: {stage: b, emotion: {from: 0.5, to: 2, label: Relief}, sla: {target: 90%, actual: 82%}}
"""


def data(tmp_path: Path, text: str, **others: str) -> Any:
    found = json.loads(drawn(tmp_path, text, "json", **others))
    VALID.validate(found)
    return found


def ids(found: Any, section: str) -> list[str]:
    return [each["id"] for each in found[section]]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def test_the_schema_is_one_and_the_command_prints_it(tmp_path: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(jmap("schema", "--of-render", folder=tmp_path).out) == SCHEMA


@pytest.mark.parametrize("folder", sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir()))
def test_examples_keep_to_the_schema(folder: str) -> None:
    pages = render_site(items(EXAMPLES / folder), title="", as_of=AS_OF, engine=engine(), formats=("json",))
    found = [json.loads(page.text) for page in pages]
    assert found
    for each in found:
        VALID.validate(each)


@pytest.mark.parametrize(
    ("section", "key"), [("touchpoints", "resolved"), ("stages", "at"), ("metrics", "unit")]
)
def test_the_schema_misses_no_key(section: str, key: str) -> None:
    found = json.loads(golden("trial.json"))
    del found[section][0][key]
    assert [error.message for error in VALID.iter_errors(found)] == [f"'{key}' is a required property"]
    found = json.loads(golden("trial.json"))
    found[section][0]["more"] = 1
    assert not VALID.is_valid(found)


def test_it_holds_what_the_map_shows_and_nothing_else(tmp_path: Path) -> None:
    found = data(tmp_path, MAP, library=LIBRARY)
    assert {section: ids(found, section) for section in SECTIONS if found[section]} == {
        "teams": ["ops"],
        "segments": ["all"],
        "personas": ["p"],
        "stages": ["a", "b"],
        "touchpoints": ["x", "y"],
        "metrics": ["wins"],
        "evidence": ["talks"],
        "opportunities": ["near"],
    }
    assert found["teams"][0]["at"] == {
        "file": "library.journey.yaml",
        "line": 2,
        "column": 9,
        "end_line": 2,
        "end_column": 12,
    }
    assert [each["file"] for each in found["map"]["libraries"]] == ["library.journey.yaml"]
    assert (found["map"]["source"]["file"], found["map"]["point_of_view"]) == ("map.journey.yaml", "p")


def test_what_follows_of_a_touchpoint(tmp_path: Path) -> None:
    found = data(tmp_path, MAP, library=LIBRARY)
    x, y = found["touchpoints"]
    assert (x["name"], x["channels"], x["emotion"]["by"]) == ("X", None, {"p": -1.5})
    follows = x["resolved"]
    assert len(follows.pop("findings")) == sum(each["path"][1:2] == ["x"] for each in found["findings"]) > 0
    assert follows == {
        "stage_number": 1,
        "number": 1,
        "owner": "ops",
        "owner_name": "Operations",
        "evidence": ["talks"],
        "personas": ["p"],
        "segments": [],
        "emotions": [{"persona": "p", "points": [-1.5]}],
        "importance_gap": 5.5,
        "sla_kept": None,
        "opportunities": ["near"],
        "plays": [],
    }
    assert (y["resolved"]["sla_kept"], y["resolved"]["owner"], y["sla"]["actual"]) == (False, None, 82)


def test_curves_and_their_figures(tmp_path: Path) -> None:
    found = data(tmp_path, MAP, library=LIBRARY)
    assert found["curves"] == [
        {
            "persona": "p",
            "judged": True,
            "points": [
                {"x": 0.5, "value": -1.5, "stage": "a", "touchpoint": "x", "label": ""},
                {"x": 1.25, "value": 0.5, "stage": "b", "touchpoint": "y", "label": "Relief"},
                {"x": 1.75, "value": 2, "stage": "b", "touchpoint": "y", "label": "Relief"},
            ],
        }
    ]
    emotion = found["emotion"]
    assert (emotion["mean"], emotion["low"]["x"], emotion["peak"]["value"]) == (0.333333333, 0.5, 2)
    assert (emotion["end"]["x"], emotion["peak_end"], emotion["positive"]) == (1.75, 2, 0.666666667)


def test_the_lifecycle_as_data(tmp_path: Path) -> None:
    found = data(tmp_path, MAP, library=LIBRARY)
    ways = found["lifecycle"]["ways"]
    assert ways == [
        {"from": "a", "to": "b", "kind": "next", "label": None, "target": None, "declared": False},
        {"from": "b", "to": "a", "kind": "loop", "label": "again", "target": 12.5, "declared": True},
    ]
    exits = found["lifecycle"]["exits"]
    assert [(each["stage"], each["kind"], each["when"]["form"]) for each in exits] == [
        ("b", "leave", "all"),
        (None, "leave", "any"),
        (None, "dormant", "inactive"),
    ]
    assert exits[2]["when"]["inactive"] == {"text": "30d", "seconds": 2_592_000}
    assert [part["form"] for part in exits[1]["when"]["any"]] == ["event", "note"]
    assert exits[0]["when"]["all"][1]["is"] == {
        "operator": "in",
        "operands": ["paid"],
        "text": "paid",
        "percent": False,
    }


def test_where_metrics_opportunities_and_evidence_stand(tmp_path: Path) -> None:
    found = data(tmp_path, MAP, library=LIBRARY)
    assert found["metrics"][0]["resolved"] == {
        "unit": "%",
        "state": "missed",
        "actual": 24,
        "period": {"text": "2026-Q3", "first": "2026-07-01", "last": "2026-09-30"},
        "n": None,
        "gap": -6,
        "near": False,
        "breached": False,
        "stages": ["a"],
    }
    assert found["opportunities"][0]["resolved"] == {"rank": 1, "rice": 2.5, "ulwick": None}
    assert found["evidence"][0]["resolved"] == {"age_days": 20}


def test_what_a_future_map_changes(tmp_path: Path) -> None:
    before = (
        "jmap: 1\ntitle: Now\nstages: {a: {}}\ntouchpoints: {x: {stage: a, emotion: -1}, z: {stage: a}}\n"
    )
    after = (
        "jmap: 1\ntitle: Then\nstate: future\nas_is: now.journey.yaml\nstages: {a: {}}\n"
        "touchpoints: {x: {stage: a, emotion: 1}, n: {stage: a}}\n"
    )
    found = data(tmp_path, after, now=before)["changes"]
    assert found["of"] == "now.journey.yaml"
    assert [(each["id"], each["kind"]) for each in found["objects"]] == [
        ("x", "changed"),
        ("n", "added"),
        ("z", "removed"),
    ]
    [key] = found["objects"][0]["keys"]
    assert (key["key"], key["before"]["value"], key["after"]["value"]) == ("emotion", -1, 1)
    assert data(tmp_path, before)["changes"] is None


def test_hostile_texts_are_in_it_as_they_were(tmp_path: Path) -> None:
    seen: set[int] = set()
    for text in hostile(tmp_path, "json").values():
        found = json.loads(text)
        VALID.validate(found)
        for each in strings({key: value for key, value in found.items() if key != "findings"}):
            for number in numbers(each):
                assert each == payload(number)
                seen.add(number)
    assert len(seen) > 300
