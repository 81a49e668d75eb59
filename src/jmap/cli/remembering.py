"""What a run remembers for the next one, and where."""

from __future__ import annotations

import os
import posixpath
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jmap import replay
from jmap.cli.session import Session
from jmap.workspace.discovery import CONFIG_NAME

if TYPE_CHECKING:
    from jmap.workspace.cache import Cache


def open_cache(session: Session, *, every: bool) -> Cache | None:
    """Return the cache of a workspace, or None where nothing is to be kept.

    `every` where the run needs all findings of a file, and not only those that are told.
    """
    home = replay.cache_folder()
    if home is None:
        return None
    # Loaded only where it is used: a run in CI starts faster without.
    from jmap.workspace.cache import Cache, digest

    settings = session.settings
    said = (settings.config, settings.select, settings.ignore, every)
    asked = (replay.program(), *map(repr, said))
    key = digest("\0".join(asked).encode("utf-8", "surrogatepass"))
    return Cache(Path(home), session.workspace.root, key)


def keep(
    session: Session, named: list[Path], cache: Cache, output: str, code: int, beside: Iterable[str] = ()
) -> None:
    """Keep the output of a run, so that the same call can be answered while nothing has changed.

    `beside` are paths below the root, other than of maps, that the run rests on.
    """
    asked = session.workspace.asked
    if cache.lasting and not asked.outside and not asked.unlisted and not session.noted:
        paths = [os.fspath(path) for path in _rests_on(session, named, cache)]
        paths += [f"{session.workspace.root}/{path}" for path in beside]
        replay.record(sys.argv[1:], paths, output, code, cache.started)


def _rests_on(session: Session, named: list[Path], cache: Cache) -> Iterator[str]:
    """Yield every file and folder whose state, or absence, the run depends on, as whole paths."""
    root = session.workspace.root
    starts = [Path(os.path.abspath(path)) for path in named or [Path()]]  # noqa: PTH100 - links are kept
    yield from map(os.fspath, starts)
    for start in {*starts, *(Path(os.path.realpath(each)) for each in starts), root}:
        for above in (start, *start.parents):
            # Any of these, if it came or went, would move the workspace or what git ignores in it.
            for name in (CONFIG_NAME, "pyproject.toml", ".git", ".gitignore"):
                yield f"{above}/{name}"
    base = os.fspath(root)
    if session.config is not None:
        yield os.path.abspath(session.config)  # noqa: PTH100
    folders = set(session.workspace.asked.folders)
    for path in cache.paths():
        yield f"{base}/{path}"
        folders.add(posixpath.dirname(path))
    done: set[str] = set()
    while folders:
        folder = folders.pop()
        if folder in done:
            continue
        done.add(folder)
        yield f"{base}/{folder}"
        yield f"{base}/{folder}/.gitignore"
        if folder:
            folders.add(posixpath.dirname(folder))
