"""`--save` and the snapshots in `audits/`: what is written, where, what is said, what is refused."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from jmap.audit.snapshot_schema import snapshot_schema
from tests.cli.program import Ran
from tests.cli.program import here as jmap

TRIAL = """\
jmap: 1
title: Trial
personas: {buyer: {name: The buyer, goals: [Decide], needs: [A price], frustrations: [Calls]}}
stages:
  trial: {goal: Try it}
touchpoints:
  sign-up: {stage: trial, channels: [], actions: Signs up, importance: 9, performance: 3}
metrics:
  done: {kind: rate, target: 60, floor: 50, history: {2026-Q2: 40, 2026-Q3: 45}}
"""
CONFIG = 'select = ["JM0", "JM504", "JM511", "JM605"]\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "ws"
    root.mkdir()
    (root / "jmap.toml").write_text(CONFIG, encoding="utf-8")
    (root / "trial.journey.yaml").write_text(TRIAL, encoding="utf-8")
    return root


def audit(root: Path, *arguments: str, day: str = "2026-10-15") -> Ran:
    return jmap("audit", "--as-of", day, *arguments, folder=root)


SAVED = """\
{
  "version": 1,
  "as_of": "2026-10-15",
  "ruler": "%s",
  "complete": true,
  "measured": false,
  "measures": {
    "formula": 1,
    "rules": {
      "JM504": [1, "warning", {}],
      "JM511": [1, "warning", {}],
      "JM605": [1, "warning", {"warn": 3, "error": 5}]
    },
    "categories": {"customer": 1, "touchpoints": 1, "experience": 1, "measurement": 1, "action": 1},
    "severities": {"error": 10, "warning": 5, "info": 2},
    "bands": [
      ["A", 90],
      ["B", 80],
      ["C", 65],
      ["D", 50],
      ["E", 0]
    ]
  },
  "score": {
    "overall": 0.0,
    "exact": "0/1",
    "grade": "E",
    "capped_by": "",
    "weakest": "customer",
    "categories": {
      "customer": {"score": 0.0, "exact": "0/1"},
      "touchpoints": {"score": null, "exact": null},
      "experience": {"score": null, "exact": null},
      "measurement": {"score": null, "exact": null},
      "action": {"score": null, "exact": null}
    },
    "rules": {
      "JM504": {"passed": 0, "applicable": 1, "weight": 5},
      "JM511": {"passed": 0, "applicable": 1, "weight": 5}
    }
  },
  "maps": {
    "trial": {
      "title": "Trial",
      "file": "trial.journey.yaml",
      "status": "active",
      "score": {
        "overall": 0.0,
        "exact": "0/1",
        "grade": "E",
        "capped_by": "",
        "weakest": "customer",
        "categories": {
          "customer": {"score": 0.0, "exact": "0/1"},
          "touchpoints": {"score": null, "exact": null},
          "experience": {"score": null, "exact": null},
          "measurement": {"score": null, "exact": null},
          "action": {"score": null, "exact": null}
        },
        "rules": {
          "JM504": {"passed": 0, "applicable": 1, "weight": 5},
          "JM511": {"passed": 0, "applicable": 1, "weight": 5}
        }
      },
      "metrics": {
        "done": {"actual": 45, "period": "2026-Q3", "state": "missed"}
      }
    }
  },
  "findings": [
    {"fingerprint": "%s", "rule": "JM504", "severity": "warning", "map": "trial", \
"file": "trial.journey.yaml", "message": "persona `buyer` rests on no evidence"},
    {"fingerprint": "%s", "rule": "JM511", "severity": "warning", "map": "trial", \
"file": "trial.journey.yaml", "message": "stage `trial` has no `needs`"},
    {"fingerprint": "%s", "rule": "JM605", "severity": "warning", "map": "trial", \
"file": "trial.journey.yaml", "message": "touchpoint `sign-up` \
has importance 9 and performance 3, a gap of 6"}
  ],
  "accepted": [],
  "closed": [],
  "unseen": []
}
"""


def test_what_is_saved_to_the_byte(root: Path) -> None:
    ran = audit(root, "--save", "--format", "json")
    assert (ran.code, ran.err) == (0, "note: wrote `audits/2026-10-15.json`\n")
    data = json.loads(ran.out)
    prints = {each["rule"]: each["fingerprint"] for each in data["findings"]}
    text = (root / "audits/2026-10-15.json").read_text(encoding="utf-8")
    assert text == SAVED % (data["ruler"], *(prints[code] for code in ("JM504", "JM511", "JM605")))
    Draft202012Validator(snapshot_schema()).validate(json.loads(text))


def test_the_same_is_not_written_again_and_another_of_the_day_is_replaced(root: Path) -> None:
    audit(root, "--save")
    path = root / "audits/2026-10-15.json"
    os.utime(path, (1, 1))
    assert audit(root, "--save").err == "note: `audits/2026-10-15.json` stays as it is, nothing changed\n"
    assert path.stat().st_mtime == 1
    better = TRIAL.replace("Try it}", "Try it, needs: [Time]}")
    (root / "trial.journey.yaml").write_text(better, encoding="utf-8")
    said = audit(root, "--save").err
    assert said == "note: wrote `audits/2026-10-15.json` in place of another of that day\n"
    assert '"JM511", "severity"' not in path.read_text(encoding="utf-8")


def test_nothing_is_said_where_it_is_to_be_quiet(root: Path) -> None:
    assert audit(root, "--save", "-q") == Ran(0, "", "")
    (root / "audits/2026-10-01.json").write_text("{", encoding="utf-8")
    assert audit(root, "--save", "-q") == Ran(0, "", "")


def test_nothing_is_written_without_it(root: Path) -> None:
    audit(root)
    assert not (root / "audits").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("trial.journey.yaml",), "`--save` keeps an audit of the whole workspace\n  leave PATHS out: "),
        (("--select", "JM6"), "`--save` keeps an audit by the rules of the config\n  leave `--select` and"),
        (("--ignore", "JM604"), "`--save` keeps an audit by the rules of the config\n  leave `--select` and"),
    ],
)
def test_a_part_is_not_kept(root: Path, arguments: tuple[str, ...], message: str) -> None:
    ran = audit(root, "--save", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {message}")
    assert not (root / "audits").exists()


def test_maps_with_errors_are_said_to_be_missing(root: Path) -> None:
    (root / "broken.journey.yaml").write_text("jmap: 1\nstages: {a: {}}\n", encoding="utf-8")
    ran = audit(root, "--save", "--color", "never")
    assert ran.code == 1
    assert "note: wrote `audits/2026-10-15.json`\nnote: 1 map with errors is not in it\n" in ran.err
    (root / "trial.journey.yaml").unlink()
    ran = audit(root, "--save", day="2026-10-16")
    assert ran.code == 2
    assert "error: nothing could be audited, so there is nothing to keep\n" in ran.err
    assert [each.name for each in (root / "audits").iterdir()] == ["2026-10-15.json"]


def test_nothing_is_written_through_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "audits").symlink_to(tmp_path / "elsewhere")
    ran = audit(root, "--save")
    assert ran.code == 2
    assert ran.err == ("error: `audits` is a link out of the workspace\n  put the folder itself there\n")
    assert list((tmp_path / "elsewhere").iterdir()) == []
    (root / "audits").unlink()
    (root / "audits").mkdir()
    (tmp_path / "target.json").write_text("mine", encoding="utf-8")
    (root / "audits/2026-10-15.json").symlink_to(tmp_path / "target.json")
    assert audit(root, "--save").code == 2
    assert (tmp_path / "target.json").read_text(encoding="utf-8") == "mine"


def test_a_folder_in_the_way_exits_with_2(root: Path) -> None:
    (root / "audits").write_text("", encoding="utf-8")
    ran = audit(root, "--save")
    assert ran.code == 2
    assert "error: `audits/2026-10-15.json` cannot be written: " in ran.err


def test_what_cannot_be_read_is_a_note(root: Path) -> None:
    audit(root, "--save", day="2026-07-01")
    (root / "audits/2026-08-01.json").write_text('{"version": 2}', encoding="utf-8")
    (root / "audits/2026-09-01.json").mkdir()
    (root / "audits/2026-12-01.json").write_text("after that day", encoding="utf-8")
    (root / "audits/notes.txt").write_text("not meant", encoding="utf-8")
    ran = audit(root)
    assert ran.code == 0
    assert ran.err == (
        "note: `audits/2026-08-01.json` is left out, as it cannot be read: "
        "it is of version 2, and this jmap reads version 1\n"
        "note: `audits/2026-09-01.json` is left out, as it cannot be read: this is a folder, not a file\n"
    )


@pytest.mark.parametrize("named", ["2026-07-01", "2026-07-01.json", "audits/2026-07-01.json"])
def test_a_snapshot_that_is_named_and_wrong_exits_with_2(root: Path, named: str) -> None:
    (root / "audits").mkdir()
    (root / "audits/2026-07-01.json").write_text('{"version": 1}', encoding="utf-8")
    ran = audit(root, "--since", named, "-q")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: the snapshot `audits/2026-07-01.json` cannot be read: `as_of` is missing\n"
        "  restore it from git, or take it away\n"
    )


def test_a_snapshot_of_a_later_day_cannot_be_compared_with(root: Path) -> None:
    audit(root, "--save", day="2026-11-01")
    ran = audit(root, "--since", "2026-11-01")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(
        "error: the snapshot `audits/2026-11-01.json` is of 2026-11-01, which is after 2026-10-15\n"
    )
