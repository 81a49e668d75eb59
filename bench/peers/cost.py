"""What a part of a program costs this process: CPU seconds, and the highest memory that it came to."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_STATUS = Path("/proc/self/status")
_RESET = Path("/proc/self/clear_refs")


@contextmanager
def told(question: str) -> Iterator[dict[str, Any]]:
    """Print what the body costs, and what it answers, as a line of JSON."""
    answer: dict[str, Any] = {}
    started, wall = cpu(), time.perf_counter()
    forget_peak()
    yield answer
    line = {
        "question": question,
        "cpu": cpu() - started,
        "wall": time.perf_counter() - wall,
        "peak": peak(),
        **answer,
    }
    print(json.dumps(line), flush=True)


def cpu() -> float:
    """Return the CPU seconds of this process, all its threads included."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def forget_peak() -> None:
    """Begin anew with the highest memory, where the system can (Linux)."""
    if _RESET.exists():
        _RESET.write_text("5", encoding="ascii")


def peak() -> float:
    """Return the highest memory since it was last forgotten, or ever, in megabytes."""
    if _STATUS.exists():
        for line in _STATUS.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
