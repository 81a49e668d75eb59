"""The map's own file as a page shows it: its text by lines, and digests of all that it was drawn from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jmap.records import frozen
from jmap.workspace.documents import Document
from jmap.workspace.journey import Journey

MOST = 20_000
"""A file of more characters is not shown, to keep the page small."""

_LINE_ENDS = re.compile("\r\n|\r|\n")
_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


@frozen
class Digest:
    """A file that the map was drawn from, and its SHA-256; of what was not read it is empty."""

    path: str
    sha256: str


@frozen
class FileShown:
    """The lines of a map's file; none of one that is too long, of which `count` still tells the lines.

    `marked` are those that something leads to. `libraries` are the other files that the map was drawn from.
    Signs that turn the order of what follows are shown by their number.
    """

    path: str
    sha256: str
    count: int
    lines: tuple[str, ...]
    marked: tuple[int, ...]
    libraries: tuple[Digest, ...]

    @property
    def sums(self) -> tuple[Digest, ...]:
        """Return the digest of the map's file and those of the others."""
        return (Digest(self.path, self.sha256), *self.libraries)


def file_shown(journey: Journey, marked: Iterable[int]) -> FileShown:
    """Return the file of a map; `marked` are the numbers of lines that something on the page leads to."""
    source = journey.document.source
    text = source.text if source is not None else ""
    lines = [_BIDI.sub(lambda sign: f"<U+{ord(sign[0]):04X}>", line) for line in _LINE_ENDS.split(text)]
    if not lines[-1]:
        lines.pop()
    shown = tuple(lines) if len(text) <= MOST else ()
    leads = tuple(sorted({number for number in marked if 0 < number <= len(shown)}))
    libraries = tuple(Digest(each.path, sha256(each)) for each in journey.libraries)
    return FileShown(journey.path, sha256(journey.document), len(lines), shown, leads, libraries)


def sha256(document: Document) -> str:
    """Return the digest of a file's text."""
    return document.sha256
