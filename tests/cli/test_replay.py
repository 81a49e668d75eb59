"""A run that is said again says what the run would say, and is not said again where anything differs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jmap import replay

HOUR = 3_600_000_000_000
MAP = """\
jmap: 1
title: Renting
uses: lib/people.journey.yaml
stages:
  ride: The ride
touchpoints:
  opens: {stage: ride, channels: [chat]}
evidence:
  notes: {kind: interview, date: 2026-05-02, file: research/notes.txt}
"""
WARNING = "example.journey.yaml:9:3: warning[JM206] nothing refers to evidence `notes`"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "repository" / "journeys"
    (root / "lib").mkdir(parents=True)
    (root / "research").mkdir()
    (root / "jmap.toml").write_text("", encoding="utf-8")
    (root / "research" / "notes.txt").write_text("notes", encoding="utf-8")
    (root / "lib" / "people.journey.yaml").write_text("jmap: 1\nchannels: {chat: Chat}\n", encoding="utf-8")
    (root / "example.journey.yaml").write_text(MAP, encoding="utf-8")
    return root


def program(root: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """Run the program; the third line it may write, of a test's own, tells how the output came about."""
    code = (
        "import sys, jmap.replay as r\n"
        f"r.RACY = {-HOUR}\n"
        "again = r.replay(sys.argv[1:])\n"
        "if again is not None:\n"
        "    print('said again'); sys.exit(again)\n"
        "from jmap.cli.app import main\n"
        "main()\n"
    )
    outside = {name: text for name, text in os.environ.items() if not name.startswith("GITHUB_")}
    given = {**outside, "JMAP_CACHE_DIR": str(root.parents[1] / "cache"), **environment}
    given.pop("JMAP_NO_CACHE", None)
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=root,
        env=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    said = ran.stderr.splitlines()[-1:]
    assert said == (["as of 2026-11-22"] if "-v" in arguments else [])
    return ran.returncode, ran.stdout


def again(root: Path, *arguments: str, **environment: str) -> bool:
    return program(root, "validate", "--as-of", "2026-11-22", *arguments, **environment)[1].endswith(
        "said again\n"
    )


def test_the_same_call_is_said_again_with_the_same_output_and_code(root: Path) -> None:
    call = ("validate", "--format", "concise", "--fail-on", "warning")
    code, output = program(root, *call)
    assert (code, output.splitlines()[0][: len(WARNING)]) == (1, WARNING)
    assert program(root, *call) == (1, f"{output}said again\n")


def test_another_call_is_not(root: Path) -> None:
    program(root, "validate", "--as-of", "2026-11-22")
    assert again(root)
    assert not again(root, "--format", "concise")
    assert not again(root, NO_COLOR="1")
    assert not again(root / "lib")


@pytest.mark.parametrize("arguments", [("-v",), ("--no-cache",), ("-o", "../out.json")])
def test_some_calls_are_never_kept(root: Path, arguments: tuple[str, ...]) -> None:
    assert not again(root, *arguments)
    assert not again(root, *arguments)


def test_a_run_that_writes_the_summary_of_a_step_writes_it_each_time(root: Path) -> None:
    summary = root.parents[1] / "summary"
    service = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    assert not again(root, **service)
    once = summary.read_text(encoding="utf-8")
    assert not again(root, **service)
    assert summary.read_text(encoding="utf-8") == f"{once}\n{once}"


def test_nothing_is_kept_in_ci_or_where_it_is_not_wanted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JMAP_CACHE_DIR", str(root))
    monkeypatch.setenv("JMAP_NO_CACHE", "1")
    assert replay.cache_folder() is None
    monkeypatch.delenv("JMAP_NO_CACHE")
    monkeypatch.setenv("CI", "true")
    assert replay.cache_folder() == str(root)
    monkeypatch.delenv("JMAP_CACHE_DIR")
    assert replay.cache_folder() is None


def change(path: str, text: str) -> Callable[[Path], None]:
    def apply(root: Path) -> None:
        (root / path).write_text(text, encoding="utf-8")

    return apply


