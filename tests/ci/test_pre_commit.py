"""The hook for pre-commit: what it is asked for, and that it holds when it runs as pre-commit runs it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import yaml
from tests.cli.program import jmap

ROOT = Path(__file__).parents[2]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
TYPES = {".yaml": "yaml", ".yml": "yaml", ".toml": "toml"}
LIBRARY = "jmap: 1\nteams: {ops: Operations}\n"
MAP = "jmap: 1\ntitle: Trial\nuses: company.journey.yaml\nstages:\n  start: {owner: OWNER}\n"


def workspace(folder: Path, *, maps: int = 1) -> Path:
    """Make maps that share a library, some of which name a team that is not there."""
    (folder / "jmap.toml").write_bytes(b"")
    (folder / "company.journey.yaml").write_bytes(LIBRARY.encode())
    for number in range(maps):
        owner = "nobody" if number in (1, 25, 30) else "ops"
        (folder / f"m{number:02}.journey.yaml").write_bytes(MAP.replace("OWNER", owner).encode())
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def command(*names: str, **over: Any) -> list[str]:
    """Return the hook's command, with names where `over` asks for them, as this Python's jmap."""
    hook = {"pass_filenames": True, "args": [], **HOOK, **over}
    program, *rest = shlex.split(hook["entry"])
    assert program == "jmap"
    return [sys.executable, "-m", "jmap", *rest, *hook["args"], *(names if hook["pass_filenames"] else ())]


def test_the_hook_file_says_what_pre_commit_reads() -> None:
    known = {"id", "name", "description", "entry", "language", "files", "types_or", "args"}
    assert HOOK.keys() <= known | {"pass_filenames", "require_serial", "minimum_pre_commit_version"}
    assert (HOOK["id"], HOOK["language"]) == ("jmap-validate", "python")
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert shlex.split(HOOK["entry"])[0] in scripts


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("saas.journey.yaml", True),
        ("journeys/smb/onboarding.journey.yml", True),
        ("jmap.toml", True),
        ("journeys/jmap.toml", True),
        ("pyproject.toml", True),
        ("not-jmap.toml", False),
        ("journey.yaml", False),
        ("saas.journey.yaml.orig", False),
        (".jmap/journey.schema.json", False),
    ],
)
def test_the_hook_runs_for_maps_and_settings(path: str, meant: bool) -> None:
    chosen = re.search(HOOK["files"], path) is not None and TYPES.get(Path(path).suffix) in HOOK["types_or"]
    assert chosen is meant


def test_a_change_of_a_library_is_held_against_the_map_that_nobody_touched(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    assert subprocess.run(command("company.journey.yaml"), cwd=folder, check=False).returncode == 0
    (folder / "company.journey.yaml").write_bytes(LIBRARY.replace("ops", "operations").encode())
    ran = subprocess.run(
        [*command("company.journey.yaml"), "--format=concise"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "m00.journey.yaml:5:18: error[JM201] no team `ops` (`teams` has `operations`)\n" in ran.stdout
    assert ran.returncode == 1


def test_a_workspace_in_a_folder_is_named_by_args(tmp_path: Path) -> None:
    (tmp_path / "our maps").mkdir()
    workspace(tmp_path / "our maps", maps=2)
    ran = subprocess.run(
        command(args=["our maps", "--format=concise"]),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.splitlines()[0].startswith("m01.journey.yaml:5:18: error[JM201] no team `nobody`")
    assert ran.stdout.splitlines()[-1] == "1 error in 1 of 3 files"


def test_names_in_chunks_to_processes_at_once_find_what_one_run_finds(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    folder = workspace(tmp_path / "maps", maps=40)
    names = sorted(path.name for path in folder.glob("*.yaml"))
    before = contents(folder)
    chunks = [names[start : start + 11] for start in range(0, len(names), 11)]
    expected = [
        (1, "1 error in 1 of 11 files"),
        (0, "no findings in 12 files"),
        (1, "2 errors in 2 of 12 files"),
        (0, "no findings in 9 files"),
    ]
    whole = jmap("validate", "--format", "concise", folder=folder).out.splitlines()
    # Once to fill the cache that all of them write, and once to read it.
    for _ in range(2):
        running = [start(chunk, folder, tmp_path / "cache") for chunk in chunks]
        said = [process.communicate(timeout=60)[0].splitlines() for process in running]
        assert [(each.returncode, lines[-1]) for each, lines in zip(running, said, strict=True)] == expected
        assert [line for lines in said for line in lines[:-1]] == whole[:-1]
    assert contents(folder) == before
    assert len(list((tmp_path / "cache").glob("*.json"))) == 1


def start(names: list[str], folder: Path, cache: Path) -> subprocess.Popen[str]:
    env = {key: value for key, value in os.environ.items() if key != "JMAP_NO_CACHE"}
    return subprocess.Popen(
        command(*names, pass_filenames=True, args=["--format=concise"]),
        cwd=folder,
        env={**env, "JMAP_CACHE_DIR": str(cache)},
        stdout=subprocess.PIPE,
        text=True,
    )
