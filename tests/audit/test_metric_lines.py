"""Where metrics stand and which way they go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jmap.audit.metric_lines import MetricLine, Seen, Trend, metric_lines
from jmap.measures.measured import MapMeasured, MetricMeasured
from jmap.report.wording.journey import metric_measured
from tests.audit.maps import journey, measures

START = "title: Trial\nowner: sales\nteams: {sales: Sales people, desk: Service desk}\n"
STAGES = "stages: {try: {name: Try it, metrics: %s}, use: {}}\n"
LONE = START + "stages: {try: {metrics: m}}\nmetrics: {m: {%s}}\n"


def lines(folder: Path, text: str) -> tuple[MetricLine, ...]:
    return metric_lines(*journey(folder, text))


def line(folder: Path, metric: str) -> MetricLine:
    (found,) = lines(folder, LONE % metric)
    return found


def test_a_map_without_metrics_has_no_lines(tmp_path: Path) -> None:
    assert lines(tmp_path, START + "stages: {try: {}}\n") == ()


def test_a_line_has_everything_that_is_said_of_a_metric(tmp_path: Path) -> None:
    text = (
        START + (STAGES % "[signed]") + "touchpoints: {call: {stage: use, metrics: signed}}\n"
        "metrics:\n  signed:\n    {name: Signed, kind: rate, owner: desk, target: 40, floor: 20,\n"
        "     history: {2026-Q3: {value: 37.5, n: 120}, 2026-Q2: 31}}\n"
    )
    (found,) = lines(tmp_path, text)
    assert (found.id, found.title, found.unit, found.better) == ("signed", "Signed", "%", "higher")
    assert (found.standing.actual, found.standing.n, found.standing.gap) == (37.5, 120, -2.5)
    assert (found.standing.state, found.standing.near, found.standing.breached) == ("missed", True, False)
    assert found.history == (Seen("2026-Q2", 31, None), Seen("2026-Q3", 37.5, 120))
    assert found.trend == Trend("2026-Q2", 31, 6.5, "better", 1)
    assert (found.owner, found.stages, found.measured) == ("Service desk", ("Try it", "Use"), None)
    assert (found.where.map, found.where.file) == ("trial", "trial.journey.yaml")
    assert (found.where.line, found.where.column, found.where.anchor) == (8, 3, "st-try")


def test_the_owner_of_the_map_answers_where_a_metric_names_nobody(tmp_path: Path) -> None:
    assert line(tmp_path, "target: 1").owner == "Sales people"


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        # Up is good, and two periods of growth follow a fall.
        (
            "history: {2025-Q4: 9, 2026-Q1: 8, 2026-Q2: 8.1, 2026-Q3: 8.4}",
            Trend("2026-Q2", 8.1, 0.3, "better", 2),
        ),
        # Down is good.
        ("better: lower, history: {2026-Q2: 5, 2026-Q3: 4}", Trend("2026-Q2", 5, -1, "better", 1)),
        ("better: lower, history: {2026-08: 4, 2026-09: 5}", Trend("2026-08", 4, 1, "worse", 1)),
        ("history: {2026-07: 3, 2026-08: 4, 2026-09: 4}", Trend("2026-08", 4, 0, "same", 1)),
        ("history: {2026-07: 4, 2026-08: 4, 2026-09: 4}", Trend("2026-08", 4, 0, "same", 2)),
        # Periods that have not begun by the day of the audit are plans.
        ("history: {2026-Q3: 4, 2026-Q4: 5, 2027-Q1: 9}", Trend("2026-Q3", 4, 1, "better", 1)),
        # A year is as little to compare a quarter with as a quarter a month.
        ("history: {2025: 40, 2025-Q4: 11, 2026-Q1: 12}", Trend("2025-Q4", 11, 1, "better", 1)),
        ("history: {2025: 40, 2026-Q3: 12}", None),
        ("history: {2026-Q3: 4}", None),
        ("history: {2026-Q3: 4, 2027-Q1: 9}", None),
        ("target: 3", None),
    ],
)
def test_trend(tmp_path: Path, metric: str, expected: Trend | None) -> None:
    assert line(tmp_path, metric).trend == expected


def test_history_ends_on_the_day_of_the_audit_and_need_not_stand_in_order(tmp_path: Path) -> None:
    found = line(tmp_path, "history: {2027-Q1: 9, 2026-Q4: 5, 2026-Q1: 1}")
    assert [each.period for each in found.history] == ["2026-Q1", "2026-Q4"]
    assert (found.standing.actual, found.standing.state) == (5, "no target")


def test_past_the_floor_stands_first_then_what_lacks_most_of_its_target(tmp_path: Path) -> None:
    metrics = {
        "met": "target: 1, history: {2026-Q3: 2}",
        "near": "target: 100, history: {2026-Q3: 90}",
        "blind": "target: 5",
        "half": "target: 100, history: {2026-Q3: 50}",
        "also-half": "better: lower, target: 10, history: {2026-Q3: 15}",
        "none": "target: 0, better: lower, history: {2026-Q3: 3}",
        "below": "target: 100, floor: 96, history: {2026-Q3: 95}",
        "free": "history: {2026-Q3: 50}",
        "floor-alone": "floor: 9, history: {2026-Q3: 8}",
    }
    ids = ", ".join(metrics)
    written = "".join(f"  {id_}: {{{said}}}\n" for id_, said in metrics.items())
    found = lines(tmp_path, START + (STAGES % f"[{ids}]") + "metrics:\n" + written)
    assert [each.id for each in found] == [
        *("below", "floor-alone", "none", "half", "also-half", "near", "met", "blind", "free")
    ]
    assert [each.standing.state for each in found if each.standing.breached] == ["missed", "no target"]


def test_a_metric_of_a_library_has_its_place_there(tmp_path: Path) -> None:
    text = START + "uses: [shared.journey.yaml]\nstages: {try: {metrics: ease}}\n"
    library = "title: Shared\nmetrics:\n  other: {target: 1}\n  ease: {target: 4}\n"
    (found,) = metric_lines(*journey(tmp_path, text, shared=library))
    assert (found.id, found.where.file, found.where.line) == ("ease", "shared.journey.yaml", 5)


def test_archived_metrics_are_left_out(tmp_path: Path) -> None:
    text = START + "stages: {try: {metrics: old}}\nmetrics: {old: {status: archived, target: 1}}\n"
    assert lines(tmp_path, text) == ()


def test_the_measured_value_stands_beside_the_history(tmp_path: Path) -> None:
    trial, settings = journey(tmp_path, LONE % "target: 3")
    value = MetricMeasured(2.5, 400, 2.1, 2.9)
    known = replace(settings, measures=measures(MapMeasured(metrics={"m": value})))
    (found,) = metric_lines(trial, known)
    assert (found.measured, found.standing.state) == (value, "no data")
    other = replace(settings, measures=replace(measures(MapMeasured()), maps={"elsewhere": MapMeasured()}))
    assert metric_lines(trial, other)[0].measured is None


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ("", "measured 327, n 330"),
        ("2026-Q3", "measured 327 in 2026-Q3, n 330"),
        ("log", "measured 327 of the whole log, n 330"),
    ],
)
def test_a_measured_value_says_what_it_is_of(tmp_path: Path, over: str, said: str) -> None:
    trial, settings = journey(tmp_path, LONE % "target: 3")
    value = MetricMeasured(327, 330, None, None, over)
    (found,) = metric_lines(trial, replace(settings, measures=measures(MapMeasured(metrics={"m": value}))))
    assert metric_measured(found) == said
    assert found.standing.state == "no data"
