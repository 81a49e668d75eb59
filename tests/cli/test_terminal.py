"""What a terminal is taken to be able to do, and a run on a real one."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from jmap.cli.options import Colour
from jmap.cli.stop import style
from jmap.cli.terminal import safe, takes_links, width

MAP = """\
jmap: 1
title: From trial to renewal
stages:
  adoption: Adoption
touchpoints:
  first-report:
    stage: adoptoin
"""
LINKED = "\x1b]8;;https://github.com/jmap-dev/jmap/blob/main/docs/reference/rules/JM201.md\x1b\\JM201\x1b]8;;\x1b\\"


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_data_is_as_it_is_but_on_a_terminal() -> None:
    text = "customer\nA\x1b[31m\u202e1\n"
    assert safe(text, io.StringIO()) == text
    assert safe(text, Screen()) == "customer\nA\\u001b[31m\\u202e1\n"


@pytest.mark.parametrize(
    "env",
    [
        {"TERM": "xterm-256color"},
        {"TERM": "xterm-kitty"},
        {"TERM": "tmux-256color"},
        {"TERM": "xterm", "VTE_VERSION": "6003"},
        {"WT_SESSION": "1"},
        {"TERM": "xterm", "FORCE_HYPERLINK": ""},
    ],
)
def test_a_terminal_in_colour_takes_links(env: dict[str, str]) -> None:
    assert takes_links(Screen(), colour=True, env=env)
    assert not takes_links(Screen(), colour=False, env=env)
    assert not takes_links(io.StringIO(), colour=True, env=env)


@pytest.mark.parametrize(
    "env",
    [
        {},
        {"TERM": "dumb"},
        {"TERM": "linux"},
        {"TERM": "xterm", "CI": "true"},
        {"TERM": "xterm", "VTE_VERSION": "4601"},
        {"TERM": "xterm", "FORCE_HYPERLINK": "0"},
        {"TERM": "xterm", "FORCE_HYPERLINK": "false"},
    ],
)
def test_some_terminals_and_all_logs_take_none(env: dict[str, str]) -> None:
    assert not takes_links(Screen(), colour=True, env=env)


def test_links_can_be_forced() -> None:
    assert takes_links(io.StringIO(), colour=False, env={"FORCE_HYPERLINK": "1", "TERM": "dumb", "CI": "1"})


def test_the_width_is_that_of_the_terminal() -> None:
    assert width(io.StringIO(), {"COLUMNS": "60"}) == 0
    assert width(Screen(), {"COLUMNS": "60"}) == 60
    assert width(Screen(), {"COLUMNS": "wide"}) == 80
    assert width(Screen(), {"COLUMNS": "0"}) == 80


def test_no_colour_is_no_links_either(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK", "CI", "VTE_VERSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert style(Colour.AUTO, Screen()).links
    assert not style(Colour.NEVER, Screen()).links
    assert not style(Colour.ALWAYS, io.StringIO()).links
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    assert not style(Colour.NEVER, Screen()).links
    assert style(Colour.ALWAYS, io.StringIO()).links
    monkeypatch.setenv("FORCE_HYPERLINK", "0")
    assert not style(Colour.AUTO, Screen()).links


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_on_a_terminal_of_forty_cells(tmp_path: Path) -> None:
    (tmp_path / "saas.journey.yaml").write_text(MAP)
    kept = ("NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK", "CI", "VTE_VERSION", "COLUMNS", "GITHUB_ACTIONS")
    env = {name: value for name, value in os.environ.items() if name not in kept}
    here, there = os.openpty()
    # Not on every system.
    import fcntl
    import termios

    fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
    done = subprocess.run(
        [sys.executable, "-m", "jmap", "validate"],
        cwd=tmp_path,
        env={**env, "TERM": "xterm"},
        stdout=there,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(there)
    shown = os.read(here, 65536).decode().replace("\r\n", "\n")
    os.close(here)
    assert (done.returncode, done.stderr) == (1, b"")
    red, blue, bold, end = "\x1b[1;31m", "\x1b[94m", "\x1b[1m", "\x1b[0m"
    assert shown == (
        f"{red}error[{LINKED}]{end} {bold}unknown-reference: no stage{end}\n"
        f"  {bold}`adoptoin`{end}\n"
        f"{blue} -->{end} saas.journey.yaml:7:12\n"
        f"{blue}  |{end}\n"
        f"{blue}4 |{end}   adoption: Adoption\n"
        f"{blue}  |{end}   {blue}--------{end} {blue}defined here{end}\n"
        f"{blue}...{end}\n"
        f"{blue}7 |{end}     stage: adoptoin\n"
        f"{blue}  |{end}            {red}^^^^^^^^{end}\n"
        f"{blue}  |{end}            {red}did you mean `adoption`?{end}\n"
        "\n"
        f"{red}1 error{end} in 1 of 1 file\n"
    )
