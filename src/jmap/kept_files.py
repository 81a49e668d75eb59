"""Files in the cache folder: written whole, and the oldest let go of."""

from __future__ import annotations

import os

RACY = 2_000_000_000
"""A file changed within so many nanoseconds of being read may change again and keep its time."""

_KEPT = 64


def keep(path: str, data: bytes) -> None:
    """Write a file whole or not at all, for the user alone; past so many in its folder the oldest go.

    Raises OSError.
    """
    folder = os.path.dirname(path)  # noqa: PTH120 - pathlib takes longer than a run that is said again
    os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
    beside = f"{path}.{os.getpid()}.tmp"
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123
            file.write(data)
        os.replace(beside, path)  # noqa: PTH105
    except BaseException:
        _take_away(beside)
        raise
    with os.scandir(folder) as entries:
        files = sorted((entry.stat().st_mtime_ns, entry.path) for entry in entries if entry.is_file())
    for _, old in files[:-_KEPT]:
        _take_away(old)


def _take_away(path: str) -> None:
    try:
        os.unlink(path)  # noqa: PTH108
    except FileNotFoundError:
        # Another run was faster.
        return
