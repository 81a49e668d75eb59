"""The template for GitLab: its script runs in bash as the runner runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from check_jsonschema.builtin_schemas import get_builtin_schema  # type: ignore[import-untyped]

import jmap
import yaml
from tests.ci.runner import Ran, path_with_jmap, run_job

ROOT = Path(__file__).parents[2]
TEMPLATE: dict[str, Any] = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8"))
JOB = TEMPLATE["jmap-validate"]
GOOD = "jmap: 1\ntitle: Trial\nstages:\n  start: {}\n"
BAD = "jmap: 1\ntitle: Trial\nstages:\n  start: {next: nowhere}\n  go:\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    (folder / "our maps").mkdir(parents=True)
    (folder / "our maps" / "jmap.toml").write_bytes(b"")
    (folder / "our maps" / "bad.journey.yaml").write_bytes(BAD.encode())
    (folder / "good.journey.yaml").write_bytes(GOOD.encode())
    return folder


def work(repository: Path, **variables: str) -> Ran:
    path = path_with_jmap(repository.parent / "programs")
    return run_job(JOB, repository, {**variables, "PATH": path})


def quality(repository: Path) -> Any:
    return json.loads((repository / JOB["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))


def test_it_is_what_gitlab_defines() -> None:
    jsonschema.validate(TEMPLATE, get_builtin_schema("vendor.gitlab-ci"))


def test_it_installs_this_version(repository: Path) -> None:
    work(repository)
    said = (repository.parent / "programs" / "pip.log").read_text()
    assert said.split()[-1] == f"jmap~={jmap.__version__}"


def test_findings_become_a_code_quality_report_and_failed_tests(repository: Path) -> None:
    ran = work(repository)
    assert (ran.code, ran.errors) == (1, "")
    error, warning = sorted(quality(repository), key=lambda each: str(each["severity"]))
    assert (error["check_name"], error["severity"]) == ("JM201", "major")
    assert (warning["check_name"], warning["severity"]) == ("JM113", "minor")
    assert error["location"]["path"] == "our maps/bad.journey.yaml"
    tests = ET.parse(repository / JOB["artifacts"]["reports"]["junit"]).getroot()
    assert tests.find(".//failure") is not None


def test_good_maps_leave_an_empty_code_quality_report(repository: Path) -> None:
    (repository / "our maps" / "bad.journey.yaml").unlink()
    ran = work(repository)
    assert (ran.code, quality(repository)) == (0, [])


def test_a_workspace_in_a_folder_is_named_from_the_top_of_the_repository(repository: Path) -> None:
    ran = work(repository, JMAP_DIRECTORY="our maps")
    assert ran.code == 1
    assert {each["location"]["path"] for each in quality(repository)} == {"our maps/bad.journey.yaml"}


def test_fail_on_and_more_arguments(repository: Path) -> None:
    assert work(repository, JMAP_FAIL_ON="never").code == 0
    assert work(repository, JMAP_ARGS="--ignore JM201 --ignore=JM113").code == 0
    assert work(repository, JMAP_ARGS="--ignore=JM201", JMAP_FAIL_ON="warning").code == 1


@pytest.mark.parametrize("name", ["JMAP_ARGS", "JMAP_FAIL_ON", "JMAP_DIRECTORY", "JMAP_REQUIREMENT"])
@pytest.mark.parametrize("text", ['"; touch owned; "', "$(touch owned)", "`touch owned`", "x; touch owned"])
def test_a_variable_is_never_a_command(repository: Path, name: str, text: str) -> None:
    work(repository, **{name: text})
    assert list(repository.parent.rglob("owned")) == []
