"""SARIF of a review: what is new, what is as it was, what is mended since."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from tests.cli.program import here as jmap

SCHEMAS = Path(__file__).parents[1] / "formats" / "schemas"
VALID = Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8")))
TRIAL = """\
jmap: 1
title: Trial
stages:
  trial: {goal: Try it}
touchpoints:
  sign-up: {stage: trial, channels: [], actions: Signs up, importance: 9, performance: 3}
  import: {stage: trial, channels: [], actions: Imports}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "jmap.toml").write_text('select = ["JM0", "JM1", "JM511", "JM603", "JM605"]\n', "utf-8")
    return tmp_path


def results(root: Path, text: str, *arguments: str, day: str = "2026-10-15") -> list[dict[str, Any]]:
    (root / "trial.journey.yaml").write_text(text, encoding="utf-8")
    ran = jmap("audit", "--as-of", day, "--format", "sarif", *arguments, folder=root)
    data = json.loads(ran.out)
    VALID.validate(data)
    return list(data["runs"][0]["results"])


def states(found: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(each["ruleId"], each.get("baselineState")) for each in found]


def test_without_anything_to_compare_with_there_are_no_states(root: Path) -> None:
    assert states(results(root, TRIAL)) == [("JM511", None), ("JM605", None), ("JM603", None)]


def test_each_result_tells_its_state(root: Path) -> None:
    results(root, TRIAL, "--save", day="2026-07-01")
    changed = TRIAL.replace("Try it}", "Try it, needs: [Time]}").replace("actions: Signs up, ", "")
    found = results(root, changed)
    assert states(found) == [
        ("JM603", "new"),
        ("JM605", "unchanged"),
        ("JM603", "unchanged"),
        ("JM511", "absent"),
    ]
    gone = found[-1]
    assert gone["properties"] == {"lastSeen": "2026-07-01"}
    assert gone["message"] == {"text": "stage `trial` has no `needs`"}
    assert gone["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "trial.journey.yaml"


def test_what_keeps_a_map_from_being_audited_is_new(root: Path) -> None:
    results(root, TRIAL, "--save", day="2026-07-01")
    found = results(root, TRIAL.replace("title: Trial\n", ""))
    assert states(found) == [("JM102", "new")]


def test_what_a_draft_has_tells_its_state_too(root: Path) -> None:
    draft = TRIAL.replace("title: Trial", "title: Trial\nstatus: draft")
    results(root, draft, "--save", day="2026-07-01")
    assert {state for _, state in states(results(root, draft))} == {"unchanged"}
