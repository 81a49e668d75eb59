"""Finding the workspace and the journey files in it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jmap.records import frozen

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SUFFIXES = (".journey.yaml", ".journey.yml")
CONFIG_NAME = "jmap.toml"
_TABLE = b"[tool.jmap]"


@frozen
class Home:
    """The workspace root, and the config file found there, if any."""

    root: Path
    config: Path | None


def find_home(start: Path) -> Home:
    """Look upward from a folder, or the folder of a file, for a config; else stay where it began."""
    folder = Path(os.path.realpath(start))
    folder = folder if os.path.isdir(folder) else folder.parent  # noqa: PTH112 - never raises
    for candidate in (folder, *folder.parents):
        own, project = candidate / CONFIG_NAME, candidate / "pyproject.toml"
        try:
            if own.is_file():
                return Home(candidate, own)
            if project.is_file() and _has_table(project.read_bytes()):
                return Home(candidate, project)
        except OSError:
            # A folder that may not be looked into has no config for us.
            continue
    return Home(folder, None)


def _has_table(data: bytes) -> bool:
    """Tell whether a `pyproject.toml` has a table `tool.jmap`, however it is written."""
    if b"jmap" not in data or b"tool" not in data:
        return False
    import tomllib

    try:
        tool = tomllib.loads(data.decode("utf-8", "replace")).get("tool", {})
    except (ValueError, RecursionError):
        # A broken file with the plain header is ours to complain about.
        return _TABLE in data
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
) -> Iterator[str]:
    """Yield the journey files below a folder as paths below the root, sorted.

    `include` and `exclude` are patterns as in a `.gitignore`, relative to the root. Folders that
    start with a dot and what git ignores are passed over; links to folders are not followed. Folders that
    are looked into are added to `folders`, the root as ''.
    """
    wanted, unwanted = _patterns(include), _patterns(exclude)
    found: list[str] = []
    first = folder.relative_to(root).as_posix()
    stack = [("" if first == "." else f"{first}/", _ignores_above(folder))]
    while stack:
        here, ignores = stack.pop()
        if folders is not None:
            folders.append(here.rstrip("/"))
        path = f"{root}/{here}"
        try:
            with os.scandir(path) as entries:
                some = [(each.name, each.is_dir(follow_symlinks=False)) for each in entries]
        except OSError:
            continue
        if (".gitignore", False) in some:
            ignores = [*ignores, *_ignores_of(Path(path))]
        for name, is_folder in some:
            if name.startswith(".") if is_folder else not name.endswith(SUFFIXES):
                continue
            shown = f"{here}{name}"
            if ignores and _ignored(Path(path, name), is_folder, ignores):
                continue
            if unwanted is not None and unwanted.match_file(shown + "/" * is_folder):
                continue
            if is_folder:
                stack.append((f"{shown}/", ignores))
            elif wanted is None or wanted.match_file(shown):
                found.append(shown)
    yield from sorted(found)


def matches(patterns: Iterable[str], path: str) -> bool:
    """Tell whether a path below the root matches one of some patterns as in a `.gitignore`."""
    spec = _patterns(patterns)
    return spec is not None and spec.match_file(path)


def is_pattern(line: str) -> bool:
    """Tell whether a line is a pattern as in a `.gitignore`."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _patterns(lines: Iterable[str]) -> GitIgnoreSpec | None:
    lines = list(lines)
    if not lines:
        return None
    # Imported late: it costs as much as the rest of a run on one file.
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        # One line that is no pattern, which git passes over: take the others one by one.
        return GitIgnoreSpec.from_lines(line for line in lines if is_pattern(line))


def _ignores_of(folder: Path) -> list[tuple[Path, GitIgnoreSpec]]:
    file = folder / ".gitignore"
    try:
        if not file.is_file():
            return []
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    spec = _patterns(text.splitlines())
    return [] if spec is None else [(folder, spec)]


def _ignores_above(folder: Path) -> list[tuple[Path, GitIgnoreSpec]]:
    """Return the ignore files between the top of the git work tree and a folder, the top's first."""
    chain = [folder, *folder.parents]
    top = next((index for index, each in enumerate(chain) if (each / ".git").exists()), None)
    if top is None or top == 0:
        return []
    return [ignore for each in reversed(chain[1 : top + 1]) for ignore in _ignores_of(each)]


def _ignored(path: Path, is_folder: bool, ignores: list[tuple[Path, GitIgnoreSpec]]) -> bool:
    for base, spec in reversed(ignores):
        result = spec.check_file(path.relative_to(base).as_posix() + "/" * is_folder)
        if result.include is not None:
            return result.include
    return False
