"""Why no map was found: what lies there all the same, and what keeps it from being read."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from jmap.workspace import paths
from jmap.workspace.config import Config
from jmap.workspace.discovery import SUFFIXES, Home, discover

_MOST: Final = 100
_MOST_FOLDERS: Final = 10_000
_BY_GIT: Final = "git ignores"
_BY_EXCLUDE: Final = "`exclude` in the config leaves out"
_BY_INCLUDE: Final = "`include` in the config does not name"
_HIDDEN: Final = "a folder whose name begins with a dot holds"


def why_none(named: Iterable[Path], home: Home, config: Config) -> str:
    """Return what keeps the journey files in some folders from being read; empty where there are none.

    No folder means the workspace.
    """
    reasons: Counter[str] = Counter()
    for folder in [path for path in named if path.is_dir()] or [home.root]:
        below = paths.below(home.root, folder)
        if below is not None:
            reasons.update(_reasons(home.root, home.root if below == "." else home.root / below, config))
    if not reasons:
        return ""
    reason, count = reasons.most_common(1)[0]
    maps = "the map" if count == 1 else f"the {count} maps" if count < _MOST else "the maps"
    files = "the file" if count == 1 else "the files"
    return f"{reason} {maps} there; {files} can be named one by one"


def _reasons(root: Path, start: Path, config: Config) -> Iterator[str]:
    seen = set(discover(root, start, (), ()))
    kept = set(discover(root, start, (), config.exclude))
    for path in _lying(root, start):
        if path in kept:
            yield _BY_INCLUDE
        elif path in seen:
            yield _BY_EXCLUDE
        else:
            hidden = any(part.startswith(".") for part in path.split("/")[:-1])
            yield _HIDDEN if hidden else _BY_GIT


def _lying(root: Path, start: Path) -> Iterator[str]:
    """Yield journey files below a folder whatever keeps them from being read, the first of them only."""
    count = 0
    for number, (here, folders, files) in enumerate(os.walk(start)):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in sorted(files):
            if name.endswith(SUFFIXES) and count < _MOST:
                count += 1
                yield (Path(here) / name).relative_to(root).as_posix()
        if count >= _MOST or number >= _MOST_FOLDERS:
            return
