"""`jmap audit` from the outside: the report to the byte, the JSON, the gate, the exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.program import Ran
from tests.cli.program import here as jmap
from tests.cli.program import jmap as jmap_apart

TRIAL = """\
jmap: 1
title: Trial
for: {persona: buyer}
personas: {buyer: {name: The buyer, goals: [Decide], needs: [A price], frustrations: [Calls]}}
stages:
  trial: {goal: Try it}
touchpoints:
  sign-up: {stage: trial, channels: [], actions: Signs up, importance: 9, performance: 3, emotion: 1}
  import: {stage: trial, channels: [], actions: Imports, emotion: -1.5}
metrics:
  done: {kind: rate, target: 60, floor: 50, history: {2026-Q2: 40, 2026-Q3: 45}}
"""
RULES = "JM501,JM504,JM511,JM602,JM603,JM605,JM703,JM808"


def run(folder: Path, *arguments: str, text: str = TRIAL) -> Ran:
    (folder / "jmap.toml").touch()
    (folder / "trial.journey.yaml").write_text(text, encoding="utf-8")
    return jmap("audit", "--as-of", "2026-10-15", "--select", RULES, *arguments, folder=folder)


REPORT = """\
Weakest is experience and evidence at 0.0; this map can be trusted to 41.6 of 100, grade E. The one
metric that can be judged misses its target, 1 is past its floor, and 2 problems of the journey are
open; fix first for 33.3 points: the feeling at touchpoint `import` is -1.5, and nothing answers it.

Gate  1 of 1 condition met
  met               0 open errors of scored rules, 0 allowed

Trial  trial.journey.yaml
  active, no owner, never reviewed
  How far can we trust the map?  41.6  grade E
    experience and evidence    0.0  ░░░░░░░░░░░░░░░░░░░░  weakest
    customer                  50.0  ██████████░░░░░░░░░░
    touchpoints               75.0  ███████████████░░░░░
    measurement                  -  nothing applies
    action and governance        -  nothing applies
  How is the journey doing?
    metrics       1 missed (1 past its floor)
      Done  45 %  >= 60 %  past its floor of 50 %  ▲ 5 better  trial.journey.yaml:11
    emotion       mean -0.25 (of The buyer, 2 points), 50 % above neutral, peak and end -1.5
      lowest -1.5 at Import  trial.journey.yaml:9
      falls by 2.5, from +1 at Sign up to -1.5 at Import  trial.journey.yaml:9
    problems      2 problems: JM605 1, JM808 1; none of them lowers the score
  Fix first  of 4 findings that the score counts
      +33.3  F-02 JM703 the feeling at touchpoint `import` is -1.5, and nothing answers it
             note what goes wrong as an opportunity with `touchpoints: import`
             trial.journey.yaml:9  no owner
       +8.3  F-03 JM504 persona `buyer` rests on no evidence
             cite what it was drawn from with `evidence`; for a guess, cite evidence of `kind:
             assumption`
             trial.journey.yaml:4  no owner
       +8.3  F-04 JM511 stage `trial` has no `needs`
             add `needs` (what the customer needs and asks here)
             trial.journey.yaml:6  no owner
       +8.3  F-05 JM603 touchpoint `import` has no `importance`
             add `importance` (to the customer, 0 to 10)
             trial.journey.yaml:9  no owner
  Unanswered  1 low
    low -1.5 at Import (no owner)  trial.journey.yaml:9

