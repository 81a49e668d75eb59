"""Milestones, drivers and risks, and segments of a map as they were measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jmap.audit.behaviour import Behaviour, behaviour
from jmap.measures.measured import (
    ApartMeasured,
    FunnelStep,
    MapMeasured,
    MilestoneMeasured,
    Rate,
    SegmentMeasured,
    SignMeasured,
    StageMeasured,
)
from jmap.measures.proportion import difference, rate
from tests.audit.maps import journey, measures

MAP = """\
title: Trial
segments:
  small: {name: Small firms, where: {size: small}}
  large: {name: Large firms, where: {size: large}}
stages:
  try:
    name: Try it
    enter: {event: tried}
    milestone: {event: imported, within: 14d, label: First import}
    drivers:
    - {text: Asks, when: {event: asked}}
    - {text: Asks, when: {event: asked_again}}
    risks: [{text: Silent, when: {inactive: 7d}}]
  use:
    enter: {event: used}
    milestone: [{event: a, within: 1d}, {event: b, within: 2d}]
  stay:
    enter: {event: stayed}
    milestone: [{all: [{event: a, within: 1d}, {event: b}]}]
  end: {enter: {event: ended}}
"""
SEEN = StageMeasured(100, 90, 60, 0, 20, 20, None, None, 100, 20)


def reached(n: int, of: int) -> StageMeasured:
    return replace(SEEN, milestone=MilestoneMeasured(rate(n, of), 2, 60.0, None))


def seen(text: str, one: Rate, other: Rate, holds: bool | None = None) -> SignMeasured:
    return SignMeasured(text, rate(10, 100), one, other, difference(one, other), holds)


def apart(measure: str, stage: str, one: Rate, other: Rate, chance: float | None = 0.01) -> ApartMeasured:
    return ApartMeasured(measure, stage, one, other, difference(one, other), chance)


def known(folder: Path, measured: MapMeasured) -> Behaviour:
    trial, settings = journey(folder, MAP)
    return behaviour(trial, replace(settings, measures=measures(measured)))


def test_milestones_stand_with_the_time_that_the_map_gives(tmp_path: Path) -> None:
    stages = {"stay": reached(1, 29), "use": reached(0, 0), "try": reached(20, 30), "end": reached(9, 90)}
    first, second, third = known(tmp_path, MapMeasured(stages=stages)).milestones
    assert (first.id, first.title, first.label, first.within) == ("try", "Try it", "First import", "14d")
    assert (first.reached, first.waiting, first.median, first.p90) == (rate(20, 30), 2, 60.0, None)
    assert (first.few, first.where.line, first.where.anchor) == (False, 10, "st-try")
    # Two times are none that can be held against all.
    assert (second.id, second.within, second.few) == ("use", "", True)
    assert (third.id, third.within, third.few) == ("stay", "1d", True)


@pytest.mark.parametrize("stage", [SEEN, replace(reached(1, 2), observed=False)])
def test_a_milestone_that_no_log_shows_is_left_out(tmp_path: Path, stage: StageMeasured) -> None:
    assert known(tmp_path, MapMeasured(stages={"try": stage})).milestones == ()


def test_the_time_to_value(tmp_path: Path) -> None:
    found = known(tmp_path, MapMeasured(time_to_value=MilestoneMeasured(rate(9, 29), 1, 5.0, 8.0)))
    line = found.time_to_value
    assert line is not None
    assert (line.reached, line.waiting, line.median, line.p90, line.few) == (rate(9, 29), 1, 5.0, 8.0, True)
    assert known(tmp_path, MapMeasured()).time_to_value is None


def test_signs_are_known_by_their_texts_and_equal_ones_by_their_turn(tmp_path: Path) -> None:
    drivers = (
        seen("Not in the map any more", rate(1, 90), rate(1, 90)),
        seen("Asks", rate(60, 90), rate(20, 90), True),
        seen("Asks", rate(5, 29), rate(20, 90)),
    )
    risks = (replace(seen("Silent", rate(1, 40), rate(20, 40), False)),)
    found = known(tmp_path, MapMeasured(drivers={"try": drivers}, risks={"try": risks}))
    told = [(each.kind, each.text, each.shown, each.holds, each.few, each.where.line) for each in found.signs]
    assert told == [
        ("driver", "Asks", rate(60, 90), True, False, 12),
        ("driver", "Asks", rate(5, 29), None, True, 13),
        ("risk", "Silent", rate(1, 40), False, False, 14),
    ]
    assert found.signs[0].difference == difference(rate(60, 90), rate(20, 90))
    assert (found.signs[0].id, found.signs[0].title) == ("try", "Try it")


def test_what_no_log_shows_of_a_sign_is_left_out(tmp_path: Path) -> None:
    unseen = SignMeasured("Silent", None, None, None, None, None, observed=False)
    assert known(tmp_path, MapMeasured(risks={"try": (unseen,)})).signs == ()


LOW, HIGH = rate(20, 100), rate(60, 100)


def test_segments_that_do_worse_stand_first_by_points(tmp_path: Path) -> None:
    small = (
        apart("left", "try", HIGH, LOW),
        apart("dormant", "", rate(70, 100), LOW),
        apart("conversion", "", HIGH, LOW),
    )
    large = (apart("forward", "try", LOW, rate(55, 100)), apart("left", "try", LOW, rate(90, 100)))
    found = known(
        tmp_path, MapMeasured(segments={"small": SegmentMeasured(small), "large": SegmentMeasured(large)})
    )
    assert [(each.id, each.measure, each.at, each.worse) for each in found.segments] == [
        ("small", "dormant", "", True),
        ("small", "left", "Try it", True),
        ("large", "forward", "Try it", True),
        ("large", "left", "Try it", False),
        ("small", "conversion", "", False),
    ]
    assert (found.segments[0].title, found.segments[0].where.line) == ("Small firms", 4)


@pytest.mark.parametrize(
    "measured",
    [
        apart("forward", "try", LOW, HIGH, 0.05),
        apart("forward", "try", LOW, HIGH, None),
        apart("forward", "gone", LOW, HIGH),
        apart("forward", "try", rate(0, 0), HIGH),
    ],
)
def test_what_may_be_chance_or_is_of_no_stage_is_left_out(tmp_path: Path, measured: ApartMeasured) -> None:
    segments = {
        "small": SegmentMeasured((measured,)),
        "gone": SegmentMeasured((apart("left", "try", HIGH, LOW),)),
    }
    assert known(tmp_path, MapMeasured(segments=segments)).segments == ()


@pytest.mark.parametrize(
    ("forward", "told"),
    [
        (apart("forward", "try", LOW, HIGH), ["forward"]),
        # The other way round, at another stage, or by chance: the step says something else.
        (apart("forward", "try", HIGH, LOW), ["funnel", "forward"]),
        (apart("forward", "use", LOW, HIGH), ["funnel", "forward"]),
        (apart("forward", "try", LOW, HIGH, 0.5), ["funnel"]),
    ],
)
def test_a_step_of_the_funnel_is_told_once(tmp_path: Path, forward: ApartMeasured, told: list[str]) -> None:
    funnel = tuple(FunnelStep(each, 1, None, None) for each in ("try", "use"))
    segments = {"small": SegmentMeasured((apart("funnel", "use", LOW, HIGH), forward))}
    found = known(tmp_path, MapMeasured(funnel=funnel, segments=segments)).segments
    assert [each.measure for each in found] == told
