"""`jmap init`: a workspace that validates and renders, or one more map in it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

import jmap
from jmap.blueprints import catalogue
from jmap.blueprints.ci_files import CI_FILES
from jmap.blueprints.map_names import is_name, nearest_name
from jmap.blueprints.new_files import Answers, NewFile, map_path, new_files
from jmap.cli import options
from jmap.cli.config_file import open_config
from jmap.cli.config_schema import config_schema_text
from jmap.cli.stop import note, stop
from jmap.cli.writing import write
from jmap.formats.width import visible
from jmap.model.bind import bind
from jmap.nearest import nearest
from jmap.workspace.discovery import Home, find_home
from jmap.yaml.reader import read_bytes

_NEXT = ("jmap validate", "jmap render --open", "jmap audit")


def command(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Where to begin; the current folder if not said.")
    ] = Path(),
    blueprint: Annotated[
        str, typer.Option(metavar="BLUEPRINT", help=f"The map to begin with: {', '.join(catalogue.names())}.")
    ] = catalogue.DEFAULT,
    name: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Name of the map, such as `onboarding` or `smb/onboarding`.",
            show_default=False,
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TITLE", help="Title of the map.", show_default=False)
    ] = None,
    ci: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SERVICE",
            help=f"Check the maps in {', '.join(CI_FILES)}; repeatable.",
            show_default=False,
        ),
    ] = None,
    config: options.Config = None,
    color: options.ColourOption = options.Colour.AUTO,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Begin a workspace with a map that validates, or add a map to one with `--name`."""
    _known("blueprint", blueprint, catalogue.names())
    services = tuple(dict.fromkeys(options.split(ci)))
    for service in services:
        _known("CI service", service, CI_FILES)
    if name is not None and not is_name(name):
        guess = nearest_name(name)
        hint = "write it in lower-case letters, digits and hyphens, with `/` between folders"
        stop(f"`{name}` cannot be the name of a map", f"did you mean `{guess}`?" if guess else hint)
    if config is not None:
        # What is written does not depend on it; one that is wrong is said all the same.
        open_config(Path(), config, color, quiet=quiet)
    home = _home(folder, name)
    top = _repository(folder.resolve()) or home.root
    answers = Answers(
        blueprint=catalogue.load(blueprint),
        name=name,
        title=title,
        ci=services,
        fresh=home.config is None,
        folder=_way(home.root, folder.resolve()),
        repository=_way(home.root, top),
        workspace=_way(top, home.root) if home.root.is_relative_to(top) else ".",
        version=jmap.__version__,
        config_schema=config_schema_text(),
    )
    files = list(new_files(answers))
    _check_title(answers, files)
    _check_places(home.root, files)
    written = _write(home.root, files)
    if verbose:
        for file in files:
            if home.root / file.path not in written:
                note(f"kept `{_shown(home.root / file.path, folder)}`")
    if not quiet:
        for path in written:
            typer.echo(f"wrote {visible(_shown(path, folder))}")
        typer.echo("\nnext:")
        for line in [*_enter(home.root, folder), *_NEXT]:
            typer.echo(f"  {visible(line)}")


def _known(what: str, word: str, choices: Iterable[str]) -> None:
    if word not in choices:
        guess = nearest(word, choices)
        stop(
            f"no {what} `{word}`", f"did you mean `{guess}`?" if guess else f"it can be {', '.join(choices)}"
        )


def _home(folder: Path, name: str | None) -> Home:
    """Return the workspace that a folder is in, or the one that it will be the root of."""
    try:
        whole = folder.resolve()
        place = next(each for each in (whole, *whole.parents) if each.exists())
        home = find_home(place)
    except (OSError, RuntimeError) as error:
        # Before Python 3.13 a link that leads to itself is a RuntimeError.
        stop(f"`{folder}` cannot be used: {_reason(error)}")
    if not place.is_dir():
        stop(f"`{place.name}` is a file, not a folder", "name a folder, or none for the current one")
    if home.config is None:
        return Home(whole, None)
    if name is None:
        stop(
            f"this is a workspace already, by its `{home.config.name}`", "add one more map with `--name NAME`"
        )
    return home


def _repository(folder: Path) -> Path | None:
    """Return the top of the git work tree that a folder is in, the only place where CI files are read."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)


def _way(start: Path, target: Path) -> str:
    try:
        return Path(os.path.relpath(target, start)).as_posix()
    except ValueError:
        stop(f"`{target.name}` and `{start.name}` are on different drives")


def _check_title(answers: Answers, files: Iterable[NewFile]) -> None:
    """Stop where the title makes the map one that does not validate."""
    if answers.title is None:
        return
    if not answers.title.strip():
        stop("the title is empty", "write one, or leave `--title` out")
    path = map_path(answers)
    text = next(file.text for file in files if file.path == path)
    try:
        reading = read_bytes(path, text.encode("utf-8"))
    except UnicodeError:
        stop("the title cannot be used: it is not UTF-8")
    for fault in [*reading.faults, *bind(reading.root, whole=reading.whole).faults]:
        stop(f"the title cannot be used: {fault.message}", fault.hint)


def _check_places(root: Path, files: Iterable[NewFile]) -> None:
    """Stop where a file is in the way, or a folder cannot be written to."""
    there = [file.path for file in files if not file.may_stay and os.path.lexists(root / file.path)]
    if there:
        names = ", ".join(f"`{path}`" for path in there)
        verb = "is" if len(there) == 1 else "are"
        stop(f"{names} {verb} there already, and nothing is overwritten", "nothing was written")
    for file in files:
        parents = (root / file.path).parents
        place = next(each for each in parents if os.path.lexists(each))
        if not place.is_dir():
            stop(f"`{file.path}` cannot be written: `{place.name}` is not a folder")
        if not os.access(place, os.W_OK | os.X_OK):
            stop(f"`{file.path}` cannot be written: no permission in `{place.name}`")


def _write(root: Path, files: Iterable[NewFile]) -> list[Path]:
    """Write the files, all or none."""
    written: list[Path] = []
    made: list[Path] = []
    for file in files:
        path = root / file.path
        if file.may_stay and path.exists():
            continue
        try:
            _refuse_link(path.parent)
            made.extend(each for each in path.parents if not each.exists())
            write(path, file.text)
        except (OSError, UnicodeError) as error:
            for done in written:
                with suppress(OSError):
                    done.unlink()
            for each in sorted(made, key=lambda one: len(one.parts), reverse=True):
                with suppress(OSError):
                    each.rmdir()
            stop(f"`{file.path}` cannot be written: {_reason(error)}", "nothing was written")
        written.append(path)
    return written


def _refuse_link(folder: Path) -> None:
    """Raise OSError for a folder that is a link: what is written there would land elsewhere."""
    if folder.is_symlink():
        raise OSError(f"`{folder.name}` is a link, and links are not written through")


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower()
    return "its path is not UTF-8" if isinstance(error, UnicodeError) else "a link leads to itself"


def _shown(path: Path, folder: Path) -> str:
    """Return a path as a person in the current folder would write it."""
    return str(path) if folder.is_absolute() else os.path.relpath(path)


def _enter(root: Path, folder: Path) -> list[str]:
    """Return the line that enters the workspace, where the current folder is outside it."""
    if Path.cwd().is_relative_to(root):
        return []
    name = str(folder)
    quoted = (
        f'"{name}"' if os.name == "nt" and " " in name else name if os.name == "nt" else shlex.quote(name)
    )
    return [f"cd {quoted}"]
