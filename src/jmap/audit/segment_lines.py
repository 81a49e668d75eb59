"""Where a segment differs from everyone else by more than chance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from jmap.audit.where import Where, where_of
from jmap.measures.measured import ApartMeasured, Difference, MapMeasured, Rate
from jmap.model.people import Segment
from jmap.records import frozen
from jmap.workspace.journey import Journey

_BAD: Final = frozenset(("left", "dormant"))
"""Measures of which more is worse."""

_OF_STAGES: Final = frozenset(("funnel", "forward", "left"))
_OF_ALL: Final = frozenset(("dormant", "conversion"))
"""What an audit says of segments, at a stage and anywhere; all else stands in the analysis."""


@frozen
class SegmentLine:
    """A share of a segment (`id`, `title`) that differs from that of all others, from 0 to 1.

    `measure` is `funnel` (of those at the step before, who reached `stage`), `forward` or `left` (of first
    visits of `stage`), `dormant` or `conversion`. `at` is the name of the stage, '' with the stage where it
    is of none. `chance` is that of a gap so wide, corrected for how many were compared where those are many.
    `worse` tells that the segment does worse than the rest.
    """

    id: str
    title: str
    measure: str
    stage: str
    at: str
    inside: Rate
    rest: Rate
    difference: Difference
    chance: float
    worse: bool
    where: Where


def segment_lines(journey: Journey, measured: MapMeasured) -> tuple[SegmentLine, ...]:
    """Return what differs, of those that do worse first, by points.

    A step of the funnel is left out where the moves forward of the stage before it differ alike.
    """
    return tuple(sorted(_lines(journey, measured), key=by_loss))


def by_loss(line: SegmentLine) -> tuple[bool, float]:
    """Return what sorts those that do worse first, each kind by how far they are apart."""
    return not line.worse, -abs(line.difference.value)


def _lines(journey: Journey, measured: MapMeasured) -> Iterator[SegmentLine]:
    steps = [each.stage for each in measured.funnel]
    before = dict(zip(steps[1:], steps, strict=False))
    for id_, seen in measured.segments.items():
        definition = journey.definition("segments", id_)
        if definition is None:
            continue
        segment: Segment = definition.object
        certain = [
            each
            for each in seen.apart
            if each.certain and each.measure in (_OF_STAGES if each.stage else _OF_ALL)
        ]
        for each in certain:
            stage = journey.file.stages.get(each.stage)
            if (each.stage and stage is None) or _told(each, certain, before.get(each.stage, "")):
                continue
            difference, chance = each.difference, each.chance
            if difference is None or chance is None:
                continue
            yield SegmentLine(
                id_,
                segment.title,
                each.measure,
                each.stage,
                stage.title if stage is not None else "",
                each.inside,
                each.rest,
                difference,
                chance,
                (difference.value > 0) == (each.measure in _BAD),
                where_of(journey, "segments", id_),
            )


def _told(each: ApartMeasured, certain: Iterable[ApartMeasured], before: str) -> bool:
    """Tell whether the moves forward of the stage before say what a step of the funnel says."""
    return each.measure == "funnel" and any(
        other.measure == "forward" and other.stage == before and _lower(other) == _lower(each)
        for other in certain
    )


def _lower(each: ApartMeasured) -> bool:
    return each.difference is not None and each.difference.value < 0
