"""Where pages are written, and what lies around them: files of the workspace, maps above a map."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any
from urllib.parse import unquote

from jmap.model.journey_file import JourneyFile
from jmap.records import frozen
from jmap.render.urls import path_url
from jmap.workspace.workspace import Workspace

_WORD = b"expands"


@frozen
class Parent:
    """A map, and the name of its stage or touchpoint that another map holds the detail of."""

    path: str
    title: str
    part: str


@frozen
class Whereabouts:
    """The folder of the pages below the root, or None where it lies elsewhere or there is none.

    `leads` tells to which file below the root a mention in a file leads, and answers nothing or `?` where
    there is none. `parents` are, by the path of a map, what it is the detail of.
    """

    folder: str | None = None
    leads: Callable[[str, str], str] | None = None
    parents: Mapping[str, tuple[Parent, ...]] = field(default_factory=dict)

    def way(self, page: str, file: str, mention: str, *, encoded: bool = False) -> str:
        """Return the address on a page of what a file mentions by a path, or nothing where none can work.

        `page` is the page's path below the folder. A mention that is `encoded` is an address, and may end
        in a query or fragment.
        """
        if self.folder is None or self.leads is None:
            return ""
        path, rest = mention, ""
        if encoded:
            cut = min((mention.index(mark) for mark in "?#" if mark in mention), default=len(mention))
            path, rest = unquote(mention[:cut], errors="surrogateescape"), mention[cut:]
        target = self.leads(file, path)
        if not target or target == "?":
            return ""
        start = posixpath.dirname(posixpath.join(self.folder, page))
        return path_url(posixpath.relpath(f"/{target}", f"/{start}")) + rest


NOWHERE = Whereabouts()


def parents(workspace: Workspace, files: Iterable[str]) -> Mapping[str, tuple[Parent, ...]]:
    """Return, by the path of a map, what it is the detail of; only files with the word are parsed for it."""
    found: dict[str, list[Parent]] = {}
    for path in sorted(files):
        if not workspace.documents.holds(path, _WORD):
            continue
        file = workspace.documents.get(path).bound.file
        for part, mention in _expanding(file):
            target = workspace.leads_to(path, mention)
            if target and target != path:
                found.setdefault(target, []).append(Parent(path, file.title or path, part))
    return {target: tuple(dict.fromkeys(each)) for target, each in found.items()}


def _expanding(file: JourneyFile) -> Iterator[tuple[str, str]]:
    objects: list[Any] = [*file.stages.values(), *file.touchpoints.values()]
    for each in objects:
        if not each.archived:
            yield from ((each.title, mention) for mention in each.expands)
