"""Opportunities side by side: by RICE, by Ulwick, by impact and effort, and where those disagree."""

from __future__ import annotations

from typing import Final

from jmap.audit.audit import MapAudit
from jmap.audit.priorities import OpportunityLine
from jmap.records import frozen
from jmap.report.page.most import ROWS, ROWS_FOLDED, Cut, cut
from jmap.report.page.pooling import Of, each_of, shared
from jmap.report.page.quadrant import Placed, Quadrant, quadrant

_IN_DRAWING: Final = 24
_ALIKE: Final = 0.3
_AS_ONE: Final = 0.7


@frozen
class OpportunityTold:
    """An opportunity as a row: its label in the drawing too, and its RICE as a share of the greatest."""

    of: Of[OpportunityLine]
    label: str
    share: float | None


@frozen
class Agreement:
    """How far RICE and Ulwick agree on a map: the correlation of their orders, and that in words."""

    audit: MapAudit
    value: float
    words: str


@frozen
class Opportunities:
    """What is in hand. `drawn` are how many of it the drawing shows, `disputed` how many are disputed."""

    rows: Cut[OpportunityTold]
    drawing: Quadrant | None
    drawn: int
    disputed: tuple[OpportunityTold, ...]
    agreements: tuple[Agreement, ...]
    several: bool


def opportunities(maps: list[MapAudit]) -> Opportunities:
    """Return what is in hand over maps, by RICE, then Ulwick, then impact / effort."""
    every = shared(each_of(maps, lambda review: review.priorities.opportunities), lambda line: line.where)
    every.sort(key=_order)
    several = len({each.audit.id for each in every}) > 1
    greatest = max((each.line.rice or 0.0 for each in every), default=0.0)
    told = [
        OpportunityTold(
            each,
            str(index) if several else each.line.number,
            each.line.rice / greatest if each.line.rice is not None and greatest else None,
        )
        for index, each in enumerate(every, 1)
    ]
    placed = [
        Placed(each.label, each.of.line.impact, each.of.line.effort)
        for each in told
        if each.of.line.impact is not None and each.of.line.effort is not None
    ][:_IN_DRAWING]
    return Opportunities(
        cut(told, ROWS, ROWS_FOLDED),
        quadrant(placed),
        len(placed),
        tuple(each for each in told if each.of.line.disputed),
        tuple(
            Agreement(each, each.review.priorities.agreement, _words(each.review.priorities.agreement))
            for each in maps
            if each.review.priorities.agreement is not None
        )[:ROWS],
        several,
    )


def _order(each: Of[OpportunityLine]) -> tuple[float, float, float, str]:
    line = each.line
    return (-(line.rice or -1.0), -(line.ulwick or -1.0), -(line.impact_effort or -1.0), line.id)


def _words(agreement: float) -> str:
    if agreement < 0:
        return "they point opposite ways"
    if agreement < _ALIKE:
        return "they hardly agree"
    return "they agree" if agreement >= _AS_ONE else "they agree in part"
