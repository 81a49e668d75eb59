"""Paths that files mention: relative, inside the workspace, the same on every system."""

from __future__ import annotations

import os
import posixpath
import re
from functools import lru_cache
from pathlib import Path

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"|?*\\]')


def inside(root: Path, file: str, mention: str) -> str | None:
    """Return the path below the root that a file means by a mention, or None.

    `file` is the path of the mentioning file below the root, with `/`. None for whatever is absolute,
    leads past the root, by `..` or by a link, is written in another case than on the disk, has a
    character or name that another system refuses, or is missing: one answer for all, so that
    nothing can be learned about files outside.
    """
    if not mention or mention.startswith("/") or _FORBIDDEN.search(mention):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(file), mention))
    if path.startswith(("../", "/")) or path in (".", ".."):
        return None
    here = root
    for part in path.split("/"):
        if part.endswith((".", " ")) or _RESERVED.fullmatch(part):
            return None
        if part not in _names(str(here)):
            return None
        here = here / part
    real_root = os.path.realpath(root)
    real = os.path.realpath(here)
    if os.path.commonpath([real, real_root]) != real_root or not os.path.isfile(real):  # noqa: PTH113
        return None
    return path


def may_be(root: Path, file: str, mention: str) -> bool:
    """Tell whether a path that leads to no file would at least stay inside the workspace."""
    if not mention or mention.startswith("/") or _FORBIDDEN.search(mention):
        return False
    path = posixpath.normpath(posixpath.join(posixpath.dirname(file), mention))
    parts = path.split("/")
    if any(part.endswith((".", " ")) or _RESERVED.fullmatch(part) for part in parts if part != ".."):
        return False
    real_root = os.path.realpath(root)
    real = os.path.realpath(root / path)
    here = root
    for part in parts:
        names = _names(str(here))
        if part not in names and part.casefold() in {name.casefold() for name in names}:
            return False
        here = here / part
    if os.path.isdir(real):  # noqa: PTH112
        return False
    outside = path.startswith(("../", "/")) or path in (".", "..")
    return not outside and os.path.commonpath([real, real_root]) == real_root


def below(root: Path, path: Path) -> str | None:
    """Return a path of this system as a path below the root with `/`, or None if it is outside.

    Links are followed, so that a file outside cannot come in by a link.
    """
    real_root = Path(os.path.realpath(root))
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolves `..` and no links
    if not Path(os.path.realpath(path)).is_relative_to(real_root):
        return None
    for base, whole in ((root, absolute), (real_root, Path(os.path.realpath(path)))):
        if whole.is_relative_to(base):
            return whole.relative_to(base).as_posix()
    return None


def shown(root: Path, path: Path) -> str:
    """Return how to call a file outside the workspace: its way from the root, with `/`."""
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:
        # On another drive there is no way to it.
        return path.name


def forget() -> None:
    """Forget the folders listed so far: files may have come or gone."""
    _names.cache_clear()


@lru_cache(maxsize=512)
def _names(folder: str) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))  # noqa: PTH208 - names alone are wanted
    except OSError:
        return frozenset()
