"""What comments and the baseline accept: out of both counts, out of the gate, still in the JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import Ran
from tests.cli.program import here as jmap

TRIAL = """\
jmap: 1
title: Trial
personas: {buyer: {name: The buyer, goals: [Decide], needs: [A price], frustrations: [Calls]}}
stages:
  trial: {goal: Try it, needs: [A price]}
  use: {goal: Use it} %s
touchpoints:
  sign-up: {stage: trial, channels: [], actions: Signs up, importance: 9, performance: 3} %s
  import: {stage: use, channels: [], actions: Imports}
"""
RULES = "JM504,JM511,JM603,JM605"
GAP = "# jmap: ignore[JM605] measured anew in spring"
NEEDS = "# jmap: ignore[JM511] asked in May until=2026-10-31"


def run(folder: Path, text: str, *arguments: str, select: str = RULES) -> Ran:
    (folder / "jmap.toml").touch()
    (folder / "trial.journey.yaml").write_text(text, encoding="utf-8")
    day = () if "--as-of" in arguments else ("--as-of", "2026-10-15")
    return jmap("audit", "--select", select, *day, *arguments, folder=folder)


def data(folder: Path, text: str, *arguments: str, select: str = RULES) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(run(folder, text, "--format", "json", *arguments, select=select).out)
    return content


def counts(score: dict[str, Any], rule: str) -> tuple[int, int]:
    return score["rules"][rule]["passed"], score["rules"][rule]["applicable"]


def test_an_accepted_subject_leaves_both_counts_and_the_json_has_the_score_with_it(tmp_path: Path) -> None:
    before = data(tmp_path, TRIAL % ("", ""))
    after = data(tmp_path, TRIAL % (NEEDS, ""))
    for part, whole in ((after["maps"]["trial"], before["maps"]["trial"]), (after, before)):
        assert counts(whole["score"], "JM511") == (1, 2)
        assert counts(part["score"], "JM511") == (1, 1)
        assert part["score_with_accepted"] == whole["score"] == whole["score_with_accepted"]
    # JM504 0/1 and JM511 1/1, each of weight 5; JM603 1/2 alone: (50 + 50) / 2 against (25 + 50) / 2.
    assert (before["score"]["overall"], after["score"]["overall"]) == (37.5, 50.0)
    assert after["summary"]["suppressed"] == 1
    (gone,) = after["maps"]["trial"]["accepted"]
    assert gone in before["maps"]["trial"]["findings"]
    assert gone not in after["maps"]["trial"]["findings"]


def test_the_report_says_that_something_is_left_out(tmp_path: Path) -> None:
    ran = run(tmp_path, TRIAL % (NEEDS, ""))
    assert (
        "How far can we trust the map?  50.0  grade D\n    without 1 accepted finding; 37.5 with\n" in ran.out
    )
    assert "JM511" not in ran.out
    assert ran.err == ""


def test_an_accepted_error_neither_caps_the_grade_nor_fails_a_gate(tmp_path: Path) -> None:
    gate = "[audit.gate]\njourney_errors = 0\n"
    (tmp_path / "jmap.toml").write_text(gate, encoding="utf-8")
    assert run(tmp_path, TRIAL % ("", ""), "--fail-on", "error").code == 0
    moment = TRIAL.replace("performance: 3", "performance: 3, moment_of_truth: true")
    assert run(tmp_path, moment % ("", ""), "--fail-on", "error", "--gate").code == 1
    assert run(tmp_path, moment % ("", GAP), "--fail-on", "error", "--gate").code == 0


def test_the_finding_is_back_the_day_after(tmp_path: Path) -> None:
    assert data(tmp_path, TRIAL % (NEEDS, ""), "--as-of", "2026-10-31")["summary"]["suppressed"] == 1
    late = data(tmp_path, TRIAL % (NEEDS, ""), "--as-of", "2026-11-01", select=f"{RULES},JM09")
    assert late["summary"]["suppressed"] == 0
    assert [each["rule"] for each in late["findings"] if each["line"] == 6] == ["JM511", "JM093"]


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("# jmap: ignore[JM511]", ["JM511", "JM091"]),
        ("# jmap: ignore[JM603] x", ["JM511", "JM092"]),
        ("# jmap: ignore[JM605, JM113, JM201] x", ["JM511", "JM092"]),
        ("# jmap: ignore[JM511] x until=soon", ["JM511", "JM093"]),
        # What is wrong with these is for `jmap validate` to say.
        ("# jmap: ignore[JM113]", ["JM511"]),
        ("# jmap: ignore[JM999] x", ["JM511"]),
        ("# jmap: ignore[JM004] x", ["JM511"]),
        # A rule that this run did not ask for is not judged.
        ("# jmap: ignore[JM511, JM610] x", []),
    ],
)
def test_suppressions_of_quality_rules_are_judged_here(tmp_path: Path, comment: str, told: list[str]) -> None:
    found = data(tmp_path, TRIAL % (comment, ""), select=f"{RULES},JM09")["findings"]
    assert [each["rule"] for each in found if each["line"] == 6] == told


def test_what_is_wrong_with_a_comment_is_printed_beside_the_report(tmp_path: Path) -> None:
    ran = run(tmp_path, TRIAL % ("# jmap: ignore[JM603] x", ""), "--select", "JM09")
    assert ran.err.splitlines()[:2] == [
        "warning[JM092] unused-suppression: nothing to silence: stage `use` has no `JM603`",
        " --> trial.journey.yaml:6:38",
    ]
    assert "JM092" not in ran.out
    assert ran.code == 0
    assert run(
        tmp_path, TRIAL % ("# jmap: ignore[JM603] x", ""), "--select", "JM09", "--fail-on", "info"
    ).code
    draft = "status: draft\n" + TRIAL % ("# jmap: ignore[JM603] x", "")
    ran = run(tmp_path, draft, "--select", "JM09", "--fail-on", "info")
    assert ran.code == 0


def test_a_comment_in_a_library_silences_for_every_map_and_is_unused_only_by_all(tmp_path: Path) -> None:
    library = "jmap: 1\npersonas:\n  buyer: {kind: primary} # jmap: ignore[JM504, JM505] from a talk\n"
    (tmp_path / "lib.journey.yaml").write_text(library, encoding="utf-8")
    user = "jmap: 1\ntitle: T\nuses: lib.journey.yaml\nstages: {a: A}\n"
    (tmp_path / "other.journey.yaml").write_text(user, encoding="utf-8")
    select = "JM504,JM505,JM09"
    report = data(tmp_path, user, select=select)
    assert (report["findings"], report["summary"]["suppressed"]) == ([], 2)
    assert [len(each["accepted"]) for each in report["maps"].values()] == [2, 2]
    (tmp_path / "other.journey.yaml").write_text(user.replace("{a: A}", "{a: {nope: 1}}"), encoding="utf-8")
    mended = library.replace("kind: primary", "kind: primary, goals: x, jobs: x, frustrations: x")
    (tmp_path / "lib.journey.yaml").write_text(mended, encoding="utf-8")
    assert data(tmp_path, user, select=select)["findings"] == []
    (tmp_path / "other.journey.yaml").write_text(user, encoding="utf-8")
    assert [each["rule"] for each in data(tmp_path, user, select=select)["findings"]] == ["JM092"]
    ran = jmap("audit", "trial.journey.yaml", "--select", select, "--format", "json", folder=tmp_path)
    assert json.loads(ran.out)["findings"] == []


def test_an_archived_map_is_not_judged(tmp_path: Path) -> None:
    text = TRIAL % ("# jmap: ignore[JM603] x", "") + "status: archived\n"
    assert data(tmp_path, text, select=f"{RULES},JM09")["findings"] == []


WRONG = "metrics:\n  m: {target: 1, floor: 2} %s\n"


@pytest.mark.parametrize("how", ["comment", "baseline"])
def test_an_accepted_error_of_the_model_keeps_no_map_from_being_audited_or_drawn(
    tmp_path: Path, how: str
) -> None:
    text = TRIAL % ("", "") + WRONG
    assert run(tmp_path, text % "").code == 1
    if how == "baseline":
        assert jmap("baseline", "write", folder=tmp_path).code == 0
        text = text % ""
    else:
        text = text % "# jmap: ignore[JM401] the floor is last year's"
    ran = run(tmp_path, text)
    assert (ran.code, ran.err) == (0, "")
    ran = jmap("render", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert (tmp_path / "site" / "trial.html").exists()
    page = (tmp_path / "site" / "trial.html").read_text(encoding="utf-8")
    # The page has the file, and with it the comment that accepts the finding.
    assert "JM401" not in page.partition('id="file"')[0]


def test_an_accepted_error_that_leaves_a_hole_still_keeps_it_out(tmp_path: Path) -> None:
    text = TRIAL % ("", "") + "owner: [me] # jmap: ignore[JM103] several answer for it\n"
    (tmp_path / "trial.journey.yaml").write_text(text, encoding="utf-8")
    assert jmap("validate", folder=tmp_path).code == 0
    ran = run(tmp_path, text)
    assert ran.code == 1
    assert ran.err.startswith("error[JM103]")


def test_a_drawn_map_does_not_show_what_is_accepted(tmp_path: Path) -> None:
    def page(text: str) -> str:
        (tmp_path / "trial.journey.yaml").write_text(text, encoding="utf-8")
        assert jmap("render", "--as-of", "2026-10-15", folder=tmp_path).code == 0
        return (tmp_path / "site" / "trial.html").read_text(encoding="utf-8")

    told = "Stage <code>use</code> has no <code>needs</code>"
    assert told in page(TRIAL % ("", ""))
    assert told not in page(TRIAL % (NEEDS, ""))
