"""The page on CI: its files are what their services take, its commands run, its versions are ours."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from check_jsonschema.builtin_schemas import get_builtin_schema  # type: ignore[import-untyped]
from ruamel.yaml import YAML

import jmap
from jmap.formats import registry
from jmap.project import REPOSITORY
from tests.ci.runner import path_with_jmap, run_job, run_steps
from tests.cli.program import here as run_jmap

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
FILES: dict[str, str] = dict(re.findall(r"```(?:yaml|json) (\S+)\n(.*?)```", PAGE, re.DOTALL))
SCHEMAS = {
    ".github/workflows/journeys.yml": "vendor.github-workflows",
    ".github/workflows/scanning.yml": "vendor.github-workflows",
    ".github/workflows/by-hand.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    "by-hand.gitlab-ci.yml": "vendor.gitlab-ci",
    "azure-pipelines.yml": "vendor.azure-pipelines",
}
CALLS: list[str] = re.findall(r"^\$ (jmap .*)$", PAGE, re.MULTILINE)
PINS = ("action.yml", "docs/ci.md", "src/jmap/blueprints/ci_files.py")


def read(name: str) -> Any:
    return YAML(typ="safe", pure=True).load(FILES[name])


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    """Return a workspace with the map that the page names, in a place of its own."""
    folder = tmp_path / "maps"
    (folder / "journeys").mkdir(parents=True)
    (folder / "jmap.toml").write_bytes(b"")
    text = "jmap: 1\ntitle: Renewal\nstages: {look-back: {goal: See what the year was worth}}\n"
    (folder / "journeys" / "renewal.journey.yaml").write_bytes(text.encode())
    return folder


def test_every_file_is_known_here() -> None:
    assert FILES.keys() == {*SCHEMAS, ".pre-commit-config.yaml", ".vscode/tasks.json"}


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_file_is_what_its_service_defines(name: str) -> None:
    validator = jsonschema.validators.validator_for(get_builtin_schema(SCHEMAS[name]))
    errors = list(validator(get_builtin_schema(SCHEMAS[name])).iter_errors(read(name)))
    assert [(list(error.path), error.message[:200]) for error in errors] == []


@pytest.mark.parametrize("name", ["journeys", "scanning"])
def test_the_action_has_the_inputs_that_are_given(name: str) -> None:
    action = YAML(typ="safe", pure=True).load((ROOT / "action.yml").read_text(encoding="utf-8"))
    steps = read(f".github/workflows/{name}.yml")["jobs"]["validate"]["steps"]
    (step,) = [step for step in steps if step.get("uses", "").startswith("jmap-dev/jmap@")]
    assert step.get("with", {}).keys() <= action["inputs"].keys()
    asked = re.findall(r"steps\.journeys\.outputs\.([\w-]+)", FILES[f".github/workflows/{name}.yml"])
    assert set(asked) <= action["outputs"].keys()


def test_the_tables_name_all_inputs_and_all_outputs_of_the_action() -> None:
    action = YAML(typ="safe", pure=True).load((ROOT / "action.yml").read_text(encoding="utf-8"))
    table = PAGE.partition("| input | what it says |")[2].partition("No permission")[0]
    named = set(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE))
    assert named == action["inputs"].keys()
    assert set(re.findall(r"`([\w-]+)`", table.partition("It gives out")[2])) == action["outputs"].keys()


def test_the_formats_are_those_that_there_are() -> None:
    table = PAGE.partition("| `--format`, `-o` | for |")[2].partition("\n\n")[0]
    named = {name for row in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert named | {"full"} == set(registry.names())


def test_steps_by_hand_run(maps: Path, tmp_path: Path) -> None:
    (tmp_path / "temp").mkdir()
    env = {"PATH": path_with_jmap(tmp_path / "programs")}
    steps = read(".github/workflows/by-hand.yml")["jobs"]["validate"]["steps"]
    assert run_steps(steps, maps, tmp_path / "temp", env=env).code == 0
    assert (maps / "site" / "index.html").is_file()
    assert json.loads((maps / "jmap.json").read_text(encoding="utf-8"))["summary"]["errors"] == 0
    job = read("by-hand.gitlab-ci.yml")["journeys"]
    assert run_job(job, maps, env).code == 0
    for report in job["artifacts"]["reports"].values():
        assert (maps / report).is_file()
    azure = [step["script"] for step in read("azure-pipelines.yml")["steps"] if "script" in step]
    assert run_job({"script": azure}, maps, env).code == 0
    (jenkins,) = re.findall(r"^sh '(.*)'$", PAGE, re.MULTILINE)
    assert run_job({"script": [jenkins]}, maps, env).code == 0


@pytest.mark.parametrize("call", CALLS)
def test_every_command_runs(maps: Path, call: str) -> None:
    command, _, source = call.partition(" < ")
    given = (maps / source).read_bytes() if source else None
    ran = run_jmap(*shlex.split(command)[1:], folder=maps, given=given)
    if "--gate" in call:
        # A map of one stage passes no gate.
        assert (ran.code, ran.err[:6]) == (1, "gate: ")
    else:
        assert (ran.code, ran.err) == (0, "")
    for name in re.findall(r"-o (?:\w+=)?(\S+)", command):
        assert (maps / name).is_file()


def test_the_pattern_for_an_editor_reads_every_line_but_the_last(maps: Path) -> None:
    (pattern,) = [json.loads(FILES[".vscode/tasks.json"])["tasks"][0]["problemMatcher"]["pattern"]]
    shutil.copytree(ROOT / "docs" / "compared" / "renewal", maps, dirs_exist_ok=True)
    *lines, _ = run_jmap("validate", "--format", "concise", folder=maps).out.splitlines()
    found = [re.fullmatch(pattern["regexp"], line) for line in lines]
    assert len(found) > 10
    for match in found:
        assert match is not None
        assert (maps / match[pattern["file"]]).is_file()
        assert match[pattern["code"]].startswith("JM")


def test_versions_and_addresses_are_of_this_project() -> None:
    texts = [PAGE, (ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8")]
    for text in texts:
        assert set(re.findall(r"jmap~=([\d.]+\d)", text)) == {jmap.__version__}
    owner = REPOSITORY.removeprefix("https://github.com/")
    tags = re.findall(rf"{owner}(?:@|/)v([\d.]+\d)", PAGE) + re.findall(r"rev: v([\d.]+\d)", PAGE)
    assert set(tags) == {jmap.__version__}
    assert f"repo: {REPOSITORY}\n" in PAGE


def test_an_action_is_pinned_to_the_same_commit_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for name in PINS:
        text = (ROOT / name).read_text(encoding="utf-8")
        for action, commit in re.findall(r"uses: ([\w-]+/[\w-]+)[\w/-]*@([0-9a-f]{40} # v[\d.]+)", text):
            pins.setdefault(action, set()).add(commit)
    assert {action: len(commits) for action, commits in pins.items()} == {
        "actions/checkout": 1,
        "actions/setup-python": 1,
        "actions/upload-artifact": 1,
        "github/codeql-action": 1,
    }


def test_every_link_leads_to_a_file() -> None:
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", PAGE) if "://" not in target]
    assert [target for target in targets if not (ROOT / "docs" / target).exists()] == []
