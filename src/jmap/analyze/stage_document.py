"""What was seen of a stage as plain data."""

from __future__ import annotations

from typing import Any

from jmap.analyze.measures.outcomes import Outcomes
from jmap.analyze.measures.stage_time import StageTime
from jmap.analyze.plain import plain_seconds
from jmap.analyze.plan import StagePlan


def stage_of(stage: StagePlan, seen: Outcomes, time: StageTime | None) -> dict[str, Any]:
    """Return how the visits of a stage came out, and how long they took."""
    return {
        "customers": seen.customers,
        "observed": stage.observed,
        "outcomes": {"forward": seen.forward, "back": seen.back, "left": seen.left, "open": seen.open},
        "reentries": seen.reentries,
        "repeats": seen.repeats,
        "time": _time(time) if time is not None else None,
        "unseen": list(stage.enter.unseen),
        "visits": seen.visits,
    }


def _time(time: StageTime) -> dict[str, Any]:
    return {
        "observed": {
            "median": plain_seconds(time.median),
            "p90": plain_seconds(time.p90),
            "n": time.n,
            "censored": time.censored,
        },
        "kaplan_meier": {"median": plain_seconds(time.km_median), "p90": plain_seconds(time.km_p90)},
    }
