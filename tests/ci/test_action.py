"""The action for GitHub: its steps run in bash as the runner runs them, on good, bad and hostile input."""

from __future__ import annotations

import re
import sys
import sysconfig
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from check_jsonschema.builtin_schemas import get_builtin_schema  # type: ignore[import-untyped]

import yaml
from tests.ci.runner import Ran, jmap_program, program, run_steps

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]
DEFAULTS = {name: str(each["default"]) for name, each in ACTION["inputs"].items()}
GOOD = "jmap: 1\ntitle: Trial\nstages:\n  start: {}\n"
BAD = "jmap: 1\ntitle: Trial\nstages:\n  start: {next: nowhere}\n  go:\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "temp").mkdir()
    folder = tmp_path / "repository"
    (folder / "our maps").mkdir(parents=True)
    (folder / "jmap.toml").write_bytes(b"")
    (folder / "good.journey.yaml").write_bytes(GOOD.encode())
    (folder / "our maps" / "bad.journey.yaml").write_bytes(BAD.encode())
    return folder


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """Return a Python that makes environments in which pip only writes down what it should install."""
    ready = tmp_path / "ready"
    jmap_program(ready / "jmap")
    noted = f'[ "$3" = pip ] && {{ echo "$@" > "{tmp_path}/pip.log"; exit; }}\n'
    program(ready / "python", f'{noted}exec "{sys.executable}" "$@"\n')
    made = f'mkdir -p "$4" && cp -r "{ready}" "$4/bin"\n'
    return program(tmp_path / "python", f'[ "$1 $2 $3" = "-I -m venv" ] && {made}')


def act(repository: Path, python: Path, **inputs: str) -> Ran:
    """Run the action with some inputs; the step that sets Python up has named one."""
    given = {**DEFAULTS, **{name.replace("_", "-"): value for name, value in inputs.items()}}
    steps = [{**step, "env": {**step.get("env", {})}} for step in STEPS[1:]]
    assert steps[0]["env"]["JMAP_PYTHON"] == "${{ steps.python.outputs.python-path || 'python3' }}"
    steps[0]["env"]["JMAP_PYTHON"] = str(python)
    env = {"GITHUB_ACTION_PATH": str(ROOT)}
    return run_steps(steps, repository, repository.parent / "temp", inputs=given, env=env)


def test_it_is_an_action_as_github_defines_it() -> None:
    jsonschema.validate(ACTION, get_builtin_schema("vendor.github-actions"))


