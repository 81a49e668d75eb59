"""What was measured of customers on their way: where they went on, and where they dropped off."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Literal

from jmap.measures.measured import MapMeasured, Rate
from jmap.measures.proportion import rate
from jmap.model.touchpoints import Touchpoint
from jmap.records import frozen
from jmap.rules.figures import tidy
from jmap.workspace.emotion_curve import CurvePoint, judged
from jmap.workspace.journey import Journey

Quarter = Literal["worst", "best"]


@frozen
class DropOff:
    """A touchpoint that is drawn with a feeling, and how many of those who met it did not move on.

    `point` is where the feeling ends. `share` is that of the `n` who met it. `quarter` is None for one in
    neither the worst nor the best quarter of those compared, `others` in number. `clash` tells that feeling
    and drop-off contradict each other.
    """

    touchpoint: Touchpoint
    point: CurvePoint
    share: float
    n: int
    quarter: Quarter | None
    others: int
    clash: bool


def went_on(measured: MapMeasured, start: str, end: str) -> Rate | None:
    """Return the share of the ended visits of a stage that went on to another one.

    None where the log cannot show one of the two.
    """
    for id_ in (start, end):
        stage = measured.stages.get(id_)
        if stage is None or not stage.observed:
            return None
    stage = measured.stages[start]
    n = sum(each.n for each in measured.moves if (each.start, each.end) == (start, end))
    return rate(n, stage.visits - stage.open)


def drop_offs(
    journey: Journey,
    measured: MapMeasured,
    min_n: int,
    *,
    happy: float = 1,
    unhappy: float = -1,
    part: float = 0.25,
    least: float = 4,
) -> Iterator[DropOff]:
    """Yield the touchpoints that at least `min_n` customers met and the judged curve shows, in journey order.

    None where fewer than `least` touchpoints were measured so well. Of touchpoints that are level, all are in
    a quarter or none: none where the quarter has no room for all.
    """
    enough = {
        id_: each.drop_off
        for id_, each in measured.touchpoints.items()
        if id_ in journey.file.touchpoints and each.exposed is not None and each.exposed.of >= min_n
    }
    shares = sorted(share for share in enough.values() if share is not None)
    if len(shares) < least:
        return
    room = tidy(part * len(shares))
    last = {point.touchpoint: point for point in judged(journey) if point.touchpoint is not None}
    for touchpoint in journey.touchpoints:
        share, point = enough.get(touchpoint.id), last.get(touchpoint.id)
        if share is None or point is None:
            continue
        quarter: Quarter | None = None
        if len(shares) - bisect_left(shares, share) <= room:
            quarter = "worst"
        elif bisect_right(shares, share) <= room:
            quarter = "best"
        clash = (quarter == "worst" and point.value >= happy) or (
            quarter == "best" and point.value <= unhappy
        )
        exposed = measured.touchpoints[touchpoint.id].exposed
        n = exposed.of if exposed is not None else 0
        yield DropOff(touchpoint, point, share, n, quarter, len(shares), clash)
