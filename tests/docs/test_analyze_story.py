"""The page that finds the story of the example's log: every command is run, and says what the page has."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jmap.cli.app import app

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "analyze-story.md"
SAAS = ROOT / "examples" / "saas"
REST = "..."


def blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a page with the lines that it is to print."""
    for body in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        command, *lines = body.removeprefix("$ ").splitlines()
        yield command, lines


@cache
def printed(arguments: tuple[str, ...], folder: Path) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        ran = CliRunner().invoke(app, list(arguments))
    assert ran.exit_code == 0, ran.output
    return ran.stdout.splitlines()


def output(command: str, folder: Path) -> list[str]:
    """Return what a command prints, with what `grep` leaves of it."""
    program, _, pattern = command.partition(" | grep ")
    found = printed(tuple(shlex.split(program)[1:]), folder)
    return [line for line in found if re.search(shlex.split(pattern)[0], line)] if pattern else found


def excerpts(lines: list[str]) -> Iterator[list[str]]:
    """Yield runs of lines between those that stand for lines left out."""
    run: list[str] = []
    for line in lines:
        if line.strip() == REST:
            yield run
            run = []
        else:
            run.append(line)
    yield run


def campaign(text: str, folder: Path) -> Path:
    """Write the map of the page beside the log."""
    [body] = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (folder / "campaign.journey.yaml").write_text(body, encoding="utf-8")
    shutil.copy(SAAS / "data" / "events.csv.gz", folder)
    return folder


def test_each_command_prints_what_the_page_says(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    found = list(blocks(text))
    assert len(found) == 7
    own = campaign(text, tmp_path)
    for command, lines in found:
        told = output(command, own if "campaign" in command else SAAS)
        whole = "\n".join(["", *told, ""])
        for run in excerpts(lines):
            assert "\n".join(["", *run, ""]) in whole, command


def test_what_left_out_lines_hide_is_not_the_whole() -> None:
    assert list(excerpts(["a", "  ...", "b"])) == [["a"], ["b"]]
    assert list(blocks("```console\n$ jmap x\n1\n```\n")) == [("jmap x", ["1"])]
