"""Rules on the workspace: in its score, its gate and its report, and in no map's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jmap.findings.baseline import Baseline
from jmap.findings.baseline_text import baseline_text
from jmap.findings.finding import Remembered
from tests.cli.program import Ran
from tests.cli.program import here as jmap

PEOPLE = """\
jmap: 1
title: Who they are
segments:
  homes: Care homes
  agencies: Agencies %s
teams: {product: Product}
"""
FIRST = """\
jmap: 1
title: The first roster
uses: people.journey.yaml
for: {segments: homes}
stages:
  import: {goal: Bring staff in, needs: A list}
"""
ALL = "JM506,JM508,JM804,JM902,JM511"


def run(folder: Path, *arguments: str, select: str = ALL, comment: str = "", **maps: str) -> Ran:
    if not (folder / "jmap.toml").exists():
        (folder / "jmap.toml").touch()
    (folder / "people.journey.yaml").write_text(PEOPLE % comment, encoding="utf-8")
    for name, text in {"first": FIRST, **maps}.items():
        (folder / f"{name}.journey.yaml").write_text(text, encoding="utf-8")
    return jmap("audit", "--select", select, "--as-of", "2026-10-15", *arguments, folder=folder)


def data(folder: Path, *arguments: str, select: str = ALL, comment: str = "", **maps: str) -> dict[str, Any]:
    ran = run(folder, "--format", "json", *arguments, select=select, comment=comment, **maps)
    content: dict[str, Any] = json.loads(ran.out)
    return content


def counts(score: dict[str, Any]) -> dict[str, tuple[int, int]]:
    return {code: (each["passed"], each["applicable"]) for code, each in score["rules"].items()}


def test_they_count_for_the_workspace_and_for_no_map(tmp_path: Path) -> None:
    found = data(tmp_path)
    assert counts(found["score"]) == {
        "JM506": (0, 0),
        "JM508": (1, 2),
        "JM511": (1, 1),
        "JM804": (0, 0),
        "JM902": (0, 0),
    }
    # JM508 1/2 and JM511 1/1, each of weight 5, are the customer's; of the map JM511 alone.
    assert found["score"]["overall"] == 75.0
    assert found["score"]["rules"]["JM508"]["gain"] == 25.0
    of_map = found["maps"]["first"]
    assert (of_map["score"]["overall"], counts(of_map["score"])) == (100.0, {"JM511": (1, 1)})
    assert of_map["findings"] == []
    assert [(each["rule"], each["file"], each["line"]) for each in found["findings"]] == [
        ("JM508", "people.journey.yaml", 5)
    ]


@pytest.mark.parametrize("how", ["comment", "baseline"])
def test_what_is_accepted_leaves_both_counts(tmp_path: Path, how: str) -> None:
    comment = "# jmap: ignore[JM508] two have asked, nobody has decided" if how == "comment" else ""
    if how == "baseline":
        (finding,) = data(tmp_path)["findings"]
        entry = Remembered(finding["fingerprint"], "JM508", finding["file"], finding["message"], "2026-10-01")
        baseline = Baseline({entry.fingerprint: entry})
        (tmp_path / "jmap-baseline.json").write_text(baseline_text(baseline), encoding="utf-8")
    found = data(tmp_path, comment=comment, select=f"{ALL},JM09")
    assert found["findings"] == []
    assert counts(found["score"])["JM508"] == (1, 1)
    assert counts(found["score_with_accepted"])["JM508"] == (1, 2)
    assert (found["score"]["overall"], found["score_with_accepted"]["overall"]) == (100.0, 75.0)


def test_a_comment_that_silences_nothing_is_told_by_a_run_over_everything(tmp_path: Path) -> None:
    comment = "# jmap: ignore[JM508] nobody has decided"
    served = FIRST.replace("homes}", "[homes, agencies]}")
    whole = data(tmp_path, comment=comment, select="JM508,JM09", first=served)
    assert [each["rule"] for each in whole["findings"]] == ["JM092"]
    part = data(tmp_path, "first.journey.yaml", comment=comment, select="JM508,JM09", first=served)
    assert part["findings"] == []


def test_an_error_of_theirs_fails_a_gate_and_caps_the_grade_of_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").write_text('[severity]\nJM508 = "error"\n[audit.gate]\n', encoding="utf-8")
    ran = run(tmp_path, "--gate")
    assert (ran.code, ran.err) == (1, "gate: 1 open error of scored rules, 0 allowed\n")
    assert run(tmp_path, "--fail-on", "error").code == 1
    found = data(tmp_path)
    assert (found["score"]["capped_by"], found["maps"]["first"]["score"]["capped_by"]) == ("JM508", None)


BROKEN = "jmap: 1\ntitle: Broken\nstages: {a: {nope: 1}}\n"
DRAFT = FIRST.replace("uses:", "status: draft\nuses:").replace("homes}", "agencies}")
ARCHIVED = DRAFT.replace("draft", "archived")


@pytest.mark.parametrize(
    ("maps", "expected"),
    [
        ({"other": BROKEN}, (0, 0)),
        ({"other": BROKEN.replace("stages", "status: archived\nstages")}, (1, 2)),
        ({"other": BROKEN.replace("stages", "status: draft\nstages")}, (1, 2)),
        ({"other": DRAFT}, (1, 2)),
        ({"other": ARCHIVED}, (1, 2)),
        ({"other": FIRST.replace("homes}", "agencies}")}, (2, 2)),
        ({"first": DRAFT}, (0, 0)),
    ],
)
def test_maps_that_do_not_count_neither_serve_nor_hide(
    tmp_path: Path, maps: dict[str, str], expected: tuple[int, int]
) -> None:
    assert counts(data(tmp_path, select="JM508", **maps)["score"])["JM508"] == expected


def test_a_part_of_the_workspace_says_nothing_of_the_whole(tmp_path: Path) -> None:
    assert counts(data(tmp_path, "first.journey.yaml")["score"])["JM508"] == (0, 0)


def test_an_override_leaves_the_files_out_that_it_names(tmp_path: Path) -> None:
    override = '[[override]]\npaths = ["people.*"]\nignore = ["JM508"]\n'
    (tmp_path / "jmap.toml").write_text(override, encoding="utf-8")
    found = data(tmp_path)
    assert (found["findings"], counts(found["score"])["JM508"]) == ([], (0, 0))


def test_the_same_id_in_files_that_do_not_see_each_other_is_two_segments(tmp_path: Path) -> None:
    alone = FIRST.replace("uses: people.journey.yaml", "segments: {agencies: Ours}").replace(
        "homes}", "agencies}"
    )
    assert counts(data(tmp_path, other=alone)["score"])["JM508"] == (2, 3)


def test_an_opportunity_in_a_library_is_in_hand_once(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").write_text("[rules.JM902]\nmax = 1\n", encoding="utf-8")
    more = "opportunities: {mail: {problem: P, owner: product, state: doing}}\n"
    (tmp_path / "work.journey.yaml").write_text(
        f"jmap: 1\nuses: people.journey.yaml\n{more}", encoding="utf-8"
    )
    both = FIRST.replace("people", "work")
    found = data(tmp_path, first=both, other=both)
    assert counts(found["score"])["JM902"] == (1, 1)
    own = both + more.replace("mail", "fax")
    assert counts(data(tmp_path, first=own, other=both)["score"])["JM902"] == (0, 1)
