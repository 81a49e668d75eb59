"""The streams that a run writes to: UTF-8 whatever the locale, and no end of the run when a reader ends."""

from __future__ import annotations

import io
import sys
from typing import Any


class _Pipe(io.FileIO):
    """A file whose reader may go away, as `| head` does: what is written then goes nowhere.

    The run goes on to its own end, so that its exit code is the one it would have had.
    """

    def write(self, data: Any) -> int:
        """Write bytes, and tell how many were taken."""
        try:
            return super().write(data)
        except BrokenPipeError:
            return len(data)


def prepare() -> None:
    """Set up standard output and standard error for a run."""
    for name in ("stdout", "stderr"):
        setattr(sys, name, _prepared(getattr(sys, name)))


def _prepared(stream: Any) -> Any:
    if stream is None:
        # A stream that the caller closed: what goes there goes nowhere.
        return io.StringIO()
    if not hasattr(stream, "reconfigure"):
        return stream
    try:
        pipe = _Pipe(stream.fileno(), "wb", closefd=False)
    except (OSError, ValueError):
        # A stream that is no file, such as that of a test.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        return stream
    stream.flush()
    # What cannot be written is escaped, never a traceback.
    return io.TextIOWrapper(
        io.BufferedWriter(pipe),
        encoding="utf-8",
        errors="backslashreplace",
        newline="\n",
        line_buffering=stream.isatty() or stream is sys.stderr,
    )
