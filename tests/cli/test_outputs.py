"""`--format` and `-o`: which format goes where, and what is said where that fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.program import Ran
from tests.cli.program import here as jmap
from tests.permissions import for_users

MAP = """\
jmap: 1
title: Trial
stages:
  trial: {}
touchpoints:
  sign-up: {stage: trail, pains: }
"""
FIRST = {
    "full": "error[JM201] unknown-reference",
    "concise": "trial.journey.yaml:6:20: error[JM201]",
    "github": "::error file=trial.journey.yaml,",
    "gitlab": '[\n  {\n    "description"',
    "json": '{\n  "version": 1',
    "jsonl": '{"rule":"JM201"',
    "junit": "<?xml version=",
    "markdown": "### \u274c jmap: 1 error and 1 warning",
    "sarif": '{\n  "$schema"',
}


def run(folder: Path, *arguments: str, text: str = MAP, command: str = "validate", **env: str) -> Ran:
    (folder / "jmap.toml").touch()
    (folder / "trial.journey.yaml").write_text(text, encoding="utf-8")
    return jmap(command, *arguments, folder=folder, given=None, **env)


@pytest.mark.parametrize("name", FIRST)
def test_every_format_goes_to_standard_output_and_none_changes_the_exit(name: str, tmp_path: Path) -> None:
    ran = run(tmp_path, "--format", name)
    assert ran.out.startswith(FIRST[name])
    assert (ran.code, ran.err) == (1, "")
    clean = run(tmp_path, "--format", name, text=MAP.replace("trail, pains: ", "trial"))
    assert (clean.code, clean.err) == (0, "")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.json", "json"),
        ("a.jsonl", "jsonl"),
        ("a.ndjson", "jsonl"),
        ("a.md", "markdown"),
        ("a.sarif", "sarif"),
        ("a.sarif.json", "sarif"),
        ("a.XML", "junit"),
        ("a.txt", "full"),
        ("deep/er/a.json", "json"),
        ("gitlab=a.json", "gitlab"),
        ("github=a", "github"),
        ("concise=x=y", "concise"),
        ("./x=y.json", "json"),
    ],
)
def test_a_file_gets_the_format_of_its_name_or_the_one_said(file: str, name: str, tmp_path: Path) -> None:
    ran = run(tmp_path, "-o", file)
    path = tmp_path / (file.split("=", 1)[1] if file.startswith(f"{name}=") else file)
    assert path.read_text(encoding="utf-8").startswith(FIRST[name])
    assert (ran.code, ran.out[:12], ran.err) == (1, "error[JM201]", "")


def test_several_files_are_written_in_one_run_and_are_what_the_formats_print(tmp_path: Path) -> None:
    run(tmp_path, "-o", "a.sarif", "-o", "junit=b", "-o", "c.json", "--format", "concise")
    for file, name in (("a.sarif", "sarif"), ("b", "junit"), ("c.json", "json")):
        printed = run(tmp_path, "--format", name).out
        assert (tmp_path / file).read_text(encoding="utf-8") == printed


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (
            ["a.pdf"],
            "error: no format is known for `a.pdf`\n  write `-o FORMAT=a.pdf`, one of full, concise, ",
        ),
        (["srif=a"], "error: no format `srif`\n  did you mean `sarif`?\n"),
        (["a.html"], "error: no format `html`\n"),
        (
            ["-"],
            "error: `-` names no file for `-o`\n  what goes to standard output is chosen by `--format`\n",
        ),
        (["sarif=-"], "error: `sarif=-` names no file for `-o`\n"),
        (["sarif="], "error: `sarif=` names no file for `-o`\n"),
        (["folder/"], "error: `folder/` names no file for `-o`\n"),
        (
            ["a.json", "jsonl=a.json"],
            "error: `a.json` is named for two outputs\n  give each a file of its own\n",
        ),
        (["jmap.toml/a.json"], "error: `jmap.toml/a.json` cannot be written: "),
        (["json=."], "error: `json=.` names no file for `-o`\n"),
        (["json=.."], "error: `..` cannot be written: `..` is not an ordinary file\n"),
    ],
)
def test_what_cannot_be_written_exits_with_2_and_says_why(
    output: list[str], message: str, tmp_path: Path
) -> None:
    ran = run(tmp_path, *(part for each in output for part in ("-o", each)))
    assert ran.code == 2
    assert ran.err.startswith(message)
    assert "Traceback" not in ran.err


@for_users
def test_a_folder_without_permission_is_said(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    ran = run(tmp_path, "-o", "closed/a.json")
    assert ran.code == 2
    assert ran.err == "error: `closed/a.json` cannot be written: Permission denied\n"


def test_an_output_is_not_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.json").symlink_to(tmp_path / "elsewhere")
    ran = run(tmp_path, "-o", "a.json")
    assert (ran.code, (tmp_path / "elsewhere").exists()) == (2, False)
    assert (
        ran.err
        == "error: `a.json` cannot be written: `a.json` is a link, and links are not written through\n"
    )


@pytest.mark.parametrize("fail_on", ["error", "warning", "info", "never"])
@pytest.mark.parametrize("name", FIRST)
def test_the_exit_is_that_of_fail_on_whatever_the_format(name: str, fail_on: str, tmp_path: Path) -> None:
    text = MAP.replace("trail", "trial")
    codes = {"error": 0, "warning": 1, "info": 1, "never": 0}
    assert run(tmp_path, "--format", name, "--fail-on", fail_on, text=text).code == codes[fail_on]


def test_junit_fails_what_fails_the_run(tmp_path: Path) -> None:
    assert run(tmp_path, "--format", "junit").out.count("<failure") == 1
    assert run(tmp_path, "--format", "junit", "--fail-on", "warning").out.count("<failure") == 2


def test_junit_names_every_file_read(tmp_path: Path) -> None:
    text = MAP.replace("trail, pains: ", "trial").replace("stages:", "uses: library.journey.yaml\nstages:")
    (tmp_path / "library.journey.yaml").write_text("jmap: 1\ntitle: Library\n", encoding="utf-8")
    out = run(tmp_path, "--format", "junit", text=text).out
    assert out.count("<testcase ") == 2
    assert '<testcase classname="library" name="no findings" time="0"/>' in out


@pytest.mark.parametrize("name", FIRST)
def test_an_audit_speaks_every_format(name: str, tmp_path: Path) -> None:
    ran = run(tmp_path, "--format", name, text=MAP.replace("trail, pains: ", "trial"), command="audit")
    assert ran.code == 0
    assert name == "full" or "JM602" in ran.out


def test_an_audit_tells_services_of_the_maps_left_out(tmp_path: Path) -> None:
    for name in ("github", "gitlab", "junit", "markdown", "sarif", "jsonl"):
        ran = run(tmp_path, "--format", name, command="audit")
        assert ran.code == 1
        assert "JM201" in ran.out, name
        assert ran.err.startswith("error[JM201]")


def test_an_audits_verdict_stands_in_the_log_and_in_the_markdown(tmp_path: Path) -> None:
    text = MAP.replace("trail, pains: ", "trial")
    verdict = run(tmp_path, text=text, command="audit").out.split("\n\n")[0].replace("\n", " ")
    log = run(tmp_path, "--format", "github", text=text, command="audit").out
    assert log.endswith(f"{verdict}\n")
    comment = run(tmp_path, "--format", "markdown", text=text, command="audit").out
    assert comment.startswith(f"### ❌ jmap audit\n\n{verdict}\n")


def test_sarif_describes_every_rule_asked_for(tmp_path: Path) -> None:
    text = MAP.replace("trail, pains: ", "trial")
    for command, prefixes in (("validate", "01234"), ("audit", "0123456789")):
        ran = run(tmp_path, "--format", "sarif", text=text, command=command)
        rules = json.loads(ran.out)["runs"][0]["tool"]["driver"]["rules"]
        assert {each["id"][2] for each in rules} == set(prefixes)
    few = run(tmp_path, "--format", "sarif", "--select", "JM2", "--ignore", "JM203", text=text)
    codes = [each["id"] for each in json.loads(few.out)["runs"][0]["tool"]["driver"]["rules"]]
    assert "JM201" in codes
    assert "JM203" not in codes
    # What keeps a file from being read is told whatever is selected.
    assert {code[:3] for code in codes} == {"JM0", "JM2"}


def test_the_json_of_both_commands_keeps_to_the_schema(tmp_path: Path) -> None:
    schema = json.loads(jmap("schema", "--of-findings", folder=tmp_path).out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for command in ("validate", "audit"):
        ran = run(tmp_path, "--format", "json", command=command)
        data = json.loads(ran.out)
        Draft202012Validator(schema).validate(data)
        found = data["findings"] or data["errors"]
        assert found[0]["rule"] == "JM201"


def test_one_schema_at_a_time(tmp_path: Path) -> None:
    ran = jmap("schema", "--of-findings", "--of-config", folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error: `--of-config` and `--of-findings` ask for two schemas\n  say one of them\n"
