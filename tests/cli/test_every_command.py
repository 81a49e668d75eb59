"""What holds for every command: its options, its exit codes, and that nothing ends in a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import jmap as package
from tests.cli.program import here as jmap

GOOD = "jmap: 1\ntitle: T\nstages: {a: {}}\n"
CALLS = {
    "init": ("init", "--name", "more"),
    "validate": ("validate",),
    "render": ("render",),
    "audit": ("audit",),
    "analyze": ("analyze", "--source", "log.csv"),
    "health": ("health", "--source", "log.csv"),
    "doctor": ("doctor",),
    "explain": ("explain", "JM201"),
    "rules": ("rules",),
    "schema": ("schema",),
    "baseline": ("baseline", "write"),
}
"""A call of each command that goes well in a workspace."""

WORDS = {name: ("baseline", "write") if name == "baseline" else (name,) for name in CALLS}
"""What calls each command."""

READING = ("validate", "render", "audit")
"""The commands that read maps."""

WRITING = {
    "validate": ("-o", "taken.json"),
    "audit": ("-o", "taken.json"),
    "render": ("-o", "taken.json/site"),
    "schema": ("-o", "taken.json"),
}
"""The commands that write where they are told to, told to write where they cannot."""

every = pytest.mark.parametrize("command", CALLS)


def workspace(root: Path, text: str = GOOD, config: str = "") -> Path:
    (root / "jmap.toml").write_text(config, encoding="utf-8")
    (root / "a.journey.yaml").write_bytes(text.encode())
    (root / "log.csv").write_text("customer,event,time\nx,seen,2026-01-01T10:00:00Z\n", encoding="utf-8")
    return root


def test_the_table_has_every_command(tmp_path: Path) -> None:
    listed = jmap("--help", folder=tmp_path).out.split("Commands:\n")[1].splitlines()
    assert sorted(line.split()[0] for line in listed if line.startswith("  ") and line[2] != " ") == sorted(
        CALLS
    )


@every
def test_a_call_that_goes_well_exits_with_0(tmp_path: Path, command: str) -> None:
    ran = jmap(*CALLS[command], folder=workspace(tmp_path))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out != ""


@every
def test_what_every_command_takes(tmp_path: Path, command: str) -> None:
    told = jmap(*WORDS[command], "--help", folder=tmp_path)
    assert (told.code, told.err) == (0, "")
    for option in ("-q, --quiet", "-v, --verbose", "--config FILE", "--version", "-h, --help"):
        assert f"  {option}" in told.out
    ran = jmap(*WORDS[command], "--version", folder=tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, f"jmap {package.__version__}\n", "")


@every
def test_the_version_comes_before_all_that_is_wrong(tmp_path: Path, command: str) -> None:
    folder = workspace(tmp_path, config="nope = 1\n")
    ran = jmap(*WORDS[command], "gone", "--config", "gone.toml", "--version", folder=folder)
    assert (ran.code, ran.out) == (0, f"jmap {package.__version__}\n")


@every
def test_an_option_that_is_none_exits_with_2(tmp_path: Path, command: str) -> None:
    ran = jmap(*CALLS[command], "--quite", folder=workspace(tmp_path))
    assert (ran.code, ran.out, ran.err) == (2, "", "error: no option `--quite`\n  did you mean `--quiet`?\n")


@every
def test_an_option_without_its_value_exits_with_2(tmp_path: Path, command: str) -> None:
    ran = jmap(*CALLS[command], "--config", folder=workspace(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: option `--config` requires an argument\n")


@every
def test_a_config_that_is_not_there_exits_with_2(tmp_path: Path, command: str) -> None:
    ran = jmap(*CALLS[command], "--config", "gone.toml", folder=workspace(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: no config `gone.toml`\n")
    before = jmap("--config", "gone.toml", *CALLS[command], folder=tmp_path)
    assert before == ran


@every
def test_a_config_that_is_named_and_wrong_exits_with_2(tmp_path: Path, command: str) -> None:
    (tmp_path / "own.toml").write_text("nope = 1\n", encoding="utf-8")
    ran = jmap(*CALLS[command], "--config", "own.toml", folder=workspace(tmp_path))
    if command == "doctor":
        assert (ran.code, ran.err) == (1, "")
        assert "own.toml, with 1 error\n" in ran.out
        return
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(
        "error[JM101] unknown-key: unknown key `nope` in the config\n --> own.toml:1:1\n"
    )


@pytest.mark.parametrize("command", [*READING, "rules"])
def test_a_config_that_is_found_and_wrong_exits_with_2(tmp_path: Path, command: str) -> None:
    ran = jmap(*CALLS[command], folder=workspace(tmp_path, config="nope = 1\n"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(
        "error[JM101] unknown-key: unknown key `nope` in the config\n --> jmap.toml:1:1\n"
    )


@pytest.mark.parametrize("command", READING)
def test_a_workspace_without_a_map_exits_with_2_and_names_init(tmp_path: Path, command: str) -> None:
    ran = jmap(command, folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: no map in this workspace\n")
    assert "`jmap init`" in ran.err


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("named", ["gone.journey.yaml", "../out.journey.yaml", "pipe.journey.yaml"])
def test_a_file_that_is_named_and_cannot_be_read_exits_with_1(
    tmp_path: Path, command: str, named: str
) -> None:
    root = tmp_path / "ws"
    root.mkdir()
    os.mkfifo(workspace(root) / "pipe.journey.yaml")
    ran = jmap(command, "a.journey.yaml", named, folder=root)
    assert ran.code == 1
    assert f"{named}:1:1" in ran.out + ran.err
    assert "error[JM011] unreadable: " in ran.out + ran.err


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize(
    "text", ["", "\0", "[" * 3000, "a: &a [*a]\n", "jmap: 1\nstages: {a: {}}\n", "- " * 9000]
)
def test_a_map_that_is_wrong_exits_with_1(tmp_path: Path, command: str, text: str) -> None:
    ran = jmap(command, folder=workspace(tmp_path, text))
    assert ran.code == 1
    assert "error[JM" in ran.out + ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", READING)
def test_a_map_that_is_wrong_can_be_let_pass(tmp_path: Path, command: str) -> None:
    ran = jmap(command, "--fail-on", "never", folder=workspace(tmp_path, "jmap: 1\nstages: {a: {}}\n"))
    assert ran.code == 0
    assert "error[JM102]" in ran.out + ran.err


@pytest.mark.parametrize("command", ["validate", "audit", "analyze", "render", "rules", "explain"])
def test_a_format_that_is_none_exits_with_2(tmp_path: Path, command: str) -> None:
    ran = jmap(*CALLS[command], "--format", "pdf", folder=workspace(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: no format `pdf`\n")


@pytest.mark.parametrize("command", ["validate", "audit", "rules"])
def test_a_code_that_is_none_exits_with_2(tmp_path: Path, command: str) -> None:
    for option in ("--select", "--ignore"):
        ran = jmap(*CALLS[command], option, "JM2O1", folder=workspace(tmp_path))
        assert (ran.code, ran.out, ran.err) == (2, "", "error: no rule `JM2O1`\n  did you mean `JM201`?\n")


@pytest.mark.parametrize(
    ("option", "value"), [("--as-of", "today"), ("--fail-on", "eror"), ("--color", "on")]
)
@pytest.mark.parametrize("command", READING)
def test_a_value_that_is_none_exits_with_2(tmp_path: Path, command: str, option: str, value: str) -> None:
    ran = jmap(command, option, value, folder=workspace(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: `{option}`: `{value}` is not ")
    assert ran.err.endswith(f"\n  `jmap {command} --help` tells what it takes\n")


@pytest.mark.parametrize("command", WRITING)
def test_a_write_that_fails_exits_with_2(tmp_path: Path, command: str) -> None:
    folder = workspace(tmp_path)
    (folder / "taken.json").write_text("", encoding="utf-8")
    if command != "render":
        (folder / "taken.json").unlink()
        (folder / "taken.json").mkdir()
    ran = jmap(command, *WRITING[command], folder=folder)
    assert ran.code == 2
    assert ran.err.startswith("error: `taken.json")
    assert " cannot be written: " in ran.err
    assert "Traceback" not in ran.err


@every
def test_nothing_is_said_beside_results_where_it_is_to_be_quiet(tmp_path: Path, command: str) -> None:
    folder = workspace(tmp_path)
    (folder / "pyproject.toml").write_text("[tool.jmap]\n", encoding="utf-8")
    after = jmap(*CALLS[command], "-q", folder=folder)
    assert (after.code, after.err) == (0, "")
    if command == "init":
        (folder / "more.journey.yaml").unlink()
    assert jmap("-q", *CALLS[command], folder=folder) == after


@pytest.mark.parametrize("command", [*READING, "rules", "explain"])
def test_what_is_read_is_said_where_it_is_to_be_verbose(tmp_path: Path, command: str) -> None:
    ran = jmap(*CALLS[command], "-v", folder=workspace(tmp_path))
    assert ran.err.startswith("note: config `jmap.toml`\n")
    assert ("note: 1 file of the workspace `.`\n" in ran.err) == (command in READING)
    assert str(tmp_path) not in ran.err + ran.out


@pytest.mark.parametrize(("stdout", "stderr"), [("closed", "open"), ("open", "closed")])
@every
def test_a_stream_that_is_closed_is_no_fault(tmp_path: Path, command: str, stdout: str, stderr: str) -> None:
    closing = "exec 1>&-; " if stdout == "closed" else "exec 2>&-; "
    call = " ".join([sys.executable, "-m", "jmap", *CALLS[command]])
    ran = subprocess.run(
        ["sh", "-c", closing + call], cwd=workspace(tmp_path), capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.parametrize("command", ["rules", "schema", "explain", "doctor", "validate"])
def test_a_reader_that_goes_away_changes_nothing(tmp_path: Path, command: str) -> None:
    call = [sys.executable, "-m", "jmap", *CALLS[command]]
    given = {**os.environ, "PYTHONUNBUFFERED": "1"}
    reading, writing = os.pipe()
    os.close(reading)
    folder = workspace(tmp_path)
    with os.fdopen(writing, "wb") as pipe:
        ran = subprocess.run(
            call, cwd=folder, stdout=pipe, stderr=subprocess.PIPE, env=given, timeout=60, check=False
        )
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
@pytest.mark.parametrize("command", ["rules", "schema", "validate"])
def test_a_disk_that_is_full_exits_with_2(tmp_path: Path, command: str) -> None:
    call = [sys.executable, "-m", "jmap", *CALLS[command]]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            call, cwd=workspace(tmp_path), stdout=full, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert (ran.returncode, ran.stderr) == (2, b"error: No space left on device\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no signal is sent to a process there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_exits_with_130_and_says_nothing_more(tmp_path: Path, jobs: str) -> None:
    """Interrupt a run that waits for its engine, and all that it started, as Ctrl-C does."""
    (tmp_path / "jmap.toml").write_text("", encoding="utf-8")
    for number in range(4):
        text = "jmap: 1\ntitle: T\nstages: {a: {next: b}, b: B}\n"
        (tmp_path / f"m{number}.journey.yaml").write_text(text, encoding="utf-8")
    started, engine = tmp_path / "started", tmp_path / "engine"
    started.mkdir()
    engine.write_text(f'#!/bin/sh\n: > "{started}/$$"\nexec sleep 60\n', encoding="utf-8")
    engine.chmod(0o755)
    call = [sys.executable, "-m", "jmap", "render", "-j", jobs, "-o", "site", "--dot", str(engine)]
    with subprocess.Popen(
        call, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        while process.poll() is None and len(list(started.iterdir())) < int(jobs):
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said.strip()) == (130, b"")