"""


def test_the_report_to_the_byte(tmp_path: Path) -> None:
    ran = run(tmp_path)
    report, _, last = ran.out.rstrip("\n").rpartition("\n")
    assert report + "\n" == REPORT
    assert re.fullmatch(r"as of 2026-10-15, ruler [0-9a-f]{12}; `-v` shows .*", last)
    assert (ran.code, ran.err) == (0, "")


def test_json_carries_scores_down_to_the_counts(tmp_path: Path) -> None:
    data = json.loads(run(tmp_path, "--format", "json").out)
    score = data["maps"]["trial"]["score"]
    assert score["overall"] == data["score"]["overall"]
    assert (score["grade"], score["capped_by"], score["weakest"]) == ("E", None, "experience")
    assert score["rules"]["JM603"] == {
        "category": "touchpoints",
        "weight": 5,
        "passed": 1,
        "applicable": 2,
        "gain": 8.3,
        "gain_exact": "25/3",
    }
    assert "JM605" not in score["rules"]
    journey = data["maps"]["trial"]["journey"]
    done = journey["metrics"]["done"]
    assert (done["title"], done["trend"]["way"], done["where"]["line"]) == ("Done", "better", 11)
    contract = ("actual", "period", "n", "target", "floor", "gap", "state", "breached")
    assert {key: done[key] for key in contract} == {
        "actual": 45.0,
        "period": "2026-Q3",
        "n": None,
        "target": 60.0,
        "floor": 50.0,
        "gap": -15.0,
        "state": "missed",
        "breached": True,
    }
    low = journey["emotion"]["low"]
    assert (low["value"], low["at"], low["where"]["line"]) == (-1.5, "import", 9)
    assert (data["as_of"], len(data["ruler"]), data["change"]) == ("2026-10-15", 12, None)
    prints = {finding["fingerprint"] for finding in data["findings"]}
    assert set(data["maps"]["trial"]["findings"]) == prints


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    first = run(tmp_path, "--format", "json").out
    call = ("audit", "--as-of", "2026-10-15", "--select", RULES, "--format", "json")
    assert jmap_apart(*call, folder=tmp_path).out == first


def test_the_ruler_changes_with_an_option_and_not_with_the_map(tmp_path: Path) -> None:
    def ruler() -> str:
        return str(json.loads(run(tmp_path, "--format", "json").out)["ruler"])

    before = ruler()
    assert json.loads(run(tmp_path, "--format", "json", text=TRIAL + "summary: S\n").out)["ruler"] == before
    (tmp_path / "jmap.toml").write_text("[rules.JM602]\nmin = 1\n", encoding="utf-8")
    assert ruler() != before


def test_bad_news_does_not_lower_the_score(tmp_path: Path) -> None:
    def overall(text: str) -> float:
        return float(json.loads(run(tmp_path, "--format", "json", text=text).out)["score"]["overall"])

    worse = TRIAL.replace("performance: 3", "performance: 0").replace("2026-Q3: 45", "2026-Q3: 2")
    assert overall(worse) == overall(TRIAL)


def test_findings_fail_the_run_only_where_it_is_said(tmp_path: Path) -> None:
    assert run(tmp_path).code == 0
    assert run(tmp_path, "--fail-on", "warning").code == 1
    assert run(tmp_path, "--fail-on", "never").code == 0


@pytest.mark.parametrize(
    ("gate", "code", "said"),
    [
        ("", 0, ""),
        ("overall = 80", 1, "gate: overall score 41.6, at least 80 asked for\n"),
        ("weakest = 10", 1, "gate: experience at 0.0, at least 10 asked for\n"),
        ("journey_errors = 0", 1, "gate: 1 open error of the journey, 0 allowed\n"),
        ("journey_errors = 1\noverall = 41", 0, ""),
    ],
)
def test_the_gate(tmp_path: Path, gate: str, code: int, said: str) -> None:
    (tmp_path / "jmap.toml").write_text(f"[audit.gate]\n{gate}\n", encoding="utf-8")
    ran = run(tmp_path, "--gate")
    assert (ran.code, ran.err) == (code, said)


def test_a_map_with_errors_is_left_out_and_said(tmp_path: Path) -> None:
    broken = "jmap: 1\ntitle: Broken\nstages: {a: {nope: 1}}\n"
    (tmp_path / "broken.journey.yaml").write_text(broken, encoding="utf-8")
    ran = run(tmp_path, "--format", "json")
    data = json.loads(ran.out)
    assert list(data["maps"]) == ["trial"]
    assert [error["rule"] for error in data["errors"]] == ["JM101"]
    assert "broken.journey.yaml:3:14" in ran.err
    assert ran.code == 1


def test_a_draft_has_no_grade_and_three_things_to_do(tmp_path: Path) -> None:
    ran = run(tmp_path, text=TRIAL + "status: draft\n")
    assert "How far can we trust the map?  41.6  a draft, not graded" in ran.out
    assert sum(line.lstrip().startswith(("+", "journey  ")) for line in ran.out.splitlines()) == 3
    data = json.loads(run(tmp_path, "--format", "json", text=TRIAL + "status: draft\n").out)
    assert (data["score"]["overall"], data["maps"]["trial"]["score"]["grade"]) == (None, None)


def test_an_archived_map_is_not_audited(tmp_path: Path) -> None:
    ran = run(tmp_path, text=TRIAL + "status: archived\n")
    assert ran.out.startswith("No map could be audited.")


def test_a_draft_fails_no_gate_and_no_run(tmp_path: Path) -> None:
    gate = "[audit.gate]\njourney_errors = 0\noverall = 99\n"
    (tmp_path / "jmap.toml").write_text(gate, encoding="utf-8")
    ran = run(tmp_path, "--gate", "--fail-on", "info", text=TRIAL + "status: draft\n")
    assert (ran.code, ran.err) == (0, "")


def test_a_draft_hides_no_error_of_an_active_map_in_a_shared_library(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").write_text('[severity]\nJM504 = "error"\n', encoding="utf-8")
    (tmp_path / "lib.journey.yaml").write_text("jmap: 1\npersonas: {p: {kind: primary}}\n", encoding="utf-8")
    text = "jmap: 1\ntitle: T\nuses: lib.journey.yaml\nfor: {persona: p}\nstages: {s: {}}\n"
    (tmp_path / "a.journey.yaml").write_text(text + "status: draft\n", encoding="utf-8")
    (tmp_path / "b.journey.yaml").write_text(text, encoding="utf-8")
    ran = jmap("audit", "--gate", "--select", "JM504", folder=tmp_path)
    assert (ran.code, ran.err) == (1, "gate: 1 open error of scored rules, 0 allowed\n")


def test_an_audit_of_the_past_does_not_see_later_periods(tmp_path: Path) -> None:
    text = TRIAL.replace("2026-Q3: 45", "2026-Q3: 45, 2026-Q4: 90")
    ran = run(tmp_path, "--format", "json", "--as-of", "2026-09-15", text=text)
    assert json.loads(ran.out)["maps"]["trial"]["journey"]["metrics"]["done"]["period"] == "2026-Q3"
    ran = run(tmp_path, "--format", "json", "--as-of", "2026-10-15", text=text)
    assert json.loads(ran.out)["maps"]["trial"]["journey"]["metrics"]["done"]["period"] == "2026-Q4"


def test_a_severity_in_the_config_does_not_hide_why_a_map_was_left_out(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").write_text('[severity]\nJM201 = "warning"\n', encoding="utf-8")
    ran = run(tmp_path, text=TRIAL.replace("stage: trial", "stage: trail"))
    assert ran.code == 1
    assert "error[JM201] unknown-reference: no stage `trail`" in ran.err
