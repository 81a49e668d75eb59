"""What every command needs before it starts: terminal, config, workspace."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from jmap.cli.config_file import open_config
from jmap.cli.options import Colour, today
from jmap.cli.stop import note, stop
from jmap.faults import Severity
from jmap.findings.finding import Report
from jmap.records import frozen
from jmap.rules import registry
from jmap.rules.codes import wrong_choice
from jmap.rules.engine import Settings
from jmap.workspace.discovery import Home
from jmap.workspace.passed_over import why_none
from jmap.workspace.workspace import Asked, Workspace, asked_for


@frozen
class Session:
    """A workspace opened with its settings, ready to be judged; `config` is the file they are from.

    `noted` tells that something was said on standard error on the way.
    """

    workspace: Workspace
    settings: Settings
    config: Path | None = None
    noted: bool = False


def open_session(
    named: Iterable[Path] | None,
    config: Path | None,
    *,
    as_of: date | None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    given: Callable[[int], bytes] | None = None,
    colour: Colour = Colour.AUTO,
    quiet: bool = False,
    verbose: bool = False,
) -> Session:
    """Find the workspace, read its config, and say what a run is asked for.

    `given` returns the text that stands for the one file named, and no more than so many bytes of it.
    Exits with 2 where the config is wrong, a code names no rule, or no map is found.
    """
    paths = list(named or ())
    select, ignore = checked_codes(select, ignore)
    for path in (*paths, config):
        if path is not None and _too_long(path):
            stop(f"the name `{str(path)[:60]}...` is too long for a file", "check the command line")
    start = paths[0] if paths else Path()
    home, loaded = open_config(start, config, colour, *paths[1:], quiet=quiet, verbose=verbose)
    asked = asked_for(paths, home, loaded.config)
    if verbose:
        _tell(home, asked)
    if not asked.files and not asked.outside and not asked.unlisted:
        where = f"below `{start}`" if paths else "in this workspace"
        usual = "a map is a file that ends in `.journey.yaml`; `jmap init` writes one"
        stop(f"no map {where}", why_none(paths, home, loaded.config) or usual)
    if len(asked.files) > loaded.config.reader_limits().files:
        most = loaded.config.reader_limits().files
        stop(
            f"{len(asked.files)} files are more than the {most} that a workspace may have",
            "name fewer, or raise `files` under `[limits]`",
        )
    # One byte past the limit tells that it is passed: what comes in may have no end.
    limit = loaded.config.reader_limits().file_size
    texts = {path: given(limit + 1) for path in asked.files} if given is not None else {}
    workspace = Workspace(home, loaded.config, asked, texts)
    settings = Settings(loaded.config, as_of or today(), select, ignore)
    noted = verbose or home.passed_over is not None
    return Session(workspace, settings, home.config, noted)


def checked_codes(
    select: tuple[str, ...], ignore: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes and prefixes of a command line in capitals. Exits with 2 where one names no rule."""
    select, ignore = (tuple(code.upper() for code in codes) for codes in (select, ignore))
    for codes, leave_out in ((select, False), (ignore, True)):
        for code in codes:
            wrong = wrong_choice(code, leave_out=leave_out)
            if wrong is not None:
                stop(wrong.message, wrong.hint)
    return select, ignore


def note_unasked(settings: Settings, side: tuple[str, ...], command: str) -> bool:
    """Say on standard error that what `--select` names are no rules of a command, where that is so.

    `side` is how the codes of the command's rules begin. Returns whether something was said.
    """
    chosen = settings.select
    if not chosen or any(code.startswith(chosen) for code in registry.names() if code.startswith(side)):
        return False
    other = "audit" if command == "validate" else "validate"
    codes = ", ".join(chosen)
    note(f"`--select` names no rule of `jmap {command}`; {codes} stands for rules of `jmap {other}`")
    return True


def fails(report: Report, fail_on: str) -> bool:
    """Tell whether a report has a finding that fails the run."""
    worst = report.worst()
    return fail_on != "never" and worst is not None and worst.rank <= Severity(fail_on).rank


def _too_long(path: Path) -> bool:
    return len(str(path)) > 4000 or any(len(part.encode("utf-8", "replace")) > 255 for part in path.parts)


def _tell(home: Home, asked: Asked) -> None:
    files = len(asked.files)
    note(f"{files} file{'' if files == 1 else 's'} of the workspace `{os.path.relpath(home.root)}`")
