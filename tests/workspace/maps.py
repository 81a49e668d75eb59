"""Workspaces of a few maps, written in a test."""

from __future__ import annotations

from pathlib import Path

from jmap.workspace.config import load_config
from jmap.workspace.discovery import Home
from jmap.workspace.workspace import Workspace, asked_for


def workspace_of(folder: Path, *asked: str, **maps: str) -> Workspace:
    """Return the workspace of maps by their stems; those `asked` for, else all of them."""
    root = folder.resolve()
    for stem, text in maps.items():
        (root / f"{stem}.journey.yaml").write_text(text, encoding="utf-8")
    home, config = Home(root, None), load_config(None).config
    paths = [root / f"{stem}.journey.yaml" for stem in asked] or [root]
    return Workspace(home, config, asked_for(paths, home, config))
