"""`jmap validate -`: an editor gives the text on each keystroke, whatever state it is in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jmap.cli.app import app
from tests.cli.program import Ran
from tests.cli.program import here as jmap

EXAMPLE = Path(__file__).parents[2] / "examples" / "saas"
LIBRARY = "jmap: 1\nteams: {ops: Operations}\nchannels: {web: Web}\nsegments: {smb: {channels: fax}}\n"
MAP = "jmap: 1\ntitle: Trial\nuses: ../company.journey.yaml\nstages:\n  start: {owner: ops}\n"
WRONG = MAP + "  go: {owner: opps}\n"
NAME = "maps/trial.journey.yaml"
NO_TEAM = f"{NAME}:6:15: error[JM201] no team `opps` (did you mean `ops`?)\n1 error in 1 of 1 file\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a workspace whose library has a fault of its own, and whose other map has one too."""
    home = tmp_path / "home"
    (home / "maps").mkdir(parents=True)
    (home / "jmap.toml").write_bytes(b"")
    (home / "company.journey.yaml").write_bytes(LIBRARY.encode())
    (home / NAME).write_bytes(MAP.encode())
    (home / "maps" / "other.journey.yaml").write_bytes(b"jmap: 1\ntitle: Other\nstages: {a: {next: b}}\n")
    return home


def given(text: str | bytes, name: str | Path, folder: Path, *more: str) -> Ran:
    data = text.encode() if isinstance(text, str) else text
    arguments = ("validate", "-", "--stdin-filename", str(name), "--format", "concise", *more)
    return jmap(*arguments, folder=folder, given=data)


def test_only_the_text_given_is_told_of_though_its_library_has_a_fault(home: Path) -> None:
    assert "company.journey.yaml:4:" in jmap("validate", NAME, "--format", "concise", folder=home).out
    assert given(MAP, NAME, home) == Ran(0, "no findings in 1 file\n", "")
    assert given(WRONG, NAME, home) == Ran(1, NO_TEAM, "")


def test_the_file_on_the_disk_is_neither_read_nor_changed(home: Path) -> None:
    (home / NAME).write_bytes(b"\xff")
    assert given(MAP, NAME, home).code == 0
    assert (home / NAME).read_bytes() == b"\xff"


def test_the_name_may_be_given_from_anywhere(home: Path) -> None:
    elsewhere = home.parent / "elsewhere"
    elsewhere.mkdir()
    for name, folder in (
        (home / NAME, elsewhere),
        (Path("../home") / NAME, elsewhere),
        (Path("trial.journey.yaml"), home / "maps"),
        (Path("../maps/./trial.journey.yaml"), home / "maps"),
    ):
        assert given(WRONG, name, folder) == Ran(1, NO_TEAM, "")


@pytest.mark.parametrize("name", ["maps/new.journey.yaml", "deep/er/new.journey.yaml", "maps/buffer 7"])
def test_a_file_that_is_not_saved_yet_has_the_libraries_of_its_place(home: Path, name: str) -> None:
    place = "../" * name.count("/") + "company.journey.yaml"
    ran = given(WRONG.replace("../company.journey.yaml", place), name, home)
    assert (ran.code, ran.out) == (1, NO_TEAM.replace(NAME, name))


def test_a_pipe_in_place_of_the_file_is_not_waited_for(home: Path) -> None:
    os.mkfifo(home / "maps" / "pipe.journey.yaml")
    assert given(MAP, "maps/pipe.journey.yaml", home).code == 0


def test_a_file_outside_has_no_library_of_the_workspace(home: Path) -> None:
    ran = given(MAP.replace("../company", "home/company"), "../trial.journey.yaml", home)
    assert (ran.code, ran.out) == (0, "no findings in 1 file\n")
    ran = given(MAP, "../trial.journey.yaml", home)
    assert ran.out.startswith("trial.journey.yaml:3:7: error[JM204] `../company.journey.yaml` is not a file")
    assert ran.code == 1


def test_a_library_is_not_blamed_for_what_its_maps_may_give_it(home: Path) -> None:
    assert given(LIBRARY, "company.journey.yaml", home).code == 0
    wrong = given(LIBRARY + "tems: {}\n", "company.journey.yaml", home)
    assert wrong.out.startswith("company.journey.yaml:5:1: error[JM101] unknown key `tems`")


