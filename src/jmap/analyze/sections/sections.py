"""All tables of a map, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.sections.figures import conformance_sections, health_sections, metric_section
from jmap.analyze.sections.groups import cohort_section, segment_sections
from jmap.analyze.sections.journey import (
    dormant_section,
    funnel_section,
    moves_section,
    paths_section,
    visits_section,
)
from jmap.analyze.sections.reach import milestone_section, sign_sections, touchpoint_section
from jmap.analyze.sections.section import Section
from jmap.analyze.sections.turns import turn_section
from jmap.analyze.wanted import Wanted

_ALL = (
    funnel_section,
    moves_section,
    visits_section,
    milestone_section,
    paths_section,
    touchpoint_section,
    sign_sections,
    segment_sections,
    turn_section,
    cohort_section,
    metric_section,
    health_sections,
    dormant_section,
    conformance_sections,
)


def sections(each: MapAnalysis, wanted: Wanted) -> Iterator[Section]:
    """Yield the tables of a map; none where no stage of it shows in a log."""
    if each.plan.starts:
        for section in _ALL:
            yield from section(each, wanted)


def remarks(each: MapAnalysis) -> Iterator[str]:
    """Yield what has to be known of a map before its tables."""
    for stage in each.plan.stages:
        if not stage.observed:
            why = "; ".join(stage.enter.unseen) or "it has no `enter`"
            yield f"not observed: {stage.title} ({why})"
        elif stage.enter.unseen:
            yield f"observed in part: {stage.title} ({'; '.join(stage.enter.unseen)})"
    for segment in each.plan.segments:
        if not segment.observed:
            yield f"not observed: segment {segment.title} ({'; '.join(segment.unseen)})"
    if not each.settled:
        yield "milestones and entries wait for each other in a ring: figures are those of the last round"
    if not each.plan.starts:
        yield "no stage of this map shows in a log: give stages an `enter` such as `{event: signed_up}`"
