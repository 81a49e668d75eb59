"""Lays out the files of a workspace as they were at a commit, in a folder of their own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from jmap.cli.git import Blob, Repository
from jmap.findings.baseline import NAME as BASELINE
from jmap.records import frozen
from jmap.workspace.discovery import CONFIG_NAME, SUFFIXES

_WORD: Final = re.compile(r"\w+")
_LIBRARIES: Final = (".yaml", ".yml")
_AT_ROOT: Final = (CONFIG_NAME, "pyproject.toml", BASELINE)
_IGNORES: Final = ".gitignore"


@frozen
class OldFiles:
    """A folder that stands for the workspace as it was. `found` tells whether that was there at all."""

    root: Path
    found: bool


def lay_out(repository: Repository, commit: str, top: Path, named: Iterable[str], most: int) -> OldFiles:
    """Write the files of a commit that an audit reads below a folder, and return what stands for the root.

    Maps, libraries, the config, the baseline and what git ignores are as they were; of other files that a
    map may name only that they are there. `named` are paths below the root that are wanted whatever their
    name. Of a file with more bytes than `most` only its size is as it was. Raises GitError, OSError.
    """
    # Where the top of the repository is, so that nothing above is looked at.
    (top / ".git").mkdir()
    root = top / repository.prefix if repository.prefix else top
    root.mkdir(parents=True, exist_ok=True)
    tree = repository.tree(commit)
    if tree is None:
        return OldFiles(root, found=False)
    _write_ignores_above(repository, commit, top)
    blobs = {path: each for each in repository.files(tree) if (path := path_of(each)) is not None}
    wanted = {*_AT_ROOT, *named}
    chosen = [path for path in blobs if path in wanted or _name(path).endswith((*SUFFIXES, _IGNORES))]
    words: set[str] = set()
    left = blobs.keys() - set(chosen)
    while chosen:
        fresh = _write(repository, root, {path: blobs[path] for path in chosen}, most)
        words |= fresh
        chosen = [path for path in left if path.endswith(_LIBRARIES) and _may_be_named(path, words)]
        left -= set(chosen)
    for path in sorted(left):
        if _may_be_named(path, words):
            _put(root / path, b"")
    return OldFiles(root, found=True)


def path_of(blob: Blob) -> str | None:
    """Return the path of a file below the root, or None where it would lead elsewhere."""
    path = os.fsdecode(blob.path)
    parts = path.split("/")
    odd = "\0" in path or (os.name == "nt" and "\\" in path)
    return None if odd or any(part.lower() in ("", ".", "..", ".git") for part in parts) else path


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _may_be_named(path: str, words: set[str]) -> bool:
    """Tell whether a file may be one that some text names: all words of its name stand there."""
    return words.issuperset(_words(_name(path)))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _write(repository: Repository, root: Path, blobs: dict[str, Blob], most: int) -> set[str]:
    """Write files, and return the words in them."""
    by_object: dict[str, list[str]] = {}
    for path, blob in blobs.items():
        by_object.setdefault(blob.object, []).append(path)
    words: set[str] = set()
    for each, content in repository.contents(by_object, most):
        for path in by_object[each]:
            _put(root / path, content)
        if isinstance(content, bytes):
            words |= _words(content.decode("utf-8", "replace"))
    return words


def _put(path: Path, content: bytes | int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        if isinstance(content, int):
            # As long as it was, and nothing in it: it is refused for its size.
            file.truncate(content)
        else:
            file.write(content)


def _write_ignores_above(repository: Repository, commit: str, top: Path) -> None:
    folders = repository.prefix.rstrip("/").split("/") if repository.prefix else []
    for depth in range(len(folders)):
        path = "/".join((*folders[:depth], _IGNORES))
        found = repository.object_at(commit, path)
        if found is not None:
            for _, content in repository.contents([found], 1_000_000):
                _put(top / path, content)