@pytest.mark.parametrize(
    "data",
    [
        WRONG.replace("\n", "\r\n").encode(),
        WRONG.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + WRONG.encode(),
    ],
)
def test_line_ends_and_a_byte_order_mark_move_nothing(home: Path, data: bytes) -> None:
    assert given(data, NAME, home) == Ran(1, NO_TEAM, "")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# nothing yet\n"])
def test_an_empty_text_is_told_so(home: Path, data: bytes) -> None:
    ran = given(data, NAME, home)
    assert ran.out == (
        f"{NAME}:1:1: error[JM102] this file is empty (begin with `jmap: 1`, or start from `jmap init`)\n"
        "1 error in 1 of 1 file\n"
    )


@pytest.mark.parametrize("name", ["maps", ".", ""])
def test_a_folder_cannot_stand_for_a_text(home: Path, name: str) -> None:
    ran = given(MAP, name, home)
    assert ran == Ran(
        2, "", f"error: `{name or '.'}` is a folder\n  name the file that standard input stands for\n"
    )


def test_a_name_without_the_hyphen_is_wrong_usage(home: Path) -> None:
    said = "error: `--stdin-filename` names what `-` reads\n  give `-` as the only path\n"
    for paths in ((), ("maps",)):
        ran = jmap("validate", *paths, "--stdin-filename", NAME, folder=home, given=b"")
        assert ran == Ran(2, "", said)
    ran = jmap("validate", "-", NAME, "--stdin-filename", NAME, folder=home, given=b"")
    assert (ran.code, ran.out) == (2, "")


def test_a_name_too_long_for_a_file_is_wrong_usage(home: Path) -> None:
    ran = given(MAP, "x" * 300, home)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: the name `{'x' * 60}...` is too long for a file\n")


def test_a_text_without_an_end_is_read_no_further_than_the_limit(home: Path) -> None:
    (home / "jmap.toml").write_bytes(b"[limits]\nfile_size = 1000\n")
    command = [sys.executable, "-m", "jmap", "validate", "-", "--stdin-filename", NAME, "--format", "concise"]
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            command, cwd=home, stdin=endless, capture_output=True, text=True, timeout=20, check=False
        )
    assert done.stdout.startswith(f"{NAME}:1:1: error[JM009] the file has more than 1,000 bytes (")
    assert (done.returncode, done.stderr) == (1, "")
    assert given("#" * 999 + "\n", NAME, home).out.startswith(f"{NAME}:1:1: error[JM102] ")


def test_a_closed_standard_input_is_wrong_usage(home: Path) -> None:
    command = f"{sys.executable} -m jmap validate - --stdin-filename {NAME} <&-"
    done = subprocess.run(["sh", "-c", command], cwd=home, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: standard input is closed\n  give it the text of a map\n"


def test_every_other_format_and_a_file_speak_of_the_text_alone(home: Path) -> None:
    ran = jmap(
        "validate", "-", "--stdin-filename", NAME, "--format", "json", "-o", "report.json",
        folder=home, given=WRONG.encode(),
    )  # fmt: skip
    document = json.loads(ran.out)
    assert document["summary"]["files"] == 1
    assert [(each["rule"], each["file"]) for each in document["findings"]] == [("JM201", NAME)]
    assert (home / "report.json").read_text(encoding="utf-8") == ran.out


def test_the_baseline_holds_for_the_text_and_what_is_mended_is_not_told_on_each_keystroke(home: Path) -> None:
    (home / NAME).write_bytes(WRONG.encode())
    assert jmap("baseline", "write", "--accept-new", folder=home).code == 0
    assert given(WRONG, NAME, home) == Ran(0, "no findings in 1 file (1 baselined)\n", "")
    assert given(MAP, NAME, home) == Ran(0, "no findings in 1 file\n", "")


def test_a_map_cut_anywhere_is_answered_and_its_whole_has_no_findings() -> None:
    """A text being typed: cut at every 300th character, each with an answer and none with a traceback."""
    name = EXAMPLE / "onboarding.journey.yaml"
    text = name.read_text(encoding="utf-8")
    arguments = ["validate", "-", "--stdin-filename", str(name), "--format", "json", "--as-of", "2026-10-15"]
    for end in (*range(0, len(text), 300), len(text)):
        ran = CliRunner().invoke(app, arguments, input=text[:end].encode())
        assert isinstance(ran.exception, SystemExit | None), end
        document = json.loads(ran.stdout)
        assert {each["file"] for each in document["findings"]} <= {"onboarding.journey.yaml"}
        assert ran.exit_code == (document["summary"]["errors"] > 0)
    assert document["findings"] == []
