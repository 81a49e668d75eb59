"""The touchpoint scorecard over maps, with the columns for which there are data."""

from __future__ import annotations

from jmap.audit.audit import MapAudit
from jmap.audit.scorecard import ScoreRow
from jmap.records import frozen
from jmap.report.page.most import TOUCHPOINTS
from jmap.report.page.pooling import Of


@frozen
class StageGroup:
    """A stage of a map: its place among all, and the key by which its rows are chosen."""

    audit: MapAudit
    title: str
    order: int


@frozen
class RowTold:
    """A touchpoint with the place of its stage among all stages shown, and its own place."""

    of: Of[ScoreRow]
    stage: int
    order: int


@frozen
class Scorecard:
    """Rows map by map in journey order; `left_out` maps with `more` touchpoints found no room."""

    rows: tuple[RowTold, ...]
    stages: tuple[StageGroup, ...]
    maps: tuple[MapAudit, ...]
    left_out: int
    more: int
    automated: bool
    promised: bool
    measured: bool


def scorecard(maps: list[MapAudit]) -> Scorecard:
    """Return the touchpoints of whole maps, as many as have room."""
    rows: list[RowTold] = []
    stages: list[StageGroup] = []
    shown: list[MapAudit] = []
    left_out = more = 0
    for each in maps:
        found = each.review.scorecard
        if not found:
            continue
        if shown and len(rows) + len(found) > TOUCHPOINTS:
            left_out += 1
            more += len(found)
            continue
        shown.append(each)
        for row in found:
            if not stages or stages[-1].audit is not each or stages[-1].title != row.stage:
                stages.append(StageGroup(each, row.stage, len(stages)))
            rows.append(RowTold(Of(each, row), stages[-1].order, len(rows)))
    lines = [each.of.line for each in rows]
    return Scorecard(
        tuple(rows),
        tuple(stages),
        tuple(shown),
        left_out,
        more,
        any(line.automation for line in lines),
        any(line.sla for line in lines),
        any(line.reach is not None or line.lift is not None for line in lines),
    )
