"""Paths, conformance, metrics and health scores as plain data."""

from __future__ import annotations

from typing import Any

from jmap.analyze.measures.conformance import Conformance
from jmap.analyze.measures.health import HealthScores
from jmap.analyze.measures.metrics import MetricValue
from jmap.analyze.measures.outcomes import Move
from jmap.analyze.measures.paths import Paths
from jmap.analyze.plain import plain_rate, plain_seconds, rounded
from jmap.analyze.plan import MapPlan


def paths_data(paths: Paths) -> dict[str, Any]:
    """Return the paths to the purchase, the most common first."""
    rows = []
    so_far = 0
    for row in paths.rows:
        so_far += row.n
        rows.append(
            {
                "path": list(row.steps),
                "n": row.n,
                "share": rounded(row.n / paths.customers),
                "cumulative": rounded(so_far / paths.customers),
                "median_time": plain_seconds(row.median),
            }
        )
    return {"customers": paths.customers, "distinct": paths.distinct, "rows": rows}


def conformance_data(found: Conformance, plan: MapPlan) -> dict[str, Any]:
    """Return how far a map is followed."""
    return {
        "customer_fitness": plain_rate(found.customer_fitness),
        "event_coverage": plain_rate(found.event_coverage),
        "move_fitness": plain_rate(found.move_fitness),
        "moves": [_move(each, plan) for each in found.moves],
        "never_seen": sorted(found.never_seen),
        "undeclared": [
            {"event": each.event, "n": each.n, "customers": each.customers} for each in found.undeclared
        ],
    }


def _move(move: Move, plan: MapPlan) -> dict[str, Any]:
    jumped = {"jumped": [plan.stages[place].id for place in move.jumped]} if move.jumped else {}
    return {
        "from": plan.stages[move.start].id,
        "to": plan.stages[move.end].id,
        "n": move.n,
        "customers": move.customers,
        "kind": move.kind,
        **jumped,
    }


def metric_data(found: MetricValue) -> dict[str, Any]:
    """Return the value of a metric, and why there is none."""
    return {
        "value": rounded(found.value),
        "n": found.n,
        "low": rounded(found.low),
        "high": rounded(found.high),
        "open": found.open,
        **({"over": found.over} if found.over else {}),
        **({"unseen": found.unseen} if found.unseen else {}),
    }


def health_data(scores: HealthScores) -> dict[str, Any]:
    """Return how accounts stand by one health score."""
    return {
        "accounts": scores.accounts,
        "bands": dict(scores.bands),
        "unknown": scores.unknown,
        "unseen": dict(scores.unseen),
    }
