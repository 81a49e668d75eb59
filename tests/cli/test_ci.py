"""Inside CI: the format that is chosen, the paths of the repository, the summary of a step."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from jmap.cli.ci import for_services
from jmap.faults import Severity
from jmap.formats.style import Style
from tests.cli.program import Ran
from tests.cli.program import here as jmap
from tests.formats.reports import EXAMPLE

MAP = """\
jmap: 1
title: Trial
stages:
  trial: {}
touchpoints:
  sign-up: {stage: trail}
"""
ANNOTATION = (
    "::error file=trial.journey.yaml,line=6,endLine=6,col=20,endColumn=25,title=JM201 unknown-reference::"
    "trial.journey.yaml:6:20: no stage `trail` (did you mean `trial`?)\n1 error in 1 of 1 file\n"
)
FULL = 1_048_576


def run(folder: Path, *arguments: str, text: str = MAP, command: str = "validate", **env: str) -> Ran:
    (folder / "jmap.toml").touch()
    (folder / "trial.journey.yaml").write_text(text, encoding="utf-8")
    return jmap(command, *arguments, folder=folder, given=None, **env)


def on_github(folder: Path, *arguments: str, text: str = MAP, command: str = "validate") -> tuple[Ran, str]:
    summary = folder / "summary"
    ran = run(
        folder,
        *arguments,
        text=text,
        command=command,
        GITHUB_ACTIONS="true",
        GITHUB_STEP_SUMMARY=str(summary),
    )
    return ran, summary.read_text(encoding="utf-8") if summary.is_file() else ""


def test_on_github_annotations_are_printed_and_the_summary_is_written(tmp_path: Path) -> None:
    ran, summary = on_github(tmp_path)
    assert (ran.code, ran.out, ran.err) == (1, ANNOTATION, "")
    assert summary == run(tmp_path, "--format", "markdown").out


def test_elsewhere_neither_happens(tmp_path: Path) -> None:
    ran = run(tmp_path, GITHUB_ACTIONS="false", GITHUB_STEP_SUMMARY=str(tmp_path / "summary"))
    assert ran.out.startswith("error[JM201]")
    assert not (tmp_path / "summary").exists()


def test_a_format_that_is_said_is_kept_and_leaves_the_summary_alone(tmp_path: Path) -> None:
    ran, summary = on_github(tmp_path, "--format", "full")
    assert ran.out.startswith("error[JM201]")
    assert summary == ""


def test_files_are_written_beside_the_annotations(tmp_path: Path) -> None:
    ran, summary = on_github(tmp_path, "-o", "a.sarif")
    assert ran.out == ANNOTATION
    assert summary != ""
    assert (tmp_path / "a.sarif").is_file()


def test_two_commands_of_a_step_share_a_summary(tmp_path: Path) -> None:
    on_github(tmp_path)
    _, summary = on_github(tmp_path)
    once = run(tmp_path, "--format", "markdown").out
    assert summary == f"{once}\n{once}"


def test_an_audit_annotates_and_gives_its_verdict(tmp_path: Path) -> None:
    ran, summary = on_github(
        tmp_path, "--as-of", "2026-10-01", text=MAP.replace("trail", "trial"), command="audit"
    )
    assert ran.code == 0
    assert ran.out.startswith(
        "::error file=trial.journey.yaml,line=1,endLine=1,col=1,endColumn=5,title=JM501"
    )
    assert (
        summary
        == run(
            tmp_path,
            *("--format", "markdown", "--as-of", "2026-10-01"),
            text=MAP.replace("trail", "trial"),
            command="audit",
        ).out
    )
    # The log ends with the verdict, which the summary opens with.
    assert ran.out.splitlines()[-1] == summary.splitlines()[2]


def test_a_summary_is_cut_to_what_a_step_may_have(tmp_path: Path) -> None:
    touchpoints = "".join(f"  sign-up-{number}: {{stage: trail-{'x' * 200}}}\n" for number in range(1000))
    (tmp_path / "summary").write_text("#" * 950_000 + "\n", encoding="utf-8")
    ran, summary = on_github(tmp_path, text=MAP.split("  sign-up")[0] + touchpoints)
    assert (ran.code, ran.err) == (1, "")
    assert 960_000 < len(summary.encode()) <= FULL
    assert "more, the least grave, have no room here.\n" in summary


def test_a_summary_that_is_full_is_left_as_it_is_and_said(tmp_path: Path) -> None:
    (tmp_path / "summary").write_text("#" * (FULL - 100), encoding="utf-8")
    ran, summary = on_github(tmp_path)
    assert (ran.code, ran.out) == (1, ANNOTATION)
    assert ran.err == "note: the summary of this step is full, and nothing was added to it\n"
    assert len(summary) == FULL - 100


def test_a_summary_that_cannot_be_written_is_a_note(tmp_path: Path) -> None:
    (tmp_path / "summary").mkdir()
    ran, _ = on_github(tmp_path)
    assert (ran.code, ran.out) == (1, ANNOTATION)
    assert ran.err == "note: the summary of this step cannot be written: Is a directory\n"


@pytest.mark.parametrize("name", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
@pytest.mark.parametrize("format_", ["github", "gitlab", "junit", "markdown", "sarif"])
def test_paths_begin_where_the_service_checked_out(name: str, format_: str, tmp_path: Path) -> None:
    folder = tmp_path / "teams" / "growth"
    folder.mkdir(parents=True)
    out = run(folder, "--format", format_, **{name: str(tmp_path)}).out
    assert "teams/growth/trial.journey.yaml" in out
    assert str(tmp_path) not in out
    assert out != run(folder, "--format", format_).out


def test_a_checkout_elsewhere_or_here_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    plain = run(folder, "--format", "github").out
    for top in (tmp_path / "there", folder, ""):
        assert run(folder, "--format", "github", GITHUB_WORKSPACE=str(top)).out == plain


def test_a_checkout_behind_a_link_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "real" / "maps"
    folder.mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    out = run(folder, "--format", "github", GITHUB_WORKSPACE=str(tmp_path / "link")).out
    assert out.startswith("::error file=maps/trial.journey.yaml,")


def test_a_quiet_run_without_findings_prints_nothing(tmp_path: Path) -> None:
    ran, summary = on_github(tmp_path, "-q", text=MAP.replace("trail", "trial"))
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert summary == "### ✅ jmap: no findings in 1 file\n"


@pytest.mark.parametrize(
    ("actions", "fail_on", "style"),
    [
        ("true", "warning", Style(prefix="maps", fail_on=Severity.WARNING, open_only=True)),
        ("", "never", Style(prefix="maps", fail_on=None, open_only=False)),
    ],
)
def test_formats_are_told_what_is_around_them(
    actions: str, fail_on: str, style: Style, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", actions)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert for_services(Style(), Path(os.path.realpath(tmp_path)) / "maps", fail_on) == style


def test_code_scanning_gets_no_alert_of_what_is_accepted_or_gone(tmp_path: Path) -> None:
    folder = tmp_path / "maps"
    shutil.copytree(EXAMPLE, folder)
    states = {}
    for actions in ("true", ""):
        ran = jmap(
            *("validate", "--format", "sarif", "--as-of", "2026-10-01"), folder=folder, GITHUB_ACTIONS=actions
        )
        assert ran.code == 1
        (only,) = json.loads(ran.out)["runs"]
        states[actions] = Counter(each["baselineState"] for each in only["results"])
    assert states == {"true": {"new": 5}, "": {"new": 6, "unchanged": 1, "absent": 1}}
