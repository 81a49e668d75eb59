"""The files that `jmap init --ci` writes: what they say is run, on the map beside them and a broken one."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from check_jsonschema.builtin_schemas import get_builtin_schema  # type: ignore[import-untyped]
from ruamel.yaml import YAML

import jmap
from jmap.project import REPOSITORY
from tests.ci.runner import Ran, path_with_jmap, run_job, run_steps
from tests.cli.program import here as run_jmap

FOLDERS = ["", "docs/our maps"]
WORKFLOW = ".github/workflows/jmap.yml"


def begin(top: Path, folder: str, service: str) -> Path:
    """Make a repository with a workspace in a folder, and return the workspace."""
    (top / ".git").mkdir(parents=True)
    ran = run_jmap("init", *([folder] if folder else []), "--blueprint", "blank", "--ci", service, folder=top)
    assert (ran.code, ran.err) == (0, "")
    return top / folder


def read(file: Path) -> Any:
    # YAML 1.2, in which `on` is a text.
    return YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))


def break_map(home: Path) -> None:
    file = home / "blank.journey.yaml"
    text, count = re.subn(r"stage: [\w-]+", "stage: nowhere", file.read_text(encoding="utf-8"), count=1)
    assert count == 1
    file.write_text(text, encoding="utf-8")


def github(top: Path) -> Ran:
    job = read(top / WORKFLOW)["jobs"]["journeys"]
    temporary = top.parent / "temp"
    temporary.mkdir(exist_ok=True)
    return run_steps(
        job["steps"],
        top,
        temporary,
        folder=job.get("defaults", {}).get("run", {}).get("working-directory", "."),
        env={"PATH": path_with_jmap(top.parent / "programs")},
    )


def gitlab(top: Path) -> tuple[Any, Ran]:
    job = read(top / ".gitlab-ci.yml")["journeys"]
    return job, run_job(job, top, {"PATH": path_with_jmap(top.parent / "programs")})


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_workflow_checks_draws_and_keeps(tmp_path: Path, folder: str) -> None:
    top = tmp_path / "top"
    home = begin(top, folder, "github")
    ran = github(top)
    assert (ran.code, ran.errors) == (0, "")
    assert (tmp_path / "programs" / "pip.log").read_text() == f"install jmap~={jmap.__version__}\n"
    kept = top / ran.used["actions/upload-artifact"]["path"]
    assert kept == home / "site"
    assert (kept / "index.html").is_file()


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_workflow_fails_on_a_broken_map_and_says_where(tmp_path: Path, folder: str) -> None:
    top = tmp_path / "top"
    break_map(begin(top, folder, "github"))
    ran = github(top)
    assert ran.code == 1
    shown = f"{folder}/blank.journey.yaml" if folder else "blank.journey.yaml"
    (error,) = [line for line in ran.log.splitlines() if line.startswith("::error ")]
    assert f"file={shown}," in error
    assert "JM201" in ran.summary


def test_actions_are_pinned_to_commits(tmp_path: Path) -> None:
    begin(tmp_path / "top", "", "github")
    text = (tmp_path / "top" / WORKFLOW).read_text(encoding="utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert [line for line in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_step_in_comments_works_once_it_is_none(tmp_path: Path, folder: str) -> None:
    top = tmp_path / "top"
    break_map(begin(top, folder, "github"))
    file = top / WORKFLOW
    text = file.read_text(encoding="utf-8")
    step = text.index("      # - uses: github/codeql-action")
    text = text[:step] + text[step:].replace("      # ", "      ")
    file.write_text(
        text.replace("  # security-events: write  #", "  security-events: write  #"), encoding="utf-8"
    )
    workflow = read(file)
    jsonschema.validate(workflow, get_builtin_schema("vendor.github-workflows"))
    assert workflow["permissions"] == {"contents": "read", "security-events": "write"}
    ran = github(top)
    assert ran.code == 1
    sarif = top / ran.used["github/codeql-action/upload-sarif"]["sarif_file"]
    results = json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert [each["ruleId"] for each in results] == ["JM201"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_job_of_gitlab_keeps_pages_and_reports(tmp_path: Path, folder: str) -> None:
    top = tmp_path / "top"
    home = begin(top, folder, "gitlab")
    job, ran = gitlab(top)
    assert (ran.code, ran.errors) == (0, "")
    (pages,) = job["artifacts"]["paths"]
    assert (top / pages / "index.html").is_file()
    reports = job["artifacts"]["reports"]
    assert json.loads((top / reports["codequality"]).read_text(encoding="utf-8")) == []
    break_map(home)
    job, ran = gitlab(top)
    assert ran.code == 1
    (found,) = json.loads((top / reports["codequality"]).read_text(encoding="utf-8"))
    assert found["check_name"] == "JM201"
    assert top / found["location"]["path"] == home / "blank.journey.yaml"
    assert ET.parse(top / reports["junit"]).getroot().find(".//failure") is not None


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_hook_is_that_of_this_version_and_enters_the_workspace(tmp_path: Path, folder: str) -> None:
    top = tmp_path / "top"
    break_map(begin(top, folder, "pre-commit"))
    (repository,) = read(top / ".pre-commit-config.yaml")["repos"]
    assert (repository["repo"], repository["rev"]) == (REPOSITORY, f"v{jmap.__version__}")
    (hook,) = repository["hooks"]
    (declared,) = read(Path(__file__).parents[2] / ".pre-commit-hooks.yaml")
    assert hook["id"] == declared["id"]
    command = [*shlex.split(declared["entry"]), *hook.get("args", []), "--format=concise"]
    path = path_with_jmap(tmp_path / "programs")
    ran = subprocess.run(command, cwd=top, env={"PATH": path}, capture_output=True, text=True, check=False)
    assert ran.stdout.splitlines()[-1] == "1 error in 1 of 1 file"
    assert ran.returncode == 1
