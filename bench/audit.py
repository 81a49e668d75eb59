"""`jmap audit` of many maps of 20 KB, by format: time, memory, growth; `jmap validate` in the same run."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from maps import write_maps
from measure import EMPTY, JMAP, Cost, min_cost, once

from jmap.report import registry

DAY = "2026-10-15"
FORMATS = ("full", "html", "json", "markdown")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1, 100])
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    print(f"{'maps':>6} {'what':<36}{'wall s':>9}{'CPU s':>9}{'of empty':>10}{'ms CPU a map':>14}{'MB':>8}")
    first: dict[str, tuple[int, Cost]] = {}
    for count in arguments.counts:
        costs: dict[str, list[Cost]] = {}
        for _ in range(arguments.runs if count <= 100 else 1):
            for name, cost in measured(count):
                costs.setdefault(name, []).append(cost)
        empty = min_cost(costs["python -c pass"]).cpu
        for name, each in costs.items():
            least = min_cost(each)
            print(
                f"{count:>6} {name:<36}{least.wall:>9.2f}{least.cpu:>9.2f}{least.cpu / empty:>10.0f}"
                f"{least.cpu * 1000 / count:>14.1f}{least.memory:>8.1f}{growth(first, name, count, least)}",
                flush=True,
            )


def growth(first: dict[str, tuple[int, Cost]], name: str, count: int, cost: Cost) -> str:
    """Return how time and memory grow from the first number of maps past 1; linear is 1.0 times as many."""
    if count == 1:
        return ""
    if name not in first:
        first[name] = count, cost
        return ""
    fewer, before = first[name]
    times = count / fewer
    kilobytes = (cost.memory - before.memory) * 1024 / (count - fewer)
    return f"  {times:.0f} x maps: {cost.cpu / before.cpu:.1f} x CPU, {kilobytes:.0f} KB a map"


def measured(count: int) -> Iterator[tuple[str, Cost]]:
    """Yield what each way costs on a fresh folder of so many maps, nothing remembered."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "maps")
        folder.mkdir()
        write_maps(folder, count)
        yield "python -c pass", once(EMPTY, folder)
        yield "jmap validate, one process", once((*JMAP, "validate", "-j", "1"), folder)
        for each in FORMATS:
            if each in registry.names():
                place = f"{each}={Path(name, 'review')}"
                audit = (*JMAP, "audit", "--as-of", DAY, "-q", "-o", place)
                yield f"jmap audit, {each}", once(audit, folder)


if __name__ == "__main__":
    main()
