"""Milestones: shares of visits, times as lifelines has them, and the time to value."""

from __future__ import annotations

import math
import warnings
from pathlib import Path

import pytest

from tests.analyze import generated
from tests.analyze.logs import measured, visits

HOUR = 3600
MAP = """\
scope: lifecycle
stages:
  a: {phase: before, enter: {event: a}, milestone: {event: m, within: 5h}}
  b: {phase: after, enter: {event: b}, milestone: {event: m, times: 2}}
"""


def test_in_time_or_not(tmp_path: Path) -> None:
    events = [
        *[("u", "a", 0), ("u", "m", 5), ("u", "b", 6)],
        *[("v", "a", 0), ("v", "m", 5.1), ("v", "b", 6)],
        *[("w", "a", 0), ("w", "b", 2)],
        *[("x", "a", 0), ("y", "a", 6), ("z", "other", 10)],
    ]
    found = measured(tmp_path, MAP, events).milestones
    # u reaches it in the last moment; of the open visits only that of y is not too late.
    reached = found.stages[0].reached
    assert (reached.n, reached.of, found.stages[0].waiting) == (1, 5, 1)
    # w goes after 2 hours; then u ends first of four who are left, the curve comes to 3/4.
    assert (found.stages[0].median, found.stages[0].p90) == (None, None)
    assert (found.stages[1].reached.n, found.stages[1].reached.of, found.stages[1].waiting) == (0, 3, 3)


def test_each_visit_counts(tmp_path: Path) -> None:
    events = [("x", "a", 0), ("x", "m", 1), ("x", "m", 2), ("x", "b", 3), ("x", "a", 4), ("x", "m", 7)]
    found = measured(tmp_path, MAP, events).milestones.stages
    assert (found[0].reached.n, found[0].reached.of, found[0].median) == (2, 2, HOUR)
    assert found[0].p90 == 3 * HOUR


def test_all_of_a_milestone_must_hold_together(tmp_path: Path) -> None:
    text = "stages: {a: {enter: {event: a}, milestone: {all: [{event: m}, {attribute: plan, is: team}]}}}\n"
    events = [
        *[("u", "a", 0, {"plan": "team"}), ("u", "z", 1, {"plan": "free"}), ("u", "m", 2)],
        *[("v", "a", 0), ("v", "m", 1), ("v", "z", 3, {"plan": "team"}), ("v", "z", 4, {"plan": "free"})],
        *[("w", "a", 0, {"plan": "team"}), ("w", "z", 1, {"plan": "free"}), ("w", "m", 2)],
        ("w", "z", 5, {"plan": "team"}),
    ]
    found = measured(tmp_path, text, events).milestones.stages[0]
    # u was with the team, and did it afterwards.
    assert (found.reached.n, found.reached.of, found.median) == (2, 3, 5 * HOUR)


def test_time_to_value(tmp_path: Path) -> None:
    text = MAP + "conversion: {event: buy}\nleave: {event: gone}\n"
    events = [
        # What comes with the purchase, or before it, is no milestone after it.
        *[("u", "a", 0), ("u", "m", 1), ("u", "buy", 1), ("u", "b", 2), ("u", "m", 3), ("u", "m", 5)],
        *[
            ("v", "b", 0),
            ("v", "buy", 0),
            ("v", "m", 1),
            ("v", "gone", 3),
            ("v", "b", 4),
            ("v", "m", 5),
            ("v", "m", 6),
        ],
        *[("w", "b", 0), ("w", "buy", 0), ("w", "m", 10), ("x", "a", 0)],
    ]
    value = measured(tmp_path, text, events).milestones.to_value
    assert value is not None
    assert (value.reached.n, value.reached.of, value.waiting) == (1, 3, 1)
    # v leaves after 3 hours, u reaches it after 4 with one other still waiting.
    assert (value.median, value.p90) == (4 * HOUR, None)


def test_no_milestone_no_figures(tmp_path: Path) -> None:
    text = "stages: {a: {enter: {event: a}, milestone: Prose}, b: {enter: {event: b}}}\n"
    found = measured(tmp_path, text, [("x", "a", 0)]).milestones
    assert (found.stages, found.to_value) == ({}, None)


def test_times_are_what_lifelines_says(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lifelines = pytest.importorskip("lifelines")
    text = generated.MAP.replace("one: {", "one: {milestone: {event: other}, ")
    for seed in range(6):
        folder = tmp_path / str(seed)
        folder.mkdir()
        events = generated.log(seed)
        found = measured(folder, text, events).milestones.stages[0]
        last = max(hours for *_, hours in events)
        times, ended = [], []
        for who, stage, came, went, *_ in visits(folder, text, events):
            if stage != "one":
                continue
            until = last if went is None else went
            hits = [h for one, name, h in events if (one, name) == (who, "other") and came <= h <= until]
            times.append((min(hits) if hits else until) - came)
            ended.append(bool(hits))
        assert (found.reached.n, found.reached.of) == (sum(ended), len(ended))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            curve = lifelines.KaplanMeierFitter().fit(times, ended)
            told = [float(curve.percentile(p)) for p in (0.5, 0.1)]
        assert [math.inf if x is None else x / HOUR for x in (found.median, found.p90)] == told, seed
