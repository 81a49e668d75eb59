"""Files that a run will write, looked at before anything is drawn: those of two maps, those of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from jmap.cli.stop import stop
from jmap.render.outputs import registry
from jmap.render.scene import page_path
from jmap.workspace.cache import digest
from jmap.workspace.discovery import map_id
from jmap.workspace.workspace import Workspace


def refuse_clashes(workspace: Workspace, formats: Iterable[str], folder: Path) -> None:
    """Look for a file that two maps of a run would be written to. Exits with 2 where there is one."""
    wanted = tuple(formats)
    writers: dict[str, list[str]] = {}
    for path in workspace.asked.files:
        for name in files_of(path, wanted):
            writers.setdefault(name, []).append(path)
    for name, paths in sorted(writers.items()):
        # Nothing is written of libraries, and only files that might clash are read to tell.
        maps = [path for path in paths if workspace.documents.get(path).bound.is_map] if paths[1:] else []
        if len(maps) > 1:
            stop(
                f"`{maps[0]}` and `{maps[1]}` would both be written to `{folder / name}`",
                "rename one of them",
            )


def files_of(path: str, formats: Iterable[str]) -> Iterator[str]:
    """Yield the files that may be written of a map, by their path below the output folder."""
    base = page_path(map_id(path)).removesuffix(".html")
    for name in formats:
        yield from (base + suffix for suffix in registry.suffixes(name))


def indexes(formats: Iterable[str]) -> Iterator[str]:
    """Yield the files that list all maps, as `files_of` does."""
    for name in formats:
        if registry.load_index(name) is not None:
            yield f"index{registry.suffixes(name)[0]}"


def already_there(names: Iterable[str], folder: Path) -> dict[str, str]:
    """Return the files that are there already, each with its SHA-256, or '' where it cannot be read."""
    found = {}
    for name in names:
        path = folder / name
        if path.is_file():
            try:
                found[name] = digest(path.read_bytes())
            except OSError:
                found[name] = ""
    return found
