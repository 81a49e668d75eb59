"""Where one customer counts: why no further, what was met, and that all customers sum to the report."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jmap.analyze.customer_document import as_data
from jmap.analyze.one_customer import Journey, OneCustomer, one_customer
from jmap.analyze.wanted import Wanted
from tests.analyze import generated
from tests.analyze.logs import WANTED, analysis, at, opened, plans_of, rows_of, us, write_log
from tests.analyze.rich import MAP as RICH
from tests.analyze.rich import rich

DAY = 86_400


def explained(folder: Path, text: str, customer: str, wanted: Wanted = WANTED) -> OneCustomer:
    """Return a customer of the log in a folder."""
    with opened(folder / "log.csv") as (engine, columns, tests):
        return one_customer(engine, columns, wanted, tests, plans_of(folder, text, tests), customer)


def write(folder: Path, *events: tuple[Any, ...]) -> None:
    write_log(folder / "log.csv", rows_of([*events, ("z", "two", 24 * 30)]))


def halted(folder: Path, wanted: Wanted, *events: tuple[str, float]) -> tuple[str, str, float | None]:
    """Return the stage that a customer did not reach, why, and the hour of it."""
    write(folder, *(("a", event, hours) for event, hours in events))
    [journey] = explained(folder, generated.MAP, "a", wanted).journeys
    halt = journey.way.halt
    assert halt is not None
    hour = None if halt.at is None else (halt.at - us(0)) / 3.6e9
    return journey.measured.plan.stages[halt.stage].id, halt.why, hour


TEN = replace(WANTED, window=10 * DAY)


@pytest.mark.parametrize(
    ("events", "stage", "why", "hour"),
    [
        ([("one", 24 * 25)], "two", "open", 24 * 35),
        ([("one", 0), ("two", 24 * 11)], "two", "late", 24 * 11),
        ([("two", 1), ("one", 2)], "two", "before", 1),
        ([("one", 0), ("two", 1)], "three", "never", 24 * 10),
        ([("one", 0), ("one", 5), ("two", 6)], "three", "never", 24 * 10 + 5),
        ([("two", 0), ("three", 1)], "one", "no start", None),
    ],
)
def test_why_no_further(
    tmp_path: Path, events: list[tuple[str, float]], stage: str, why: str, hour: float | None
) -> None:
    assert halted(tmp_path, TEN, *events) == (stage, why, hour)


def test_a_start_that_mature_leaves_out(tmp_path: Path) -> None:
    mature = replace(TEN, mature=True)
    assert halted(tmp_path, mature, ("one", 24 * 25)) == ("one", "too new", 24 * 35)


@pytest.mark.parametrize(
    "wanted", [replace(WANTED, window=18_000), replace(WANTED, window=18_000, ties="strict")]
)
def test_the_way_is_that_of_the_funnel(tmp_path: Path, wanted: Wanted) -> None:
    events = generated.log(7, customers=9)
    whole = analysis(tmp_path, generated.MAP, events, wanted).maps[0]
    reached: Counter[int] = Counter()
    for customer in sorted({who for who, *_ in events}):
        [journey] = explained(tmp_path, generated.MAP, customer, wanted).journeys
        here = [each.stage for each in journey.way.steps]
        assert here == [step.stage for step in journey.measured.funnel.steps if step.reached]
        waits = any(step.immature for step in journey.measured.funnel.steps[len(here) :])
        assert (journey.way.halt is not None and journey.way.halt.why == "open") == waits
        reached.update(here)
    assert [reached[step.stage] for step in whole.funnel.steps] == [
        step.reached for step in whole.funnel.steps
    ]
    assert reached[1] > reached[2] > 0


@pytest.fixture(scope="module")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, list[Journey]]:
    folder = tmp_path_factory.mktemp("rich")
    whole = rich(folder, "text").maps[0]
    text, wanted = RICH.replace("TEXT", "'text'"), replace(WANTED, min_n=5)
    return whole, [explained(folder, text, f"customer-{n}", wanted).journeys[0] for n in range(14)]


def test_contacts_and_signs_of_all_sum_to_the_measures(everybody: tuple[Any, list[Journey]]) -> None:
    whole, journeys = everybody
    for name, measured in (("touchpoints", whole.exposures.contacts), ("signs", whole.exposures.signs)):
        for place, exposure in measured.items():
            found = Counter(
                each.counted for one in journeys for each in getattr(one, name) if each.place == place
            )
            assert found["met"] == exposure.reach.n > 0
            assert found["met"] + found["not met"] == exposure.reach.of
            assert found["open"] + exposure.reach.of == 14


def test_milestones_segments_and_health_of_all_sum_to_the_measures(
    everybody: tuple[Any, list[Journey]],
) -> None:
    whole, journeys = everybody
    reached = [each for one in journeys for each in one.milestones]
    assert sum(each.at is not None for each in reached) == whole.milestones.stages[0].reached.n
    assert sum(each.waits for each in reached) == whole.milestones.stages[0].waiting
    status = Counter((plan.id, is_) for one in journeys for plan, is_ in one.segments)
    assert status["many", "in"] == whole.segments.found[0].inside.customers == 9
    assert status["many", "out"] == 5
    assert status["blind", "not observed"] == 14
    bands = Counter(each.named.score.band for one in journeys for each in one.health)
    assert {name: bands[name] for name in ("good", "poor")} == whole.health[0].bands


def test_the_document_says_when_and_how_often(tmp_path: Path) -> None:
    text = RICH.replace("TEXT", "'text'").replace("window: 90d", "window: 20d")
    log = [("a", "began", 0), ("a", "called", 5), ("a", "called", 6), ("a", "paid", 10), ("a", "began", 12)]
    write_log(tmp_path / "log.csv", rows_of([*log, ("z", "began", 24 * 100, {"size": "big"})]), "size")
    found = as_data(explained(tmp_path, text, "a"))["maps"]["a"]
    assert found["funnel"] == {
        "reached": [
            {"stage": "first", "time": at(0)[:-6] + "Z"},
            {"stage": "second", "time": at(10)[:-6] + "Z"},
        ],
        "halt": None,
    }
    assert found["touchpoints"] == {
        "call": {
            "counted": "met",
            "until": None,
            "visits": [{"visit": 1, "first": "2026-01-01T05:00:00Z", "n": 2}],
        }
    }
    assert [each["outcome"] for each in found["visits"]] == ["forward", "back", "open"]
    assert found["milestones"] == [
        {
            "stage": "first",
            "visit": 1,
            "time": "2026-01-01T05:00:00Z",
            "seconds": 18_000,
            "waits": False,
            "until": None,
        },
        {"stage": "first", "visit": 2, "time": None, "seconds": None, "waits": True, "until": None},
    ]
    assert found["segments"] == {"blind": "not observed", "few": "unknown", "many": "unknown"}
    assert (found["dormant"], found["left"], found["cohort"]) == (True, None, "2026-01")
    assert found["health"]["score"]["parts"][0]["value"] == 0
