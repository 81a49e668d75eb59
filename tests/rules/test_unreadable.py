"""JM011 where a case file cannot hold the example: what is on the disk is no ordinary file."""

from __future__ import annotations

import os
import socket
from datetime import date
from pathlib import Path

import pytest

from jmap.findings.collect import validate
from jmap.formats.concise import render
from jmap.formats.style import Style
from jmap.rules.engine import Settings
from jmap.workspace.config import Config
from jmap.workspace.discovery import Home
from jmap.workspace.workspace import Workspace, asked_for
from tests.permissions import for_users

MAP = "jmap: 1\ntitle: Getting help\nstages: {ask: Ask}\n"


def output(root: Path, *named: Path) -> str:
    home = Home(root, None)
    workspace = Workspace(home, Config(), asked_for(named, home, Config()))
    return render(validate(workspace, Settings(Config(), date(2026, 10, 15))), Style())


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "help.journey.yaml")
    assert output(tmp_path) == (
        "help.journey.yaml:1:1: error[JM011] this is a pipe, not a file (name an ordinary file)\n"
        "1 error in 1 of 1 file\n"
    )


def test_a_socket_is_no_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("help.journey.yaml")
        assert output(tmp_path) == (
            "help.journey.yaml:1:1: error[JM011] this is a socket, not a file (name an ordinary file)\n"
            "1 error in 1 of 1 file\n"
        )


def test_a_link_to_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "help.journey.yaml").symlink_to("gone.yaml")
    assert output(tmp_path) == (
        "help.journey.yaml:1:1: error[JM011] this is a link to a file that is not there"
        " (mend the link, or take it away)\n"
        "1 error in 1 of 1 file\n"
    )


@for_users
def test_a_file_without_the_right_to_read_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "help.journey.yaml"
    path.write_text(MAP)
    path.chmod(0)
    assert output(tmp_path) == (
        "help.journey.yaml:1:1: error[JM011] no permission to read the file"
        " (give yourself the right to read it)\n"
        "1 error in 1 of 1 file\n"
    )


@pytest.mark.parametrize("named", [True, False])
def test_a_link_out_of_the_workspace_is_not_followed(tmp_path: Path, named: bool) -> None:
    outside = tmp_path / "secret.journey.yaml"
    outside.write_text(MAP)
    root = tmp_path / "workspace"
    root.mkdir()
    link = root / "help.journey.yaml"
    link.symlink_to(outside)
    assert output(root, *([link] if named else [])) == (
        "help.journey.yaml:1:1: error[JM011] `help.journey.yaml` is a link to what lies outside the workspace"
        " (put the file itself here, or a `jmap.toml` above both)\n"
        "1 error in 1 of 1 file\n"
    )


def test_a_map_without_maps_has_no_findings(tmp_path: Path) -> None:
    assert output(tmp_path) == "no findings in 0 files\n"