@pytest.mark.parametrize(
    "apply",
    [
        change("example.journey.yaml", MAP.replace("chat", "chap")),
        change("lib/people.journey.yaml", "jmap: 1\nchannels: {chat: Call}\n"),
        change("jmap.toml", 'ignore = ["JM206"]\n'),
        change("new.journey.yaml", "jmap: 1\ntitle: New\nstages: {one: One}\n"),
        change("lib/new.journey.yaml", "jmap: 1\ntitle: New\nstages: {one: One}\n"),
        change(".gitignore", "lib\n"),
        change("lib/.gitignore", "*\n"),
        change("../.gitignore", "journeys\n"),
        change("research/jmap.toml", ""),
        lambda root: (root / "research" / "notes.txt").unlink(),
        lambda root: (root / "research" / "notes.txt").rename(root / "research" / "Notes.txt"),
        lambda root: (root.parent / ".git").mkdir(),
    ],
    ids=[
        "the map",
        "its library",
        "the config",
        "a new map",
        "a new map below",
        "what git ignores",
        "what git ignores below",
        "what git ignores above",
        "a config below",
        "a file that is named goes",
        "a file that is named changes its case",
        "a repository around it",
    ],
)
def test_a_change_of_anything_it_rests_on_is_seen(root: Path, apply: Callable[[Path], None]) -> None:
    program(root, "validate", "--as-of", "2026-11-22")
    assert again(root)
    apply(root)
    assert not again(root)


BASELINE = """\
{"version": 1, "findings": [{"fingerprint": "%s", "rule": "JM206", "file": "old/gone.journey.yaml",
"message": "", "since": "2026-01-01"}]}
"""


def test_a_change_of_the_baseline_is_seen_and_what_it_has_too_much_is_said_each_time(root: Path) -> None:
    (root / "old").mkdir()
    (root / "old" / "gone.journey.yaml").write_text(MAP, encoding="utf-8")
    (root / "jmap.toml").write_text('exclude = ["old"]\n', encoding="utf-8")
    change("jmap-baseline.json", BASELINE % ("0" * 16))(root)
    program(root, "validate", "--as-of", "2026-11-22")
    assert again(root)
    change("jmap-baseline.json", BASELINE % ("1" * 16))(root)
    assert not again(root)
    assert again(root)
    (root / "old" / "gone.journey.yaml").unlink()
    for _ in range(2):
        with pytest.raises(
            AssertionError, match=r"note: 1 finding in jmap-baseline\.json did not occur again"
        ):
            again(root)


def test_what_has_no_part_in_it_changes_nothing(root: Path) -> None:
    program(root, "validate", "--as-of", "2026-11-22")
    (root.parent / "README.md").write_text("words", encoding="utf-8")
    assert again(root)


def test_a_named_file_is_said_again_until_a_config_comes_nearer(root: Path) -> None:
    (root / "jmap.toml").unlink()
    program(root, "validate", "--as-of", "2026-11-22", "lib/people.journey.yaml")
    assert again(root, "lib/people.journey.yaml")
    (root / "lib" / "jmap.toml").write_text("", encoding="utf-8")
    assert not again(root, "lib/people.journey.yaml")


@pytest.mark.parametrize("cut", [0, 5, 30, 200, -1])
def test_a_record_that_is_not_whole_is_passed_over(root: Path, cut: int) -> None:
    program(root, "validate", "--as-of", "2026-11-22")
    (record,) = (root.parents[1] / "cache" / "runs").iterdir()
    record.write_bytes(record.read_bytes()[:cut])
    assert not again(root)


def test_an_altered_record_is_passed_over(root: Path) -> None:
    program(root, "validate", "--as-of", "2026-11-22")
    (record,) = (root.parents[1] / "cache" / "runs").iterdir()
    record.write_bytes(record.read_bytes().replace(b"nothing refers", b"anybody refers"))
    assert not again(root)


def test_a_file_that_is_too_young_is_not_trusted(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JMAP_CACHE_DIR", str(tmp_path / "kept"))
    monkeypatch.delenv("JMAP_NO_CACHE")
    path = str(root / "example.journey.yaml")
    replay.record(["validate"], [path], "output", 0, time.time_ns())
    assert not (tmp_path / "kept" / "runs").exists()
    replay.record(["validate"], [path], "output", 0, time.time_ns() + HOUR)
    assert len(list((tmp_path / "kept" / "runs").iterdir())) == 1
