"""Times in a stage: quantiles as numpy has them, curves as lifelines has them."""

from __future__ import annotations

import math
import warnings
from pathlib import Path

import pytest

from tests.analyze import generated
from tests.analyze.logs import measured, visits

MAP = "stages: {a: {enter: {event: a}}, b: {enter: {event: b}}}\n"


def test_a_curve_that_stays_above_has_no_figure(tmp_path: Path) -> None:
    found = measured(
        tmp_path, MAP, [("x", "a", 0), ("x", "b", 1), ("y", "a", 0), ("z", "a", 0), ("z", "a", 9)]
    )
    time = found.times[0]
    assert (time.n, time.censored, time.median, time.p90) == (3, 2, 3600, 3600)
    assert (time.km_median, time.km_p90, time.by_curve) == (None, None, True)


def test_a_curve_that_comes_to_a_half(tmp_path: Path) -> None:
    events = [(name, "a", 0) for name in "wxyz"]
    events += [(name, "b", hours) for hours, name in enumerate("wxyz", 1)]
    time = measured(tmp_path, MAP, events).times[0]
    assert (time.km_median, time.km_p90) == (2 * 3600, 4 * 3600)
    assert time.median == 2.5 * 3600
    assert time.p90 == pytest.approx(3.7 * 3600)
    assert not time.by_curve


def test_a_stage_without_visits_has_no_times(tmp_path: Path) -> None:
    assert set(measured(tmp_path, MAP, [("x", "a", 0)]).times) == {0}


def test_it_is_what_lifelines_and_numpy_say(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lifelines = pytest.importorskip("lifelines")
        numpy = pytest.importorskip("numpy")
    for seed in range(8):
        folder = tmp_path / str(seed)
        folder.mkdir()
        events = generated.log(seed)
        found = measured(folder, generated.MAP, events)
        last = max(hours for *_, hours in events)
        for place, stage in enumerate(generated.STEPS):
            of_stage = [each for each in visits(folder, generated.MAP, events) if each[1] == stage]
            closed = [each[3] - each[2] for each in of_stage if each[3] is not None]
            time = found.times[place]
            assert (time.n, time.censored) == (len(of_stage), len(of_stage) - len(closed))
            assert time.median == pytest.approx(numpy.quantile(closed, 0.5) * 3600)
            assert time.p90 == pytest.approx(numpy.quantile(closed, 0.9) * 3600)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                curve = lifelines.KaplanMeierFitter().fit(
                    [(last if each[3] is None else each[3]) - each[2] for each in of_stage],
                    [each[3] is not None for each in of_stage],
                )
                told = [float(curve.percentile(p)) for p in (0.5, 0.1)]
            assert [math.inf if x is None else x / 3600 for x in (time.km_median, time.km_p90)] == told, seed
