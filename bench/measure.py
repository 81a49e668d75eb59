"""Measures whole processes: the best of several runs, CPU seconds and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

JMAP = (str(Path(sys.executable).with_name("jmap")),)
EMPTY = (sys.executable, "-c", "pass")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: wall and CPU seconds, and peak memory in megabytes."""

    wall: float
    cpu: float
    memory: float


def environment(remembers: Path | None = None) -> dict[str, str]:
    """Return the environment, with compiled modules kept as they are for a user.

    Nothing is remembered from run to run, but in the folder given.
    """
    given = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    for name in ("CI", "JMAP_NO_CACHE", "JMAP_CACHE_DIR"):
        given.pop(name, None)
    return {**given, **({"JMAP_NO_CACHE": "1"} if remembers is None else {"JMAP_CACHE_DIR": str(remembers)})}


def cost(command: tuple[str, ...], folder: Path | None = None, runs: int = 5) -> Cost:
    """Return the least of several runs, each of the three figures by itself."""
    return min_cost([once(command, folder) for _ in range(runs)])


def interleaved(commands: dict[str, tuple[str, ...]], folder: Path, runs: int) -> dict[str, Cost]:
    """Return the least cost of each command, the runs of all taken in turn, so that noise is shared."""
    seen: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            seen[name].append(once(command, folder))
    return {name: min_cost(costs) for name, costs in seen.items()}


def min_cost(costs: list[Cost]) -> Cost:
    """Return the least wall time, CPU time and memory of several costs."""
    return Cost(
        min(each.wall for each in costs),
        min(each.cpu for each in costs),
        min(each.memory for each in costs),
    )


def once(command: tuple[str, ...], folder: Path | None, remembers: Path | None = None) -> Cost:
    """Return what one run costs, its child processes included; `remembers` is the folder of its cache."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment(remembers), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command[:4])} ended with {process.returncode}: nothing was measured")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
