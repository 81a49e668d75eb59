"""`jmap validate` on many maps of 20 KB: cold, warm, one file changed; peers in the same run."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from maps import write_maps
from measure import EMPTY, JMAP, Cost, min_cost, once

from jmap.model.schema import json_schema

SETTLED = 2.5
"""So many seconds after a change a file's times are trusted."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1, 100])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peers-up-to", type=int, default=1000, help="peers take minutes for more")
    arguments = parser.parse_args()
    print(f"{'maps':>6} {'what':<36}{'wall s':>9}{'CPU s':>9}{'of cold CPU':>12}{'MB':>8}")
    for count in arguments.counts:
        costs: dict[str, list[Cost]] = {}
        for run in range(arguments.runs):
            peers = count <= arguments.peers_up_to and (run == 0 or count <= 100)
            for name, cost in measured(count, peers=peers):
                costs.setdefault(name, []).append(cost)
        cold = min_cost(costs["jmap, cold, one process"]).cpu
        for name, each in costs.items():
            least = min_cost(each)
            print(
                f"{count:>6} {name:<36}{least.wall:>9.3f}{least.cpu:>9.3f}"
                f"{least.cpu / cold:>12.3f}{least.memory:>8.1f}",
                flush=True,
            )


def measured(count: int, *, peers: bool) -> Iterator[tuple[str, Cost]]:
    """Yield what each way costs on a fresh folder of so many maps."""
    with tempfile.TemporaryDirectory() as name:
        folder, remembers = Path(name, "maps"), Path(name, "cache")
        folder.mkdir()
        write_maps(folder, count)
        validate = (*JMAP, "validate")
        yield "python -c pass", once(EMPTY, folder)
        yield "jmap, cold, one process", once((*validate, "-j", "1"), folder)
        yield "jmap, cold", once(validate, folder)
        time.sleep(SETTLED)
        yield "jmap, cold, remembering", once(validate, folder, remembers)
        yield "jmap, warm, the same call", once(validate, folder, remembers)
        yield "jmap, warm, another call", once((*validate, "--format", "concise"), folder, remembers)
        changed = folder / f"map-{count // 2:05}.journey.yaml"
        changed.write_text(f"# changed\n{changed.read_text(encoding='utf-8')}", encoding="utf-8")
        time.sleep(SETTLED)
        yield "jmap, warm, one file changed", once(validate, folder, remembers)
        if peers:
            schema = Path(name, "schema.json")
            schema.write_text(json.dumps(json_schema()), encoding="utf-8")
            files = sorted(path.name for path in folder.glob("*.journey.yaml"))
            tool = Path(sys.executable).parent
            yield "yamllint", once((str(tool / "yamllint"), "-d", "relaxed", *files), folder)
            checker = (str(tool / "check-jsonschema"), "--schemafile", str(schema), *files)
            yield "check-jsonschema", once(checker, folder)


if __name__ == "__main__":
    main()
