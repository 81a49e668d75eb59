"""Several processes for many files: each takes every n-th of them, and what it finds comes back as data."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

_WORTH = 64
"""So many files are worth a second process: below, starting it takes longer than it saves."""

_MOST = 8


def share(files: list[str], most: int | None, worth: int = _WORTH) -> int:
    """Return into how many processes the work on some files is divided, `most` if that is said.

    It is divided by itself past so many files as are `worth` it.
    """
    if not hasattr(os, "fork") or sys.platform == "darwin":
        # Without a fork each process would have to load the program anew; on macOS a fork is not safe.
        return 1
    if most is None:
        most = min(_MOST, len(os.sched_getaffinity(0))) if len(files) > worth else 1
    return max(1, min(most, len(files)))


def divided(
    files: list[str],
    count: int,
    work: Callable[[str], list[T]],
    pack: Callable[[T], Any],
    unpack: Callable[[Any], T],
) -> Iterator[T]:
    """Yield the results of all files, in no order that matters: the work of one process after another's.

    Between processes they are plain data, as `pack` makes it and `unpack` reads it. What a process fails at
    is done again here, so that an error is seen where it belongs.
    """
    started = []
    for index in range(1, count):
        mine = files[index::count]
        started.append((_start(mine, lambda path: [pack(each) for each in work(path)]), mine))
    for path in files[::count]:
        yield from work(path)
    for (process, file), mine in started:
        done = _finished(process, file)
        if len(done) == len(mine):
            yield from (unpack(each) for results in done for each in results)
        else:
            yield from (each for path in mine for each in work(path))


def _finished(process: int, file: Any) -> list[list[Any]]:
    """Wait for a process and return what it wrote, file by file; nothing where it failed."""
    import json

    _, status = os.waitpid(process, 0)
    with file:
        file.seek(0)
        return [json.loads(line) for line in file] if status == 0 else []


def _start(files: list[str], work: Callable[[str], list[Any]]) -> tuple[int, Any]:
    # Loaded only where work is divided: they take longer than a small run.
    import json
    import tempfile

    file = tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogatepass")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    process = os.fork()
    if process:
        return process, file
    code = 1
    try:
        for path in files:
            file.write(json.dumps(work(path), ensure_ascii=False) + "\n")
        file.flush()
        code = 0
    finally:
        # Leave at once: nothing that the parent would do at its end is done twice.
        os._exit(code)
