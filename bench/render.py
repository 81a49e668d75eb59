"""`jmap render`: one map, many maps, the pages' sizes; mermaid-cli on the same map in the same run.

mermaid-cli is looked for as `mmdc` on the PATH, or as the variable `MMDC` names it; puppeteer's own variables
say which browser it uses. Without it the comparison is left out, and that is said.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from maps import write_maps
from measure import EMPTY, JMAP, Cost, min_cost, once

EXAMPLE = Path(__file__).parents[1] / "examples" / "saas" / "lifecycle.journey.yaml"
AGAIN = "the same, not for the first time"
SETTLED = 2.5
"""So many seconds after a change a file's times are trusted."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[100])
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    one_map(arguments.runs)
    print(f"\n{'maps':>6} {'what':<36}{'wall s':>9}{'CPU s':>9}{'ms CPU a map':>14}{'MB':>8}")
    for count in arguments.counts:
        for name, cost in many_maps(count):
            each = cost.cpu * 1000 / count
            print(
                f"{count:>6} {name:<36}{cost.wall:>9.2f}{cost.cpu:>9.2f}{each:>14.1f}{cost.memory:>8.1f}",
                flush=True,
            )


def one_map(runs: int) -> None:
    """Print what one map with a lifecycle costs, against mermaid-cli on the same journey."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draw = (*JMAP, "render", str(EXAMPLE), "-o", str(folder / "site"))
        commands = {"python -c pass": EMPTY, "jmap render lifecycle.journey.yaml": draw}
        peer = mermaid(folder)
        if peer is None:
            print("no mermaid-cli to compare with: put `mmdc` on the PATH, or name it in MMDC")
        else:
            commands["mermaid-cli, the journey of that map"] = peer
        costs: dict[str, list[Cost]] = {}
        for _ in range(runs):
            for what, command in commands.items():
                costs.setdefault(what, []).append(once(command, folder))
            shutil.rmtree(folder / "site")
            costs.setdefault(AGAIN, []).append(once(draw, folder, folder / "cache"))
        least = {what: min_cost(each) for what, each in costs.items()}
        ours = least["jmap render lifecycle.journey.yaml"]
        print(f"{'one map':<40}{'wall s':>9}{'CPU s':>9}{'of jmap wall':>14}{'MB':>8}")
        for what, cost in least.items():
            share = cost.wall / ours.wall
            print(f"{what:<40}{cost.wall:>9.2f}{cost.cpu:>9.2f}{share:>14.1f}{cost.memory:>8.1f}")
        print(f"\n{'page':<40}{'KB':>9}{'gzip KB':>9}")
        for page in sorted((folder / "site").rglob("*.html")):
            data = page.read_bytes()
            print(f"{page.name:<40}{len(data) / 1000:>9.1f}{len(gzip.compress(data)) / 1000:>9.1f}")


def mermaid(folder: Path) -> tuple[str, ...] | None:
    """Return the command that draws the journey of the map with mermaid-cli, or None where there is none."""
    program = os.environ.get("MMDC") or shutil.which("mmdc")
    if program is None:
        return None
    once((*JMAP, "render", str(EXAMPLE), "--format", "mermaid", "-o", str(folder / "mermaid")), folder)
    source = folder / "mermaid" / "lifecycle.mmd"
    settings: dict[str, object] = {"args": ["--no-sandbox"]}
    browser = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or shutil.which("chromium")
    if browser is not None:
        settings["executablePath"] = browser
    (folder / "puppeteer.json").write_text(json.dumps(settings), encoding="utf-8")
    said = ("-q", "-p", str(folder / "puppeteer.json"), "-i", str(source), "-o", str(folder / "mermaid.svg"))
    return (program, *said)


def many_maps(count: int) -> Iterator[tuple[str, Cost]]:
    """Yield what a fresh folder of so many maps of 20 KB costs: cold, again, with one changed."""
    with tempfile.TemporaryDirectory() as name:
        folder, remembers = Path(name, "maps"), Path(name, "cache")
        folder.mkdir()
        write_maps(folder, count)
        render = (*JMAP, "render", "--as-of", "2026-10-15")
        yield "jmap, cold, one process", once((*render, "-j", "1", "-o", str(Path(name, "one"))), folder)
        yield "jmap, cold, all processors", once((*render, "-o", str(Path(name, "all"))), folder)
        time.sleep(SETTLED)
        site = (*render, "-o", str(Path(name, "site")))
        yield "jmap, cold, remembering", once(site, folder, remembers)
        time.sleep(SETTLED)
        yield "jmap, nothing changed, pages hashed", once(site, folder, remembers)
        yield "jmap, nothing changed", once(site, folder, remembers)
        changed = folder / f"map-{count // 2:05}.journey.yaml"
        changed.write_text(f"# changed\n{changed.read_text(encoding='utf-8')}", encoding="utf-8")
        time.sleep(SETTLED)
        yield "jmap, one map changed", once(site, folder, remembers)


if __name__ == "__main__":
    main()
