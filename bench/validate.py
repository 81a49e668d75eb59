"""`jmap validate` on many maps of 20 KB against yamllint and check-jsonschema, in the same run."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from maps import write_maps
from measure import JMAP, interleaved

from jmap.model.schema import json_schema


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1, 100])
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    print(f"{'maps':>6} {'tool':<20}{'wall s':>9}{'CPU s':>9}{'times jmap':>12}{'MB':>8}")
    for count in arguments.counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_maps(folder, count)
            schema = folder / "schema.json"
            schema.write_text(json.dumps(json_schema()), encoding="utf-8")
            files = sorted(path.name for path in folder.glob("*.journey.yaml"))
            tool = Path(sys.executable).parent
            commands = {
                "jmap validate": (*JMAP, "validate"),
                "yamllint": (str(tool / "yamllint"), "-d", "relaxed", *files),
                "check-jsonschema": (
                    str(tool / "check-jsonschema"),
                    "--schemafile",
                    schema.name,
                    *files,
                ),
            }
            costs = interleaved(commands, folder, arguments.runs)
        ours = costs["jmap validate"].cpu
        for tool_name, cost in costs.items():
            print(
                f"{count:>6} {tool_name:<20}{cost.wall:>9.2f}{cost.cpu:>9.2f}"
                f"{cost.cpu / ours:>12.1f}{cost.memory:>8.1f}"
            )


if __name__ == "__main__":
    main()
