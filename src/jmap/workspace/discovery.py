"""Finding the workspace and the journey files in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from jmap.records import frozen
from jmap.workspace.patterns import Patterns, patterns_of

SUFFIXES = (".journey.yaml", ".journey.yml")
CONFIG_NAME = "jmap.toml"
_TABLE = re.compile(rb"""^[ \t]*\[{1,2}[ \t]*["']?tool["']?[ \t]*\.[ \t]*["']?jmap\b""", re.MULTILINE)


@frozen
class Home:
    """The workspace root, and the config file found there, if any.

    `passed_over` is a second config beside it, which is not read.
    """

    root: Path
    config: Path | None
    passed_over: Path | None = None


@frozen
class Unlisted:
    """A folder that cannot be looked into, as a path below the root, and why."""

    path: str
    reason: str


def find_home(start: Path, *others: Path) -> Home:
    """Look upward from a folder, or the folder of a file, for a config; else stay where it began.

    Where there is none, for `others` that are asked for neither, the folder that holds all is the root,
    unless it lies above the current one.
    """
    folder = _folder_of(start)
    for candidate in (folder, *folder.parents):
        own, project = candidate / CONFIG_NAME, candidate / "pyproject.toml"
        try:
            beside = project.is_file() and _has_table(project.read_bytes())
            # A folder or a broken link of that name is for the reader to complain about.
            if os.path.lexists(own):
                return Home(candidate, own, project if beside else None)
            if beside:
                return Home(candidate, project)
        except OSError:
            # A folder that may not be looked into has no config for us.
            continue
    if others and not any(find_home(each).config for each in others):
        held = os.path.realpath(os.curdir)
        below = [f"{os.path.relpath(_folder_of(each), held)}/" for each in (start, *others)]
        if not any(each.startswith(("../", "/")) for each in below):
            return Home(Path(held, os.path.commonpath(below)), None)
    return Home(folder, None)


def _folder_of(path: Path) -> Path:
    """Return a folder, or the one that a file is in, links resolved."""
    real = Path(os.path.realpath(path))
    return real if os.path.isdir(real) else real.parent  # noqa: PTH112 - never raises


def _has_table(data: bytes) -> bool:
    """Tell whether a `pyproject.toml` has a table `tool.jmap`, however it is written."""
    if b"jmap" not in data or b"tool" not in data:
        return False
    import tomllib

    try:
        tool = tomllib.loads(data.decode("utf-8", "replace")).get("tool", {})
    except (ValueError, RecursionError):
        # A broken file with the plain header is ours to complain about.
        return _TABLE.search(data) is not None
    return isinstance(tool, dict) and "jmap" in tool


def map_id(path: str) -> str:
    """Return the id of a map: its path below the root without the suffix."""
    for suffix in SUFFIXES:
        if path.endswith(suffix):
            return path[: -len(suffix)]
    return path


def discover(
    root: Path,
    folder: Path,
    include: Iterable[str],
    exclude: Iterable[str],
    folders: list[str] | None = None,
    unlisted: list[Unlisted] | None = None,
) -> Iterator[str]:
    """Yield the journey files below a folder as paths below the root, sorted.

    `include` and `exclude` are patterns as in a `.gitignore`, relative to the root. Folders that
    start with a dot and what git ignores are passed over; links to folders are not followed. Folders that
    are looked into are added to `folders`, the root as ''; those that cannot be, to `unlisted`.
    """
    wanted, unwanted = patterns_of(tuple(include)), patterns_of(tuple(exclude))
    found: list[str] = []
    first = folder.relative_to(root).as_posix()
    above = _ignores_above(folder)
    stack = [] if _lies_in_ignored(folder, above) else [("" if first == "." else f"{first}/", above)]
    while stack:
        here, ignores = stack.pop()
        if folders is not None:
            folders.append(here.rstrip("/"))
        path = f"{root}/{here}"
        try:
            with os.scandir(path) as entries:
                some = [(each.name, each.is_dir(follow_symlinks=False)) for each in entries]
        except OSError as error:
            if unlisted is not None:
                reason = (error.strerror or "unknown reason").lower()
                unlisted.append(Unlisted(here.rstrip("/") or ".", reason))
            continue
        if (".gitignore", False) in some:
            ignores = [*ignores, *_ignores_of(Path(path))]
        for name, is_folder in some:
            if name.startswith(".") if is_folder else not name.endswith(SUFFIXES):
                continue
            shown = f"{here}{name}"
            if ignores and _ignored(Path(path, name), is_folder, ignores):
                continue
            if unwanted is not None and unwanted.decide(shown, is_folder=is_folder):
                continue
            if is_folder:
                stack.append((f"{shown}/", ignores))
            elif wanted is None or wanted.decide(shown):
                found.append(shown)
    yield from sorted(found)


def _ignores_of(folder: Path) -> list[tuple[Path, Patterns]]:
    file = folder / ".gitignore"
    try:
        if not file.is_file():
            return []
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    patterns = patterns_of(tuple(text.removeprefix("\ufeff").split("\n")))
    return [] if patterns is None else [(folder, patterns)]


def _ignores_above(folder: Path) -> list[tuple[Path, Patterns]]:
    """Return the ignore files between the top of the git work tree and a folder, the top's first."""
    chain = [folder, *folder.parents]
    top = next((index for index, each in enumerate(chain) if (each / ".git").exists()), None)
    if top is None or top == 0:
        return []
    return [ignore for each in reversed(chain[1 : top + 1]) for ignore in _ignores_of(each)]


def _lies_in_ignored(folder: Path, ignores: list[tuple[Path, Patterns]]) -> bool:
    """Tell whether git ignores a folder, or one above it that some ignore file speaks of."""
    if not ignores:
        return False
    top = ignores[0][0]
    way = [each for each in reversed((folder, *folder.parents)) if each != top and each.is_relative_to(top)]
    return any(
        _ignored(each, True, [(base, patterns) for base, patterns in ignores if base in each.parents])
        for each in way
    )


def _ignored(path: Path, is_folder: bool, ignores: list[tuple[Path, Patterns]]) -> bool:
    """Tell whether git ignores a file or folder in a folder that it does not ignore."""
    for base, patterns in reversed(ignores):
        meant = patterns.decide(path.relative_to(base).as_posix(), is_folder=is_folder, above=False)
        if meant is not None:
            return meant
    return False
