"""Asks git for what was committed: nothing is checked out, nothing runs, nothing is fetched."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from jmap.records import frozen

_SECONDS: Final = 120
_MOST_AT_ONCE: Final = 32_000_000
"""So many bytes of files are asked for in one go."""

_SAFE: Final = (
    "--no-pager",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    # A clone without all objects would fetch them.
    *("-c", "protocol.allow=never"),
)
_SURROUNDINGS: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What a hook sets for another place of the repository than the workspace."""


class GitError(Exception):
    """What keeps git from answering, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@frozen
class Blob:
    """A file as git keeps it: its path as bytes, below the tree that it was listed in, and its object."""

    path: bytes
    object: str


@frozen
class Repository:
    """A repository, asked from a folder in it. `prefix` leads from its top to the folder, with `/` behind."""

    folder: Path
    prefix: str

    def commit(self, revision: str) -> str | None:
        """Return the commit that a revision names, or None. Raises GitError."""
        return self._object(f"{revision}^{{commit}}")

    def tree(self, commit: str) -> str | None:
        """Return the tree of the folder in a commit, or None where it was not there. Raises GitError."""
        return self._object(f"{commit}:{self.prefix.rstrip('/')}" if self.prefix else f"{commit}^{{tree}}")

    def is_shallow(self) -> bool:
        """Tell whether only a part of the history is there. Raises GitError."""
        return self._run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def files(self, tree: str) -> Iterator[Blob]:
        """Yield the ordinary files of a tree; links and submodules are passed over. Raises GitError."""
        for entry in self._answer("ls-tree", "-r", "-z", "--full-tree", tree).split(b"\0"):
            about, _, path = entry.partition(b"\t")
            parts = about.split(b" ")
            if len(parts) == 3 and parts[0].startswith(b"100") and parts[1] == b"blob":
                yield Blob(path, parts[2].decode("ascii"))

    def object_at(self, commit: str, path: str) -> str | None:
        """Return the object at a path from the top of a commit, or None. Raises GitError."""
        return self._object(f"{commit}:{path}")

    def contents(self, objects: Iterable[str], most: int) -> Iterator[tuple[str, bytes | int]]:
        """Yield objects with their content, each once; of one with more bytes than `most` its size.

        Raises GitError.
        """
        wanted = list(dict.fromkeys(objects))
        sizes = self._sizes(wanted)
        batch: list[str] = []
        room = _MOST_AT_ONCE
        for each in wanted:
            if sizes[each] > most:
                yield each, sizes[each]
                continue
            if batch and sizes[each] > room:
                yield from self._batch(batch)
                batch, room = [], _MOST_AT_ONCE
            batch.append(each)
            room -= sizes[each]
        yield from self._batch(batch)

    def _sizes(self, objects: list[str]) -> dict[str, int]:
        sizes = {}
        for line in self._answer("cat-file", "--batch-check", given=_lines(objects)).splitlines():
            name, *rest = line.decode("ascii", "replace").split(" ")
            if len(rest) != 2:
                hint = "fetch the whole of it: `git fetch --refetch --filter=blob:limit=1g`"
                raise GitError("this clone lacks files of that revision", hint)
            sizes[name] = int(rest[1])
        return sizes

    def _batch(self, objects: list[str]) -> Iterator[tuple[str, bytes]]:
        if not objects:
            return
        told = self._answer("cat-file", "--batch", given=_lines(objects))
        at = 0
        for each in objects:
            end = told.index(b"\n", at)
            size = int(told[at:end].split(b" ")[2])
            yield each, told[end + 1 : end + 1 + size]
            at = end + 1 + size + 1

    def _object(self, name: str) -> str | None:
        ran = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        found = ran.stdout.decode("ascii", "replace").strip()
        return found if ran.returncode == 0 and found.isalnum() else None

    def _answer(self, *arguments: str, given: bytes = b"") -> bytes:
        ran = self._run(*arguments, given=given)
        if ran.returncode:
            raise GitError(f"git cannot read the repository: {_first_line(ran.stderr)}")
        return ran.stdout

    def _run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return _git(self.folder, *arguments, given=given)


def repository(folder: Path) -> Repository | None:
    """Return the repository that a folder lies in, or None. Raises GitError."""
    ran = _git(folder, "rev-parse", "--show-prefix")
    if ran.returncode == 0:
        return Repository(folder, os.fsdecode(ran.stdout.removesuffix(b"\n")))
    if b"dubious ownership" in ran.stderr:
        hint = "if you trust it, add it to `safe.directory` of your git config"
        raise GitError("git does not read this repository, as it belongs to somebody else", hint)
    if b"not a git repository" in ran.stderr or b"work tree" in ran.stderr:
        return None
    raise GitError(f"git cannot read the repository: {_first_line(ran.stderr)}")


def _git(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None:
        raise GitError("git is not installed", "install it, or name a snapshot")
    environment = {name: value for name, value in os.environ.items() if name not in _SURROUNDINGS}
    environment |= {
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    try:
        return subprocess.run(
            [os.path.abspath(program), *_SAFE, *arguments],  # noqa: PTH100
            cwd=folder,
            input=given,
            capture_output=True,
            env=environment,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitError(f"git did not answer within {_SECONDS} seconds") from None
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror or error}") from None


def _lines(objects: Iterable[str]) -> bytes:
    return "".join(f"{each}\n" for each in objects).encode("ascii")


def _first_line(text: bytes) -> str:
    said = text.decode("utf-8", "replace").strip().split("\n")[0]
    return said.removeprefix("fatal: ").removeprefix("error: ") or "it does not say why"
