"""`jmap baseline` from the outside, and what `jmap validate` makes of it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.program import Ran
from tests.cli.program import here as jmap
from tests.findings.test_suppressions import run as validated

OLD = """\
jmap: 1
title: Renting a bike
stages:
  ride: Ride
touchpoints:
  unlock:
    stage: rid
    gains:
"""
NEW = OLD + "    colour: red\n"
DAY = ("--as-of", "2026-10-15")
UNLOCKED = '"message": "no stage `rid`", "since": "2026-10-15"'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "jmap.toml").touch()
    write(tmp_path, OLD)
    return tmp_path


def write(root: Path, text: str, name: str = "renting") -> None:
    (root / f"{name}.journey.yaml").write_bytes(text.encode())


def baseline(root: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((root / "jmap-baseline.json").read_text(encoding="utf-8"))
    return content


def rules(root: Path) -> list[str]:
    return [entry["rule"] for entry in baseline(root)["findings"]]


def concise(root: Path, *arguments: str) -> Ran:
    return jmap("validate", "--format", "concise", *DAY, *arguments, folder=root)


def test_the_first_write_accepts_all_and_validate_is_clean(root: Path) -> None:
    ran = jmap("baseline", "write", *DAY, folder=root)
    assert (ran.code, ran.out, ran.err) == (0, "2 entries written to jmap-baseline.json\n", "")
    assert (root / "jmap-baseline.json").read_text(encoding="utf-8") == (
        '{\n  "version": 1,\n  "findings": [\n'
        '    {"fingerprint": "59fdeb95c776ddb7", "rule": "JM113", "file": "renting.journey.yaml", '
        '"message": "`gains` has nothing under it", "since": "2026-10-15"},\n'
        '    {"fingerprint": "6d10860faeeee07c", "rule": "JM201", "file": "renting.journey.yaml", '
        f"{UNLOCKED}}}\n"
        "  ]\n}\n"
    )
    ran = jmap("validate", "--format", "json", folder=root)
    report = json.loads(ran.out)
    assert (ran.code, ran.err, report["findings"], report["summary"]["baselined"]) == (0, "", [], 2)
    ran = concise(root, "--no-baseline")
    assert ran.code == 1
    assert ran.out.startswith("renting.journey.yaml:7:12: error[JM201] no stage `rid`")


def test_what_is_new_fails_and_is_never_added_quietly(root: Path) -> None:
    jmap("baseline", "write", *DAY, folder=root)
    before = (root / "jmap-baseline.json").read_bytes()
    write(root, NEW)
    assert concise(root).out.splitlines()[0].startswith("renting.journey.yaml:9:5: error[JM101]")
    ran = jmap("baseline", "write", "--as-of", "2026-12-01", folder=root)
    assert ran.code == 1
    assert ran.out.splitlines()[0].startswith("renting.journey.yaml:9:5: error[JM101]")
    assert ran.err == "not in jmap-baseline.json: mend them, or add them with `--accept-new`\n"
    assert (root / "jmap-baseline.json").read_bytes() == before
    ran = jmap("baseline", "write", "--accept-new", "--as-of", "2026-12-01", folder=root)
    assert (ran.code, ran.out) == (0, "1 entry written to jmap-baseline.json, 3 in all\n")
    since = {entry["rule"]: entry["since"] for entry in baseline(root)["findings"]}
    assert since == {"JM101": "2026-12-01", "JM113": "2026-10-15", "JM201": "2026-10-15"}
    assert concise(root).code == 0


def test_nothing_is_written_where_nothing_is_new(root: Path) -> None:
    jmap("baseline", "write", *DAY, folder=root)
    file = root / "jmap-baseline.json"
    # However it is laid out.
    file.write_text(json.dumps(baseline(root)), encoding="utf-8")
    os.utime(file, ns=(1, 1))
    ran = jmap("baseline", "write", "--accept-new", folder=root)
    assert ran.out == "no new findings; jmap-baseline.json stays as it is, with 2 entries\n"
    ran = jmap("baseline", "prune", folder=root)
    assert ran.out == "nothing to take out of jmap-baseline.json, with 2 entries\n"
    assert file.stat().st_mtime_ns == 1


def test_a_clean_workspace_gets_no_baseline(root: Path) -> None:
    write(root, OLD.replace("rid\n    gains:", "ride"))
    ran = jmap("baseline", "write", folder=root)
    assert (ran.code, ran.out) == (0, "no findings to accept\n")
    assert not (root / "jmap-baseline.json").exists()


def test_prune_takes_out_what_is_mended_and_says_which(root: Path) -> None:
    jmap("baseline", "write", *DAY, folder=root)
    write(root, OLD.replace("rid\n", "ride\n"))
    ran = concise(root)
    assert (ran.code, ran.err) == (
        0,
        "note: 1 finding in jmap-baseline.json did not occur again; see `jmap baseline prune`\n",
    )
    assert concise(root, "-q").err == ""
    ran = jmap("baseline", "prune", folder=root)
    assert ran.code == 0
    assert ran.out == (
        "renting.journey.yaml: JM201 no stage `rid` (accepted since 2026-10-15)\n"
        "1 entry taken out of jmap-baseline.json, 1 left\n"
    )
    assert rules(root) == ["JM113"]
    write(root, OLD)
    ran = jmap("baseline", "prune", folder=root)
    assert ran.out == "nothing to take out of jmap-baseline.json, with 1 entry\n"
    assert concise(root).code == 1


def test_prune_takes_out_what_a_comment_silences(root: Path) -> None:
    jmap("baseline", "write", *DAY, folder=root)
    write(root, OLD.replace("stage: rid", "stage: rid # jmap: ignore[JM201] a slip until=2026-11-30"))
    report = validated(root)
    assert (report.suppressed, report.absent) == (1, None)
    assert concise(root).err == ""
    ran = jmap("baseline", "prune", *DAY, folder=root)
    assert ran.out.splitlines()[0] == "renting.journey.yaml: JM201 no stage `rid` (silenced by a comment)"
    assert concise(root).code == 0
    assert concise(root, "--as-of", "2026-12-01").code == 1


def test_the_last_entry_may_go_and_the_file_stays(root: Path) -> None:
    jmap("baseline", "write", *DAY, folder=root)
    write(root, OLD.replace("rid\n    gains:", "ride"))
    jmap("baseline", "prune", folder=root)
    assert baseline(root) == {"version": 1, "findings": []}
    write(root, OLD)
    assert jmap("baseline", "write", folder=root).code == 1


def test_files_that_were_not_looked_at_keep_their_entries(root: Path) -> None:
    write(root, OLD, "second")
    jmap("baseline", "write", *DAY, folder=root)
    for name in ("renting", "second"):
        write(root, OLD.replace("rid\n    gains:", "ride"), name)
    ran = jmap("validate", "renting.journey.yaml", folder=root)
    assert (
        ran.err == "note: 2 findings in jmap-baseline.json did not occur again; see `jmap baseline prune`\n"
    )
    jmap("baseline", "prune", "renting.journey.yaml", folder=root)
    assert {entry["file"] for entry in baseline(root)["findings"]} == {"second.journey.yaml"}
    (root / "second.journey.yaml").unlink()
    jmap("baseline", "prune", "renting.journey.yaml", folder=root)
    assert len(rules(root)) == 2
    jmap("baseline", "prune", folder=root)
    assert rules(root) == []


@pytest.mark.parametrize(
    ("change", "config"),
    [
        (lambda text: text.replace("title: R", "title: [R"), ""),
        (lambda text: text.replace("rid\n    gains:", "ride"), 'ignore = ["JM113", "JM2"]'),
        (
            lambda text: text.replace("rid\n    gains:", "ride"),
            '[[override]]\npaths = ["r*"]\nignore = ["JM"]',
        ),
        (lambda text: text.replace("rid\n    gains:", "ride"), 'exclude = ["renting*"]'),
    ],
    ids=["a file that was cut", "a rule that is off", "a rule that is off there", "a file left out"],
)
def test_what_could_not_be_found_again_is_not_pruned(root: Path, change: Any, config: str) -> None:
    write(root, "jmap: 1\ntitle: T\nstages: {a: A}\n", "other")
    jmap("baseline", "write", *DAY, folder=root)
    (root / "jmap.toml").write_text(config, encoding="utf-8")
    write(root, change(OLD))
    assert concise(root).err == ""
    jmap("baseline", "prune", folder=root)
    assert rules(root) == ["JM113", "JM201"]


def test_a_file_that_is_renamed_is_new(root: Path) -> None:
    jmap("baseline", "write", *DAY, folder=root)
    (root / "renting.journey.yaml").rename(root / "riding.journey.yaml")
    ran = concise(root)
    assert ran.out.startswith("riding.journey.yaml:7:12: error[JM201]")
    assert ran.err.startswith("note: 2 findings in ")


def test_an_entry_of_a_library_stays_when_another_map_comes_to_use_it(root: Path) -> None:
    write(root, "jmap: 1\nteams: {t: {name: }}\n", "lib")
    write(root, "jmap: 1\ntitle: T\nowner: t\nstages: {a: A}\nuses: lib.journey.yaml\n", "user")
    jmap("baseline", "write", *DAY, folder=root)
    write(root, "jmap: 1\ntitle: T\nowner: t\nstages: {a: A}\nuses: lib.journey.yaml\n", "another")
    assert (concise(root).code, concise(root).err) == (0, "")
    for name in ("user", "another"):
        (root / f"{name}.journey.yaml").unlink()
    ran = concise(root)
    assert [line.split()[1] for line in ran.out.splitlines()[:-1]] == ["warning[JM206]"]


def test_what_keeps_a_file_from_being_read_is_never_accepted(root: Path) -> None:
    write(root, "jmap: 1\ntitle: [T\n", "broken")
    ran = jmap("baseline", "write", *DAY, folder=root)
    assert (ran.code, ran.out) == (1, "2 entries written to jmap-baseline.json\n")
    assert ran.err.splitlines()[0].startswith("broken.journey.yaml:2:8: error[JM004]")
    assert ran.err.splitlines()[-1] == "these keep a file from being read, and no baseline accepts them"
    assert rules(root) == ["JM113", "JM201"]
    assert concise(root).code == 1


@pytest.mark.parametrize("command", ["write", "prune"])
def test_it_says_what_is_read_or_nothing(root: Path, command: str) -> None:
    jmap("baseline", "write", *DAY, folder=root)
    assert "jmap.toml" in jmap("baseline", command, "-v", folder=root).err
    ran = jmap("baseline", command, "-q", folder=root)
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_only_what_is_selected_is_accepted(root: Path) -> None:
    jmap("baseline", "write", "--select", "JM1", *DAY, folder=root)
    assert rules(root) == ["JM113"]


@pytest.mark.parametrize(
    "command", [("validate",), ("baseline", "write"), ("baseline", "prune"), ("audit",), ("render",)]
)
def test_a_damaged_baseline_stops_every_command(root: Path, command: tuple[str, ...]) -> None:
    text = '{\n  "version": 1,\n<<<<<<< HEAD\n  "findings": []\n}\n'
    (root / "jmap-baseline.json").write_text(text, encoding="utf-8")
    ran = jmap(*command, folder=root)
    assert (ran.code, ran.out, ran.err.splitlines()[-2:]) == (
        2,
        "",
        [
            "error: jmap-baseline.json:3:1: the baseline holds a conflict that git left",
            "  keep the entries of both sides, then run `jmap baseline prune`",
        ],
    )
    assert (root / "jmap-baseline.json").read_text(encoding="utf-8") == text
    if command == ("validate",):
        assert jmap("validate", "--no-baseline", folder=root).code == 1


def test_without_a_baseline_there_is_nothing_to_prune(root: Path) -> None:
    ran = jmap("baseline", "prune", folder=root)
    assert (ran.code, ran.err) == (
        2,
        "error: there is no `jmap-baseline.json` in this workspace\n  `jmap baseline write` writes one\n",
    )


def test_a_link_out_of_the_workspace_is_not_followed(root: Path) -> None:
    outside = root.parent / f"{root.name}-outside.json"
    outside.write_text('{"version": 1, "findings": []}', encoding="utf-8")
    (root / "jmap-baseline.json").symlink_to(outside)
    for command in (("validate",), ("baseline", "write", "--accept-new")):
        ran = jmap(*command, folder=root)
        assert (ran.code, ran.out) == (2, "")
        assert "is a link out of the workspace" in ran.err
    assert outside.read_text(encoding="utf-8") == '{"version": 1, "findings": []}'


def test_a_folder_or_a_pipe_in_its_place_is_told(root: Path) -> None:
    (root / "jmap-baseline.json").mkdir()
    assert jmap("validate", folder=root).err.startswith(
        "error: the baseline `jmap-baseline.json` cannot be read"
    )
    (root / "jmap-baseline.json").rmdir()
    os.mkfifo(root / "jmap-baseline.json")
    assert jmap("validate", folder=root).code == 2


def test_windows_line_ends_stay(root: Path) -> None:
    jmap("baseline", "write", *DAY, folder=root)
    file = root / "jmap-baseline.json"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    write(root, NEW)
    jmap("baseline", "write", "--accept-new", *DAY, folder=root)
    data = file.read_bytes()
    assert (data.count(b"\r\n"), data.count(b"\n")) == (8, 8)


def test_standard_input_is_held_like_the_file_it_stands_for(root: Path) -> None:
    jmap("baseline", "write", *DAY, folder=root)
    name = "renting.journey.yaml"
    ran = jmap("validate", "-", "--stdin-filename", name, folder=root, given=OLD.encode())
    assert ran.code == 0
    ran = jmap("validate", "-", "--stdin-filename", name, folder=root, given=NEW.encode())
    assert ran.code == 1


LINES = OLD.splitlines(keepends=True)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(LINES)), st.sampled_from(["\n", "# a word\n"])), max_size=5))
def test_lines_that_say_nothing_never_change_what_is_held(
    tmp_path: Path, added: list[tuple[int, str]]
) -> None:
    lines = list(LINES)
    for index, line in added:
        lines.insert(index, line)
    write(tmp_path, OLD)
    before = [each.fingerprint for each in validated(tmp_path).findings]
    write(tmp_path, "".join(lines))
    assert [each.fingerprint for each in validated(tmp_path).findings] == before
