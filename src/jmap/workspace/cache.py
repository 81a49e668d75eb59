"""What earlier runs found out about files, kept in the user's cache folder, one file for each workspace.

A cache never changes what a run says. Whatever is wrong with it - another version, a cut or altered file, no
right to write - it is passed over, and the run does its work anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

from jmap.kept_files import RACY, keep

Stat: TypeAlias = tuple[int, int, int, int]
"""Size, modification and change time in nanoseconds, and number of a file."""


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Cache:
    """The digests of a workspace's files, and entries that rest on them.

    `key` says what every entry rests on beside files: program, config, options. With another key there are
    no entries, but the digests still hold. `lasting` is False where a run rests on more than the files that
    `paths` gives. `purpose` tells caches of one workspace apart.
    """

    def __init__(self, home: Path, root: Path, key: str, purpose: str = "") -> None:
        name = f"{root}\0{purpose}" if purpose else str(root)
        self._file = home / f"{digest(name.encode('utf-8', 'surrogatepass'))[:32]}.json"
        self._root = str(root)
        self._key = key
        self.started = time.time_ns()
        self.lasting = True
        self._touched: set[str] = set()
        self._known: dict[str, tuple[Stat, str]] = {}
        self._seen: dict[str, str] = {}
        self._entries: dict[str, Any] = {}
        self._changed = False
        self._load()

    def digest_of(self, path: str) -> str:
        """Return the digest of a file of the workspace; '' where it cannot be read.

        A file whose size and times are as they were is not read, unless they are too young to be trusted.
        """
        if path in self._seen:
            return self._seen[path]
        full = f"{self._root}/{path}"
        found = ""
        try:
            status = os.stat(full)  # noqa: PTH116 - asked for thousands of files
            stat = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
            known = self._known.get(path)
            if known is not None and known[0] == stat:
                found = known[1]
            else:
                found = _digest_of_file(full)
                self._changed = True
                if max(stat[1], stat[2]) < self.started - RACY:
                    self._known[path] = (stat, found)
                else:
                    self._known.pop(path, None)
        except OSError:
            found = ""
        self._seen[path] = found
        return found

    def touch(self, path: str) -> None:
        """Note that this run rests on a path of the workspace being there, or not being there."""
        self._touched.add(path)

    def paths(self) -> set[str]:
        """Return every path of the workspace that this run rests on."""
        return self._touched | self._seen.keys()

    def settled(self, path: str) -> str:
        """Return the digest of a file that has not changed since this run began; else ''."""
        try:
            status = os.stat(f"{self._root}/{path}")  # noqa: PTH116 - asked for thousands of files
        except OSError:
            return ""
        if max(status.st_mtime_ns, status.st_ctime_ns) >= self.started:
            return ""
        return self.digest_of(path)

    def get(self, path: str) -> Any:
        """Return the entry of a file, or None."""
        return self._entries.get(path)

    def put(self, path: str, entry: Any) -> None:
        """Keep the entry of a file."""
        self._entries[path] = entry
        self._changed = True

    def entries(self) -> dict[str, Any]:
        """Return all entries, by their file."""
        return dict(self._entries)

    def drop(self, path: str) -> None:
        """Let go of the entry of a file."""
        if self._entries.pop(path, None) is not None:
            self._changed = True

    def drop_others(self, paths: Iterable[str]) -> None:
        """Let go of all entries but those of some files."""
        wanted = set(paths)
        for path in [each for each in self._entries if each not in wanted]:
            del self._entries[path]
            self._known.pop(path, None)
            self._changed = True

    def save(self) -> None:
        """Write the cache where something changed; a failure is nobody's trouble."""
        if not self._changed:
            return
        known = {path: [*stat, found] for path, (stat, found) in self._known.items()}
        data = {"key": self._key, "files": known, "entries": self._entries}
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        body = text.encode("utf-8", "surrogatepass")
        try:
            keep(str(self._file), digest(body).encode() + b"\n" + body)
        except OSError:
            return

    def _load(self) -> None:
        try:
            head, _, body = self._file.read_bytes().partition(b"\n")
            if digest(body).encode() != head:
                return
            data = json.loads(body.decode("utf-8", "surrogatepass"))
            known = {
                str(path): ((int(each[0]), int(each[1]), int(each[2]), int(each[3])), str(each[4]))
                for path, each in data["files"].items()
            }
            entries = dict(data["entries"]) if data["key"] == self._key else {}
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
            return
        self._known, self._entries = known, entries


def _digest_of_file(path: str) -> str:
    with open(path, "rb") as file:  # noqa: PTH123 - asked for thousands of files
        return hashlib.file_digest(file, "sha256").hexdigest()
