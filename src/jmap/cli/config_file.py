"""The config that a command reads: found or named, checked whole, and shown where it is wrong."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from jmap.cli.options import Colour
from jmap.cli.stop import note, stop, style
from jmap.faults import Fault, Severity
from jmap.findings.build import Builder
from jmap.findings.finding import Report
from jmap.model.bind import bind
from jmap.nearest import nearest
from jmap.rules.options import option_faults, texts_at
from jmap.workspace.config import Config, LoadedConfig, load_config
from jmap.workspace.discovery import Home, find_home
from jmap.workspace.documents import Document


def open_config(
    start: Path,
    config: Path | None,
    colour: Colour,
    *others: Path,
    quiet: bool = False,
    verbose: bool = False,
) -> tuple[Home, LoadedConfig]:
    """Return the workspace that a path, and others, lie in and its config, or the one named in place of it.

    A config that is named does not move the root of the workspace. Exits with 2 where it is wrong.
    """
    home = home_of(start, config, *others)
    loaded = load_config(home.config)
    faults = (*loaded.faults, *config_faults(loaded))
    if faults:
        _print(shown(home, config), loaded, faults, colour)
        raise typer.Exit(2)
    if verbose:
        note("no config, so all has its default" if home.config is None else f"config `{_way(home.config)}`")
    if home.passed_over is not None and home.config is not None and not quiet:
        name = home.config.name
        note(f"`{name}` is read, and `[tool.jmap]` in the `{home.passed_over.name}` beside it is not")
    return home, loaded


def config_for_reading(config: Path | None, colour: Colour, *, quiet: bool, verbose: bool) -> Config:
    """Return the config for a command that only shows something, which a wrong one shall not keep from it.

    Where the one found is wrong, the defaults. Exits with 2 where one is named and wrong.
    """
    home = home_of(Path(), config)
    if config is None:
        loaded = load_config(home.config)
        if loaded.faults or config_faults(loaded):
            if not quiet:
                name = home.config.name if home.config is not None else ""
                note(f"`{name}` has errors, which `jmap validate` shows; what follows is without it")
            return Config()
    return open_config(Path(), config, colour, quiet=quiet, verbose=verbose)[1].config


def home_of(start: Path, config: Path | None, *others: Path) -> Home:
    """Return the workspace that paths lie in. Exits with 2 where a config is named that is not there."""
    home = find_home(start, *others)
    if config is None:
        return home
    if not os.path.lexists(config):
        stop(f"no config `{config}`", "check the name, or leave `--config` out for the one of the workspace")
    return Home(home.root, config)


def config_faults(loaded: LoadedConfig) -> list[Fault]:
    """Return the faults of what only rules and pages know: codes, options, lanes, languages."""
    return [*option_faults(loaded), *_lanes(loaded), *_languages(loaded)]


def shown(home: Home, named: Path | None) -> str:
    """Return how messages call the config: as it was named, else by its path below the root."""
    if named is not None or home.config is None:
        return str(named or "")
    return home.config.name


def _way(path: Path) -> str:
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:
        # On another drive there is no way to it.
        return path.name


def _lanes(loaded: LoadedConfig) -> list[Fault]:
    faults: list[Fault] = []
    if not loaded.config.render.lanes:
        return faults
    # What draws is loaded only where a config names lanes.
    from jmap.render.lanes import LANES

    known = [lane.id for lane in LANES]
    for name, place in texts_at(loaded, ("render", "lanes")):
        if name not in known:
            guess = nearest(name, known)
            hint = f"did you mean `{guess}`?" if guess else f"there are {', '.join(known)}"
            faults.append(Fault("JM105", f"no lane `{name}`", place, hint, offending=name))
    return faults


def _languages(loaded: LoadedConfig) -> list[Fault]:
    faults: list[Fault] = []
    if loaded.config.render.lang is None:
        return faults
    from jmap.render.language import unknown_language

    for tag, place in texts_at(loaded, ("render", "lang")):
        hint = unknown_language(tag)
        if hint is not None:
            faults.append(Fault("JM105", f"no language `{tag}`", place, hint, offending=tag))
    return faults


def _print(name: str, loaded: LoadedConfig, faults: tuple[Fault, ...], colour: Colour) -> None:
    from jmap.formats.full import render

    document = Document(name, loaded.source, loaded.root, bind(None, whole=False), (), True)
    # Whatever it would be in a map: a run with a wrong setting is not the run that was asked for.
    builder = Builder(lambda _: document, lambda *_: Severity.ERROR)
    report = Report(tuple(builder.build([(name, fault) for fault in faults], "")), 1)
    typer.echo(render(report, style(colour, sys.stderr)), err=True, nl=False, color=True)
