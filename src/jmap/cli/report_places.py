"""Where a report lies: beside which pages of maps, and how far from the files of the workspace."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final, TypeAlias

import typer

from jmap.cli.outputs import Output
from jmap.cli.stop import note, stop
from jmap.formats.style import Style
from jmap.render.site import INDEX
from jmap.render.urls import path_url, safe_url

Option: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--site",
        metavar="DIR",
        help="Folder or address of the maps' pages, to which an HTML report leads; its own if not said.",
        show_default=False,
    ),
]
_ADDRESSES: Final = ("http://", "https://")


def placed(style: Style, output: Output, site: str | None, root: Path, *, quiet: bool) -> Style:
    """Return how to write a report that leads to pages and files, from where it will lie.

    `site` is the folder of the maps' pages or its address; the folder of the report where it is not said.
    Exits with 2 where an address is none.
    """
    if output.format != "html":
        return style
    folder = output.file.resolve().parent if output.file is not None else Path.cwd()
    if site is not None and "://" in site:
        address = safe_url(site)
        if address is None or not address.lower().startswith(_ADDRESSES):
            stop(f"`--site` cannot lead to `{site}`", "name a folder, or an address with `https://`")
        way = address if address.endswith("/") else f"{address}/"
    else:
        pages = Path(site).resolve() if site is not None else folder
        way = _way(pages, folder)
        if not quiet and not (pages / INDEX).is_file():
            shown = site or os.path.relpath(pages)
            drawn = f"they are drawn by `jmap render -o {shown}`"
            note(f"the report leads to pages of maps in `{shown}`, and {drawn}")
    sources = _sources(root.resolve(), folder) if output.file is not None else None
    return replace(style, site=way, sources=sources)


def _way(target: Path, folder: Path) -> str:
    """Return the way from a folder to another, with `/` at its end."""
    try:
        way = Path(os.path.relpath(target, folder)).as_posix()
    except ValueError:
        stop(f"no way leads from `{folder}` to `{target}`", "keep both on one drive, or name an address")
    return "" if way == "." else f"{path_url(way)}/"


def _sources(root: Path, folder: Path) -> str | None:
    """Return the way from a report to the workspace, where one lies in the other and it holds elsewhere."""
    return _way(root, folder) if folder.is_relative_to(root) or root.is_relative_to(folder) else None
