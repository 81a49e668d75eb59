"""What customers did, as measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jmap.audit.behaviour import Behaviour, behaviour
from jmap.measures.measured import (
    HealthMeasured,
    MapMeasured,
    Rate,
    StageMeasured,
    TouchpointMeasured,
)
from jmap.measures.proportion import rate
from tests.audit.maps import journey, measures

DAY = 86_400
MAP = """\
title: Trial
stages:
  try: {name: Try it, duration: 10d}
  use: {duration: 2h..3h}
  stay: {}
  unseen: {name: Not seen}
health:
  score:
    stages: use
    indicators: {logins: {count: login, good: 9, poor: 1}}
    bands: {good: 70, fair: 40, poor: 0}
  other:
    stages: use
    indicators: {logins: {count: login, good: 9, poor: 1}}
    bands: {good: 50, poor: 0}
"""


def seen(p90: float | None, n: int = 100, **more: object) -> StageMeasured:
    return replace(
        StageMeasured(120, 110, 60, 15, 25, 20, 5.5 * DAY, p90, n, 20),
        **more,  # type: ignore[arg-type]
    )


def known(folder: Path, measured: MapMeasured, text: str = MAP, config: str = "") -> Behaviour:
    trial, settings = journey(folder, text, config)
    return behaviour(trial, replace(settings, measures=measures(measured)))


def test_without_measures_nothing_was_measured(tmp_path: Path) -> None:
    trial, settings = journey(tmp_path, MAP)
    nothing = Behaviour(False, (), (), None, None, (), ())
    assert behaviour(trial, settings) == nothing
    other = replace(measures(MapMeasured()), maps={"elsewhere": MapMeasured()})
    assert behaviour(trial, replace(settings, measures=other)) == nothing


def test_measures_that_say_nothing_of_a_map_leave_all_of_it_unobserved(tmp_path: Path) -> None:
    every = ("Try it", "Use", "Stay", "Not seen")
    assert known(tmp_path, MapMeasured()) == Behaviour(True, (), (), None, None, (), (), every)


def test_stages_as_they_were_measured(tmp_path: Path) -> None:
    measured = MapMeasured(
        stages={
            "unseen": seen(None, visits=0, observed=False),
            "stay": seen(None, forward=0, back=0, left=0, open=120),
            "try": seen(20 * DAY + 1),
        },
        dormant=Rate(0.1, 0.05, 0.15, 10, 100),
        event_coverage=Rate(0.7, 0.6, 0.8, 70, 100),
    )
    found = known(tmp_path, measured)
    assert found.measured
    assert found.unobserved == ("Use", "Not seen")
    assert (found.dormant, found.event_coverage) == (measured.dormant, measured.event_coverage)
    first, last = found.stages
    assert (first.id, first.title, first.visits, first.declared) == ("try", "Try it", 120, "10d")
    assert (first.median, first.p90, first.n, first.censored) == (5.5 * DAY, 20 * DAY + 1, 100, 20)
    # 25 left and 15 went back, of 100 visits that ended.
    assert first.drop_off == rate(40, 100)
    assert (first.slow, first.where.line, first.where.anchor) == (True, 4, "st-try")
    assert (last.id, last.declared, last.p90, last.slow) == ("stay", "", None, False)
    assert last.drop_off == Rate(None, None, None, 0, 0)


@pytest.mark.parametrize(
    ("stage", "measured", "config", "slow"),
    [
        ("try", seen(20 * DAY), "", False),
        ("try", seen(20 * DAY + 1), "", True),
        ("try", seen(20 * DAY + 1, n=30), "", True),
        # Below 30 cases nothing is judged.
        ("try", seen(20 * DAY + 1, n=29), "", False),
        ("try", seen(20 * DAY + 1), "[rules.JM816]\nfactor = 3\n", False),
        # The upper end of a range counts.
        ("use", seen(6 * 3600), "", False),
        ("use", seen(6 * 3600 + 1), "", True),
        ("stay", seen(900 * DAY), "", False),
    ],
)
def test_a_stage_is_slow_where_the_rule_says_so(
    tmp_path: Path, stage: str, measured: StageMeasured, config: str, slow: bool
) -> None:
    (found,) = known(tmp_path, MapMeasured(stages={stage: measured}), config=config).stages
    assert found.slow == slow


def test_a_range_is_declared_as_written(tmp_path: Path) -> None:
    (found,) = known(tmp_path, MapMeasured(stages={"use": seen(None)})).stages
    assert found.declared == "2h..3h"


def test_health_stands_best_band_first_with_empty_bands(tmp_path: Path) -> None:
    seen_of = HealthMeasured({"poor": 3, "good": 9, "spare": 1}, 4)
    (found,) = known(tmp_path, MapMeasured(health={"score": seen_of})).health
    assert (found.id, found.title, found.unknown) == ("score", "Score", 4)
    assert list(found.bands.items()) == [("good", 9), ("fair", 0), ("poor", 3), ("spare", 1)]
    assert found.where.line == 9


STEPS = "title: Trial\nstages: {use: {}}\ntouchpoints:\n" + "".join(
    f"  s{index}: {{stage: use, name: Step {index}, emotion: {emotion}}}\n"
    for index, emotion in enumerate(("2", "-2", "1", "{from: -2, to: 1}", "-1", "0", "0", "0"))
)


def met(drop_off: float, of: int = 100) -> TouchpointMeasured:
    return TouchpointMeasured(None, rate(round(of * (1 - drop_off)), of), None, None, None, None)


def clashes(folder: Path, drop_offs: list[float], config: str = "") -> list[tuple[str, float, float, str]]:
    touchpoints = {f"s{index}": met(share) for index, share in enumerate(drop_offs)}
    found = known(folder, MapMeasured(touchpoints=touchpoints), STEPS, config)
    return [(each.id, each.emotion, round(each.drop_off, 6), each.quarter) for each in found.clashes]


def test_a_clash_is_a_feeling_against_the_drop_off(tmp_path: Path) -> None:
    # The worst quarter of eight are s3 and s0, the best s1 and s4.
    assert clashes(tmp_path, [0.8, 0.1, 0.5, 0.9, 0.2, 0.4, 0.5, 0.6]) == [
        ("s3", 1, 0.9, "worst"),
        ("s0", 2, 0.8, "worst"),
        ("s1", -2, 0.1, "best"),
        ("s4", -1, 0.2, "best"),
    ]


@pytest.mark.parametrize(
    ("drop_offs", "config"),
    [
        # Drawn as it was measured.
        ([0.1, 0.9, 0.4, 0.4, 0.8, 0.5, 0.5, 0.5], ""),
        # All alike: none is among the worst.
        ([0.5] * 8, ""),
        # Three are too few to have a quarter.
        ([0.9, 0.1, 0.5], ""),
        ([0.8, 0.1, 0.5, 0.9, 0.2, 0.4, 0.5, 0.6], "[rules.JM712]\nhappy = 2\nunhappy = -2\npart = 0.1\n"),
    ],
)
def test_no_clash(tmp_path: Path, drop_offs: list[float], config: str) -> None:
    assert clashes(tmp_path, drop_offs, config) == []


def test_a_clash_has_the_name_and_the_place_of_the_feeling(tmp_path: Path) -> None:
    touchpoints = {f"s{index}": met(share) for index, share in enumerate((0.9, 0.1, 0.5, 0.6))}
    first, last = known(tmp_path, MapMeasured(touchpoints=touchpoints), STEPS).clashes
    assert (first.title, first.where.line, first.where.column) == ("Step 0", 5, 43)
    assert (last.title, last.where.line, last.where.anchor) == ("Step 1", 6, "tp-s1")