def test_every_action_it_uses_is_pinned_to_a_commit() -> None:
    lines = re.findall(r"uses: (.*)", (ROOT / "action.yml").read_text(encoding="utf-8"))
    assert [line for line in lines if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


def test_no_input_is_put_into_a_script() -> None:
    assert [step["name"] for step in STEPS if "${{" in step.get("run", "")] == []


def test_good_maps_pass_and_are_counted(repository: Path, python: Path) -> None:
    ran = act(repository, python, paths="good.journey.yaml")
    assert (ran.code, ran.errors) == (0, "")
    outputs = ran.outputs["validate"]
    report = outputs.pop("report")
    assert outputs == {"exit-code": "0", "errors": "0", "warnings": "0", "infos": "0"}
    assert Path(report).is_relative_to(repository.parent / "temp")
    assert (repository.parent / "pip.log").read_text().split()[-1] == str(ROOT)
    assert sorted(path.name for path in repository.iterdir()) == [
        "good.journey.yaml",
        "jmap.toml",
        "our maps",
    ]


def test_bad_maps_fail_the_step_after_the_counts_are_given_out(repository: Path, python: Path) -> None:
    ran = act(repository, python)
    assert ran.code == 1
    outputs = ran.outputs["validate"]
    assert (outputs["exit-code"], outputs["errors"], outputs["warnings"]) == ("1", "1", "1")
    assert "no stage `nowhere`" in ran.log


def test_findings_are_annotations_and_the_summary_of_the_run(repository: Path, python: Path) -> None:
    ran = act(repository, python)
    (error,) = [line for line in ran.log.splitlines() if line.startswith("::error ")]
    assert "file=our maps/bad.journey.yaml" in error
    assert "line=4," in error
    assert "JM201" in ran.summary


def test_annotations_name_files_from_the_top_of_the_repository(repository: Path, python: Path) -> None:
    (repository / "our maps" / "jmap.toml").write_bytes(b"")
    ran = act(repository, python, working_directory="our maps")
    (error,) = [line for line in ran.log.splitlines() if line.startswith("::error ")]
    assert "file=our maps/bad.journey.yaml" in error


def test_another_format_takes_the_place_of_annotations(repository: Path, python: Path) -> None:
    ran = act(repository, python, format="concise")
    assert ran.log.splitlines()[0].startswith("our maps/bad.journey.yaml:4:17: error[JM201]")


def test_fail_on_decides(repository: Path, python: Path) -> None:
    assert act(repository, python, fail_on="never").code == 0
    (repository / "our maps" / "bad.journey.yaml").write_bytes(BAD.replace("next: nowhere", "").encode())
    assert act(repository, python).code == 0
    assert act(repository, python, fail_on="warning").code == 1


def test_a_wrong_call_exits_with_2_and_gives_no_counts(repository: Path, python: Path) -> None:
    ran = act(repository, python, args="--select=JM999")
    assert (ran.code, ran.outputs["validate"]) == (2, {"exit-code": "2"})
    assert "JM999" in ran.errors


def test_arguments_and_paths_stand_one_a_line(repository: Path, python: Path) -> None:
    (repository / "-odd.journey.yaml").write_bytes(GOOD.encode())
    ran = act(
        repository,
        python,
        args="  --ignore=JM113\n\n--ignore\nJM201\n",
        paths="\nour maps\n  good.journey.yaml  \n-odd.journey.yaml\n",
        format="concise",
    )
    assert (ran.code, ran.log) == (0, "no findings in 3 files\n")


@pytest.mark.parametrize(
    "text", ['"; touch owned; "', "$(touch owned)", "`touch owned`", "a && touch owned", "x\n-o=y"]
)
@pytest.mark.parametrize("name", ["paths", "args", "fail_on", "format", "upload_sarif", "version"])
def test_an_input_is_never_a_command(repository: Path, python: Path, name: str, text: str) -> None:
    act(repository, python, **{name: text})
    assert [path.name for path in repository.parent.rglob("owned")] == []


@pytest.mark.parametrize("module", ["json", "venv", "pip", "yaml", "jmap", "sitecustomize"])
def test_a_module_of_the_repository_does_not_run(repository: Path, python: Path, module: str) -> None:
    (repository / f"{module}.py").write_text("raise SystemExit('owned')\n", encoding="utf-8")
    ran = act(repository, python, paths="good.journey.yaml")
    assert (ran.code, ran.errors) == (0, "")


@pytest.mark.parametrize(
    ("version", "wanted"), [("", str(ROOT)), ("0.1.0", "jmap==0.1.0"), ("~=0.1.0", "jmap~=0.1.0")]
)
def test_a_version_may_be_asked_for(repository: Path, python: Path, version: str, wanted: str) -> None:
    act(repository, python, version=version)
    assert (repository.parent / "pip.log").read_text().split()[-1] == wanted


def test_sarif_is_uploaded_where_asked_for_also_when_the_maps_are_bad(repository: Path, python: Path) -> None:
    assert act(repository, python).used == {}
    ran = act(repository, python, upload_sarif="true")
    assert ran.code == 1
    upload = ran.used["github/codeql-action/upload-sarif"]
    assert upload == {"sarif_file": ran.outputs["validate"]["sarif"], "category": "jmap"}
    assert '"JM201"' in Path(upload["sarif_file"]).read_text(encoding="utf-8")
    ran = act(repository, python, upload_sarif="true", working_directory="our maps")
    assert ran.used["github/codeql-action/upload-sarif"]["category"] == "jmap/our maps"


def test_the_checkout_of_the_action_is_installed(repository: Path, tmp_path: Path) -> None:
    """Install for once: without a network, what is needed comes from the environment of the tests."""
    site = sysconfig.get_path("purelib")
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    python = program(
        tmp_path / "python",
        f'"{sys.executable}" "$@" && echo "{site}" > "$4/lib/{version}/site-packages/tests.pth"\n',
    )
    env = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0"}
    env["GITHUB_ACTION_PATH"] = str(ROOT)
    install, validate = STEPS[1:3]
    steps = [{**install, "env": {**install["env"], "JMAP_PYTHON": str(python)}}, validate]
    ran = run_steps(steps, repository, tmp_path / "temp", inputs={**DEFAULTS, "format": "concise"}, env=env)
    assert ran.log.splitlines()[-1] == "1 error and 1 warning in 1 of 2 files"
    assert ran.code == 1
    (installed,) = (tmp_path / "temp").glob("jmap.*/venv/lib/*/site-packages/jmap/__init__.py")
    assert installed.is_file()
