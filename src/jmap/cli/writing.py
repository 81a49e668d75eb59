"""Writing files: whole or not at all, only inside the folder meant, only where something changed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write(path: Path, text: str, *, inside: Path | None = None) -> bool:
    """Write a file in UTF-8 by way of a temporary one beside it; return False where nothing changed.

    With `inside`, a path that a link leads out of that folder is refused. Raises OSError.
    """
    data = text.encode("utf-8", "backslashreplace")
    folder = path.parent
    # Looked at first: a folder that is made through a link would lie outside too.
    if inside is not None and not _lies_in(folder, inside):
        raise OSError(f"`{path.name}` would be written outside `{inside}`")
    folder.mkdir(parents=True, exist_ok=True)
    if path.is_symlink():
        raise OSError(f"`{path.name}` is a link, and links are not written through")
    if path.exists() and not path.is_file():
        raise OSError(f"`{path.name}` is not an ordinary file")
    if path.exists() and path.read_bytes() == data:
        return False
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(folder)
    return True


def take_away(path: Path, *, inside: Path) -> bool:
    """Remove an ordinary file in a folder; return False where it is none, or cannot be removed."""
    try:
        if path.is_symlink() or not path.is_file():
            return False
        if not _lies_in(path.parent, inside):
            return False
        path.unlink()
    except OSError:
        return False
    return True


def _lies_in(folder: Path, top: Path) -> bool:
    """Tell whether a folder, which need not be there, lies in another once links are followed."""
    return Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(top))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
