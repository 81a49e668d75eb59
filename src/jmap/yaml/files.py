"""Files to bytes: only ordinary files, and only as much of them as the limit allows."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from jmap.faults import Fault
from jmap.yaml.limits import Limits
from jmap.yaml.reader import Reading, read_bytes
from jmap.yaml.source import at, too_big

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_file(path: Path, shown: str, limits: Limits | None = None) -> Reading:
    """Read a file from disk; `shown` is the name that the user sees."""
    limits = limits or Limits()
    data = load(path, limits)
    if isinstance(data, Fault):
        return Reading(None, [data], whole=False)
    return read_bytes(shown, data, limits)


def load(path: Path, limits: Limits) -> bytes | Fault:
    """Return the bytes of an ordinary file, or the fault that keeps them from being read."""
    try:
        # Asked before it is opened: a pipe would wait for a writer, a device may act.
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return _not_a_file(status.st_mode)
        if status.st_size > limits.file_size:
            return too_big(status.st_size, limits)
        # Without blocking, should a pipe have taken its place since.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
        with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return _not_a_file(status.st_mode)
            data = file.read(limits.file_size + 1)
    except FileNotFoundError:
        if path.is_symlink():
            return _unreadable("this is a link to a file that is not there", "mend the link, or take it away")
        return _unreadable("there is no such file", "check the name")
    except NotADirectoryError:
        return _unreadable("there is no such file", "a part of its path is not a folder")
    except PermissionError:
        return _unreadable("no permission to read the file", "give yourself the right to read it")
    except ValueError:
        return _unreadable("there is no such file", "its name has a character that no name may have")
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        return _unreadable(f"the file cannot be read: {reason}", "check its path and its disk")
    return too_big(len(data), limits) if len(data) > limits.file_size else data


_BINARY = getattr(os, "O_BINARY", 0)


def _not_a_file(mode: int) -> Fault:
    kind = next((name for test, name in _KINDS if test(mode)), "not an ordinary file")
    return _unreadable(f"this is {kind}, not a file", "name an ordinary file")


def _unreadable(message: str, hint: str) -> Fault:
    return Fault("JM011", message, at(0, 0), hint)
