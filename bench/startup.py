"""Start-up: how much longer than an empty Python, in CPU time, in the same run."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from maps import write_maps
from measure import EMPTY, JMAP, interleaved, min_cost, once

TARGETS = {"jmap --version": 7, "jmap validate one.yaml": 10}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "maps")
        folder.mkdir()
        write_maps(folder, 1)
        commands = {
            "python -c pass": EMPTY,
            "jmap --version": (*JMAP, "--version"),
            "jmap validate one.yaml": (*JMAP, "validate", "map-00000.journey.yaml"),
            "jmap audit one.yaml": (*JMAP, "audit", "map-00000.journey.yaml"),
        }
        costs = interleaved(commands, folder, runs=15)
        # Said again: nothing has changed since the run before.
        remembers = Path(name, "cache")
        time.sleep(2.5)
        again = [once(commands["jmap validate one.yaml"], folder, remembers) for _ in range(15)]
        costs["the same, said again"] = min_cost(again)
    empty = costs["python -c pass"].cpu
    print(f"{'command':<26}{'CPU ms':>8}{'ratio':>8}{'target':>8}{'MB':>7}")
    for command, cost in costs.items():
        target = TARGETS.get(command)
        shown = f"{target}" if target else ""
        print(f"{command:<26}{cost.cpu * 1000:>8.1f}{cost.cpu / empty:>8.1f}{shown:>8}{cost.memory:>7.1f}")


if __name__ == "__main__":
    main()
