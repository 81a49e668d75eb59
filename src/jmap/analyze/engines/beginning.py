"""The beginning of a large file, looked at by itself before all of it is read."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Final

LARGE: Final = 1 << 20
"""A file of fewer bytes is read as a whole at once."""

_SIZE: Final = 4 << 20


def write_beginning(path: Path, to: Path) -> bool:
    """Write the first lines of a file, unpacked, to another. Return False where there is no need, or no way.

    Raises OSError where it cannot be read.
    """
    if path.suffix == ".zst" or path.stat().st_size < LARGE:
        return False
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        begun = file.read(_SIZE)
    lines, newline, _ = begun.rpartition(b"\n")
    to.write_bytes(lines + newline or begun)
    return True
