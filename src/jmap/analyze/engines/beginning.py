"""The beginning of a file of lines, looked at by itself before all of it is read."""

from __future__ import annotations

import codecs
import gzip
import zlib
from pathlib import Path
from typing import Final

from jmap.analyze.fault import AnalyzeError

LARGE: Final = 1 << 20
"""A file of fewer bytes is read as a whole at once."""

_SIZE: Final = 4 << 20


def write_beginning(path: Path, to: Path) -> bool:
    """Write the first lines of a large file, unpacked, to another. Return False of a small one, or no way to.

    Raises AnalyzeError where it cannot be read.
    """
    if path.suffix == ".zst" or path.stat().st_size < LARGE:
        return False
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            begun = file.read(_SIZE)
    except (OSError, EOFError, zlib.error) as error:
        raise AnalyzeError(f"the log cannot be read: {path.name}: {error}") from error
    lines, newline, _ = begun.rpartition(b"\n")
    to.write_bytes(lines + newline or begun)
    return True


def refuse_wide(path: Path) -> None:
    """Raise AnalyzeError of a file whose characters have two bytes each."""
    try:
        with path.open("rb") as file:
            mark = file.read(2)
    except OSError as error:
        raise AnalyzeError(f"the log cannot be read: {path.name}: {error.strerror}") from error
    if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise AnalyzeError(f"`{path.name}` is in UTF-16", "save it as UTF-8")
