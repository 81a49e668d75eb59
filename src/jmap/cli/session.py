"""What every command needs before it starts: terminal, config, workspace."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import NoReturn, TextIO

import typer

from jmap.cli import terminal
from jmap.cli.options import Colour, today
from jmap.faults import Fault, Severity
from jmap.findings.build import Builder
from jmap.findings.finding import Report
from jmap.formats.style import Style
from jmap.formats.width import visible
from jmap.model.bind import bind
from jmap.records import frozen
from jmap.rules import registry
from jmap.rules.engine import Settings
from jmap.rules.options import option_faults
from jmap.workspace.config import LoadedConfig, load_config
from jmap.workspace.discovery import Home, find_home
from jmap.workspace.documents import Document
from jmap.workspace.workspace import Workspace, asked_for
from jmap.yaml.source import Source


@frozen
class Session:
    """A workspace opened with its settings, ready to be judged; `config` is the file they are from."""

    workspace: Workspace
    settings: Settings
    config: Path | None = None


def stop(message: str, hint: str = "") -> NoReturn:
    """Say what is wrong with the call and exit with 2."""
    typer.echo(f"error: {visible(message)}", err=True)
    if hint:
        typer.echo(f"  {visible(hint)}", err=True)
    raise typer.Exit(2)


def style(colour: Colour, stream: TextIO | None = None) -> Style:
    """Return how to write to a stream: in colour on a terminal, unless it is said otherwise."""
    stream = stream if stream is not None else sys.stdout
    painted = _painted(colour, stream)
    links = colour is not Colour.NEVER and terminal.takes_links(stream, colour=painted)
    return Style(painted, terminal.width(stream), links=links)


def _painted(colour: Colour, stream: TextIO) -> bool:
    if colour is not Colour.AUTO:
        return colour is Colour.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def open_session(
    named: Iterable[Path] | None,
    config: Path | None,
    *,
    as_of: date | None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    given: Callable[[int], bytes] | None = None,
    colour: Colour = Colour.AUTO,
) -> Session:
    """Find the workspace, read its config, and say what a run is asked for.

    `given` returns the text that stands for the one file named, and no more than so many bytes of it.
    Exits with 2 where the config is wrong, a code names no rule, or no map is found.
    """
    paths = list(named or ())
    for prefix in (*select, *ignore):
        wrong = registry.unknown_prefix(prefix)
        if wrong is not None:
            stop(wrong)
    for path in (*paths, config):
        if path is not None and _too_long(path):
            stop(f"the name `{str(path)[:60]}...` is too long for a file", "check the command line")
    start = paths[0] if paths else Path()
    home = _home(start, config)
    loaded = _config(home, colour)
    asked = asked_for(paths, home, loaded.config)
    if not asked.files and not asked.outside:
        where = f"below `{start}`" if paths else "in this workspace"
        stop(f"no map {where}", "a map is a file that ends in `.journey.yaml`; `jmap init` writes one")
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
    return Session(workspace, settings, home.config)


def fails(report: Report, fail_on: str) -> bool:
    """Tell whether a report has a finding that fails the run."""
    worst = report.worst()
    return fail_on != "never" and worst is not None and worst.rank <= Severity(fail_on).rank


def _too_long(path: Path) -> bool:
    return len(str(path)) > 4000 or any(len(part.encode("utf-8", "replace")) > 255 for part in path.parts)


def _home(start: Path, config: Path | None) -> Home:
    if config is None:
        return find_home(start)
    if not config.is_file():
        stop(f"no config `{config}`")
    return Home(config.resolve().parent, config)


def _config(home: Home, colour: Colour) -> LoadedConfig:
    try:
        loaded = load_config(home.config)
    except OSError as error:
        stop(f"the config `{home.config and home.config.name}` cannot be read: {error.strerror}")
    faults = (*loaded.faults, *option_faults(loaded))
    if any(fault.code != "JM113" for fault in faults) and home.config is not None:
        _print_config_faults(home.config.name, loaded, faults, colour)
        raise typer.Exit(2)
    return loaded


def _print_config_faults(name: str, loaded: LoadedConfig, faults: tuple[Fault, ...], colour: Colour) -> None:
    from jmap.formats.full import render

    document = Document(name, Source(name, loaded.text), loaded.root, bind(None, whole=False), (), True)
    builder = Builder(lambda _: document, lambda rule, fault: fault.severity or rule.severity)
    report = Report(tuple(builder.build([(name, fault) for fault in faults], "")), 1)
    typer.echo(render(report, style(colour, sys.stderr)), err=True, nl=False, color=True)
