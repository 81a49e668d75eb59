"""In which order events of one time are read: by the stages that they enter, then by name, then by id."""

from __future__ import annotations

from jmap.analyze.conditions import Happened
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log


def stage_rank(plan: MapPlan, log: Log) -> str:
    """Return the place of the stage that an event enters, after all others where it enters none."""
    ranks: dict[int, int] = {}
    for index, stage in enumerate(plan.stages):
        for part in stage.enter.parts():
            if isinstance(part, Happened):
                for code in log.codes(part.names):
                    ranks.setdefault(code, index)
    cases = " ".join(f"WHEN {code} THEN {rank}" for code, rank in sorted(ranks.items()))
    return f"CASE code {cases} ELSE {len(plan.stages)} END" if cases else "0"
