"""Whether health told who would leave: scores of the past against what came after."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from jmap.analyze.engine import Engine
from jmap.analyze.fault import AnalyzeError
from jmap.analyze.figures import HealthPlan
from jmap.analyze.measures.alive import can_leave
from jmap.analyze.measures.health import Accounts
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.analyze.times import moment
from jmap.analyze.wanted import Wanted
from jmap.measures.measured import Rate
from jmap.measures.proportion import rate
from jmap.records import frozen


@frozen
class Auc:
    """The chance that somebody who stayed had the better score than somebody who left, with 95 % interval.

    0.5 is as good as a coin.
    """

    value: float
    low: float
    high: float


@frozen
class Backtest:
    """Leaving after a moment in the past, by the band in which an account then stood; None is unknown.

    `auc` is None where nobody left, or nobody stayed.
    """

    model: HealthPlan
    at: int
    bands: Mapping[str | None, Rate]
    auc: Auc | None


def backtest(
    engine: Engine, plan: MapPlan, model: HealthPlan, log: Log, wanted: Wanted, ago: int
) -> Backtest:
    """Return what a health score said so many microseconds before as-of, and who has left since.

    Raises AnalyzeError where the map does not say who leaves, or the log is not that old.
    """
    at = log.as_of - ago
    if not can_leave(plan):
        raise AnalyzeError(
            f"the map `{plan.id}` does not say when a customer leaves",
            "give it a `leave` such as `{event: subscription_cancelled}`",
        )
    if at < log.first:
        began = f"the log begins at {moment(log.first)}, too late to look so far back"
        raise AnalyzeError(began, "give `--backtest` a shorter time")
    went = engine.rows(
        f"SELECT DISTINCT cid FROM marks WHERE rk = {len(plan.stages)} AND us > {at} AND us <= {log.as_of}"
    )
    gone = {cid for (cid,) in went}
    counts: dict[str | None, list[int]] = {name: [0, 0] for name, _ in model.bands} | {None: [0, 0]}
    left: list[float] = []
    stayed: list[float] = []
    for cid, found in Accounts(engine, plan, model, log, wanted, at).scores():
        counts[found.band][0] += cid in gone
        counts[found.band][1] += 1
        if found.band is not None and found.score is not None:
            (left if cid in gone else stayed).append(found.score)
    return Backtest(model, at, {name: rate(n, of) for name, (n, of) in counts.items()}, auc(left, stayed))


def auc(left: Sequence[float], stayed: Sequence[float]) -> Auc | None:
    """Return how well scores tell those who left from those who stayed; equal scores count half.

    Source: J. A. Hanley and B. J. McNeil, Radiology 143 (1982).
    """
    if not left or not stayed:
        return None
    ordered = sorted([*((each, True) for each in left), *((each, False) for each in stayed)])
    below, twice, index = 0, 0, 0
    while index < len(ordered):
        score, same_left, same_stayed = ordered[index][0], 0, 0
        while index < len(ordered) and ordered[index][0] == score:
            same_left += ordered[index][1]
            same_stayed += not ordered[index][1]
            index += 1
        twice += same_stayed * (2 * below + same_left)
        below += same_left
    n, m = len(left), len(stayed)
    area = twice / (2 * n * m)
    one, two = area / (2 - area), 2 * area * area / (1 + area)
    spread = area * (1 - area) + (n - 1) * (one - area * area) + (m - 1) * (two - area * area)
    half = 1.959963984540054 * math.sqrt(max(0.0, spread) / (n * m))
    return Auc(area, max(0.0, area - half), min(1.0, area + half))
