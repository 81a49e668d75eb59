"""Maps whose files would be one: told before anything is drawn, and before one is written over the other."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jmap.cli.stop import stop
from jmap.render.outputs import registry
from jmap.render.scene import page_path
from jmap.workspace.discovery import map_id
from jmap.workspace.workspace import Workspace


def refuse_clashes(workspace: Workspace, formats: Iterable[str], folder: Path) -> None:
    """Look for a file that two maps of a run would be written to. Exits with 2 where there is one."""
    endings = [suffix for name in formats for suffix in registry.suffixes(name)]
    writers: dict[str, list[str]] = {}
    for path in workspace.asked.files:
        base = page_path(map_id(path)).removesuffix(".html")
        for ending in endings:
            writers.setdefault(base + ending, []).append(path)
    for name, paths in sorted(writers.items()):
        # Nothing is written of libraries, and only files that might clash are read to tell.
        maps = [path for path in paths if workspace.documents.get(path).bound.is_map] if paths[1:] else []
        if len(maps) > 1:
            stop(
                f"`{maps[0]}` and `{maps[1]}` would both be written to `{folder / name}`",
                "rename one of them",
            )
