"""Runs that can be said again: the same call over files that have not changed since.

This is looked at before anything else is loaded, so it imports next to nothing. What it keeps of a run is the
call, the state of every file and folder that the run rested on, its output and its exit code. Where any of it
differs, or the record is not whole, the run is made anew.
"""

from __future__ import annotations

import os
import sys
import time
from binascii import crc32
from collections.abc import Iterable

from jmap.kept_files import RACY, keep

_HEAD = b"jmap run 1"
_VOLATILE = ("_", "OLDPWD", "PWD", "SHLVL")


def cache_folder() -> str | None:
    """Return the folder for what runs remember, or None where they are to remember nothing.

    That is so in CI, and where `JMAP_NO_CACHE` is set. `JMAP_CACHE_DIR` names a folder, in CI too.
    """
    said = os.environ.get("JMAP_CACHE_DIR")
    if os.environ.get("JMAP_NO_CACHE") or (os.environ.get("CI") and not said):
        return None
    if said:
        return said
    home: str | None
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        home = os.path.expanduser("~/Library/Caches")  # noqa: PTH111 - pathlib takes longer than the rest
    else:
        home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111
    return f"{home}/jmap" if home and os.path.isabs(home) else None  # noqa: PTH117


def program() -> str:
    """Return what tells this program from another: its version, and the state of its own files.

    An installed program is replaced as a whole; one that is being worked on changes file by file.
    """
    import jmap

    here = os.path.dirname(jmap.__file__)  # noqa: PTH120
    parts = [jmap.__version__, sys.version, state(jmap.__file__)]
    if "site-packages" not in here:
        stack = [here]
        while stack:
            with os.scandir(stack.pop()) as entries:
                for entry in entries:
                    if entry.is_dir():
                        stack.append(entry.path)
                    elif entry.name.endswith(".py"):
                        stat = entry.stat()
                        parts.append(f"{entry.path} {stat.st_size} {stat.st_mtime_ns}")
    return "\n".join(sorted(parts))


def call(arguments: list[str]) -> bytes:
    """Return everything beside files that the output of a call depends on."""
    environment = {name: text for name, text in os.environ.items() if name not in _VOLATILE}
    terminal = ""
    if sys.stdout is not None and sys.stdout.isatty():
        terminal = str(os.get_terminal_size(sys.stdout.fileno()))
    today = int(time.time() // 86_400)
    parts = (program(), os.getcwd(), arguments, sorted(environment.items()), terminal, today)  # noqa: PTH109
    return ascii(parts).encode()


def replay(arguments: list[str]) -> int | None:
    """Write the output of an earlier run and return its exit code; None where there is none to say again."""
    if not arguments or arguments[0] != "validate" or sys.stdout is None:
        return None
    folder = cache_folder()
    if folder is None:
        return None
    try:
        key = call(arguments)
        with open(_file(folder, key), "rb") as file:  # noqa: PTH123
            record = file.read()
        head, _, body = record.partition(b"\n")
        if head != _seal(body):
            return None
        said, code, count, rest = body.split(b"\n", 3)
        if said != key:
            return None
        lines = rest.split(b"\n", 2 * int(count))
        paths, states, output = lines[: int(count)], lines[int(count) : -1], lines[-1]
        for path, before in zip(paths, states, strict=True):
            if state(os.fsdecode(path)).encode() != before:
                return None
        exit_code = int(code)
    except (OSError, ValueError):
        return None
    sys.stdout.flush()
    sys.stdout.buffer.write(output)
    sys.stdout.flush()
    return exit_code


def record(arguments: list[str], paths: Iterable[str], output: str, code: int, started: int) -> None:
    """Keep a run that can be said again as long as some files and folders stay as they are, or stay away.

    `started` is the time in nanoseconds at which the run began. Where a file is so young that it may change
    and keep its time, nothing is kept. A failure is nobody's trouble.
    """
    folder = cache_folder()
    names = sorted(set(paths))
    if folder is None or any("\n" in name for name in names):
        return
    try:
        states = [state(name) for name in names]
        if any(_youngest(state) >= started - RACY for state in states):
            return
        key = call(arguments)
        encoded = [os.fsencode(name) for name in names]
        head = [key, str(code).encode(), str(len(names)).encode()]
        text = output.encode("utf-8", "backslashreplace")
        body = b"\n".join([*head, *encoded, *(state.encode() for state in states), text])
        keep(_file(folder, key), _seal(body) + b"\n" + body)
    except (OSError, ValueError):
        return


def state(path: str) -> str:
    """Return the size, times and number of a file or folder as text; '' where there is none."""
    try:
        stat = os.stat(path)  # noqa: PTH116
    except OSError:
        return ""
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"


def _youngest(state: str) -> int:
    parts = state.split(" ")
    return max(int(parts[1]), int(parts[2])) if len(parts) > 2 else 0


def _file(folder: str, key: bytes) -> str:
    return f"{folder}/runs/{crc32(key):08x}"


def _seal(body: bytes) -> bytes:
    return b"%s %08x %d" % (_HEAD, crc32(body), len(body))
