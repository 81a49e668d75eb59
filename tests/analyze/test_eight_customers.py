"""Eight customers whose every figure was worked out by hand: ties, duplicates, re-entry, odd starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from jmap.analyze.analysis import Analysis, MapAnalysis
from tests.analyze.logs import analysis, visits

MAP = """\
scope: lifecycle
stages:
  visit: {phase: before, enter: {event: visit}, next: trial}
  trial: {phase: before, enter: {event: trial}, next: purchase}
  purchase: {phase: purchase, enter: {event: purchase}, next: use}
  use: {phase: after, enter: {event: use}, next: renew}
  renew: {phase: after, enter: {event: renew}, next: use}
touchpoints:
  mail: {stage: visit, events: email}
leave: {event: gone}
"""
EVENTS = [
    *[
        ("a", "visit", 0),
        ("a", "trial", 1),
        ("a", "purchase", 1),
        ("a", "use", 5),
        ("a", "renew", 9),
        ("a", "use", 10),
    ],
    *[("b", "trial", 0), ("b", "purchase", 2)],
    *[("c", "visit", 0), ("c", "visit", 0), ("c", "visit", 3), ("c", "purchase", 50)],
    *[("d", "visit", 0), ("d", "email", 1), ("d", "trial", 2)],
    *[("e", "visit", 0), ("e", "email", 4)],
    *[("f", "visit", 0), ("f", "trial", 3)],
    ("g", "visit", 0),
    *[("h", "purchase", 0), ("h", "visit", 1), ("h", "mystery", 2)],
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    return analysis(tmp_path_factory.mktemp("eight"), MAP, EVENTS)


@pytest.fixture(scope="module")
def found(whole: Analysis) -> MapAnalysis:
    return whole.maps[0]


def test_the_log(whole: Analysis) -> None:
    log = whole.log
    assert (log.customers, log.events, log.duplicates, log.ties) == (8, 22, 1, 2)
    assert (log.rejected, log.capped, log.naive_times) == ({}, 0, 0)


def test_the_visits_of_one_customer(tmp_path: Path) -> None:
    assert visits(tmp_path, MAP, EVENTS)[:6] == [
        ("a", "visit", 0, 1, "trial", False, 1, 1, 1),
        ("a", "trial", 1, 1, "purchase", False, 1, 1, 1),
        ("a", "purchase", 1, 5, "use", False, 1, 1, 1),
        ("a", "use", 5, 9, "renew", False, 1, 1, 1),
        ("a", "renew", 9, 10, "use", False, 1, 1, 1),
        ("a", "use", 10, None, None, False, 1, 1, 2),
    ]


def test_the_funnel(found: MapAnalysis) -> None:
    steps = [(step.reached, step.reached_any) for step in found.funnel.steps]
    # b, who begins at the trial, is in no chain; c skips the trial, h goes the wrong way.
    assert steps == [(7, 7), (3, 4), (1, 4), (1, 1), (1, 1)]
    assert found.funnel.mid_journey == 2


def test_moves(found: MapAnalysis) -> None:
    names = [stage.id for stage in found.plan.stages]
    moves = {(names[each.start], names[each.end]): (each.n, each.kind) for each in found.conformance.moves}
    assert moves == {
        ("visit", "trial"): (3, "declared"),
        ("visit", "purchase"): (1, "skipped"),
        ("trial", "purchase"): (2, "declared"),
        ("purchase", "visit"): (1, "backward"),
        ("purchase", "use"): (1, "declared"),
        ("use", "renew"): (1, "declared"),
        ("renew", "use"): (1, "declared"),
    }
    [skipped] = [each for each in found.conformance.moves if each.kind == "skipped"]
    assert [names[place] for place in skipped.jumped] == ["trial"]


def test_conformance(found: MapAnalysis) -> None:
    # a, d, e, f and g follow the map.
    assert (found.conformance.customer_fitness.n, found.conformance.customer_fitness.of) == (5, 8)
    assert (found.conformance.move_fitness.n, found.conformance.move_fitness.of) == (8, 10)
    assert (found.conformance.event_coverage.n, found.conformance.event_coverage.of) == (21, 22)
    assert [(each.event, each.n, each.customers) for each in found.conformance.undeclared] == [
        ("mystery", 1, 1)
    ]
    assert found.conformance.never_seen == ("gone",)


def test_outcomes(found: MapAnalysis) -> None:
    seen = [(each.visits, each.forward, each.back, each.left, each.open) for each in found.outcomes.values()]
    assert seen == [(7, 4, 0, 0, 3), (4, 2, 0, 0, 2), (4, 1, 1, 0, 2), (2, 1, 0, 0, 1), (1, 1, 0, 0, 0)]
    assert [each.repeats for each in found.outcomes.values()] == [1, 0, 0, 0, 0]
    assert [each.reentries for each in found.outcomes.values()] == [0, 0, 0, 1, 0]


def test_times(found: MapAnalysis) -> None:
    visit = found.times[0]
    # Closed after 1, 2, 3 and 50 hours; three are open, since the newest event at hour 50.
    assert (visit.n, visit.censored, visit.median) == (7, 3, 2.5 * 3600)
    assert visit.p90 == pytest.approx((3 + 0.7 * 47) * 3600)
    assert (visit.km_median, visit.km_p90) == (50 * 3600, None)


def test_paths(found: MapAnalysis) -> None:
    assert found.paths is not None
    assert (found.paths.customers, found.paths.distinct) == (1, 1)
    assert [(each.steps, each.n, each.median) for each in found.paths.rows] == [
        (("visit", "trial", "purchase", "use"), 1, 5 * 3600)
    ]
