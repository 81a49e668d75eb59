"""`jmap analyze` of a folder, and what each of its measures costs.

Given a folder with a map and a log; prints a line of JSON for each measure.
"""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cost import told
from journey import LEAVING, STAGES

PARTS = (
    ("read, without duplicates", "stage"),
    ("spans of conditions", "prepare"),
    ("visits", "build"),
    ("outcomes", "moves"),
    ("outcomes", "outcomes"),
    ("dormant", "dormancy"),
    ("health", "health_of_kin"),
    ("funnel", "funnel"),
    ("time in stage", "stage_times"),
    ("paths", "paths"),
    ("conformance", "conformance"),
    ("metrics", "metrics"),
    ("touchpoints, drivers, risks", "exposures"),
    ("milestones", "milestones"),
    ("segments", "group_by_segment"),
    ("segments", "segments"),
    ("turns", "turns"),
    ("cohorts", "cohorts"),
)


def main(folder: str, output: str) -> None:
    from jmap.__main__ import main as jmap
    from jmap.analyze import analysis
    from jmap.analyze.measures import cohorts

    # Of cohorts, the table of months alone is what the peers make.
    cohorts.groups = timed("cohorts, every other measure", cohorts.groups)
    for question, name in PARTS:
        setattr(analysis, name, timed(question, getattr(analysis, name)))
    sys.argv = ["jmap", "analyze", folder, "-q", "-o", output]
    with told("all in all") as answer:
        try:
            jmap()
        except SystemExit as end:
            if end.code:
                raise
        answer["is"] = answers(json.loads(Path(output).read_text(encoding="utf-8")))


def answers(document: dict[str, Any]) -> dict[str, Any]:
    """Return what jmap answers to the five questions, in the words of the peers."""
    [journey] = document["maps"].values()
    stages = [journey["stages"][stage] for stage in STAGES]
    places = {stage: place for place, stage in enumerate(STAGES)}
    moved: dict[tuple[int, int], int] = {}
    for each in journey["conformance"]["moves"]:
        moved[places[each["from"]], places[each["to"]]] = each["n"]
    for place, stage in enumerate(stages):
        moved[place, LEAVING] = stage["outcomes"]["left"]
    months = {}
    for row in journey["cohorts"]["rows"]:
        for number, n in enumerate(row["active"]):
            year, month = map(int, row["began"].split("-"))
            index = year * 12 + month - 1 + number
            if n:
                months[f"{row['began']} {index // 12:04}-{index % 12 + 1:02}"] = n
    return {
        "funnel": [step["reached"] for step in journey["funnel"]["steps"]],
        "times": [
            [
                stage["visits"] - stage["outcomes"]["open"],
                stage["outcomes"]["open"],
                *(round(stage["time"]["observed"][each]) for each in ("median", "p90")),
            ]
            for stage in stages
        ],
        "moves": [[start, end, n] for (start, end), n in sorted(moved.items())],
        "paths": [row["n"] for row in journey["paths"]["rows"][:10]],
        "months": months,
    }


def timed(question: str, measure: Callable[..., Any]) -> Callable[..., Any]:
    """Return the measure, telling what it costs."""

    @functools.wraps(measure)
    def measured(*arguments: Any, **named: Any) -> Any:
        with told(question):
            return measure(*arguments, **named)

    return measured


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
