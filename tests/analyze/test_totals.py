"""Metrics that grow with the time they are taken over: over a whole period, or held against nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.document import map_data
from jmap.analyze.formats.figure_rows import held, metric_note
from jmap.formats.style import Style
from jmap.measures.measured import WHOLE_LOG
from jmap.model.kinds.times import period_of
from tests.analyze.logs import WANTED, analysis, measured

HISTORY = "target: 2, history: {2025-Q4: 3}"
MAP = """\
dormant: {inactive: 40d}
stages:
  one: {enter: {event: one}, metrics: [calls, sum, kinds, ratio, still, looks, plain, share, years]}
metrics:
  calls: {HISTORY, measure: {count: call}}
  sum: {HISTORY, measure: {sum: {event: call, field: size}}}
  kinds: {HISTORY, measure: {distinct: {event: call, field: size}}}
  ratio: {HISTORY, measure: {ratio: {of: plain, over: quiet}}}
  still: {HISTORY, measure: {ratio: {of: share, over: share}}}
  looks: {HISTORY, window: 30d, measure: {count: call}}
  plain: {target: 2, measure: {count: call}}
  share: {HISTORY, measure: {share: dormant}}
  years: {target: 2, history: {2025: 3}, measure: {count: call}}
  quiet: {measure: {share: dormant}}
""".replace("HISTORY", HISTORY)
DAYS = (0, 10, 59, 89, 90, 91, 135)
"""Of 2026: four before the end of March, one on it, and what comes after."""
EVENTS = [
    ("a", "one", -24, {"size": "0"}),
    *(("a", "call", day * 24, {"size": str(1 + day % 3)}) for day in DAYS),
    ("b", "one", 0, {"size": "9"}),
]


def values(found: MapAnalysis) -> dict[str, tuple[Any, ...]]:
    metrics = found.plan.figures.metrics
    return {id_: (each.value, each.over, held(metrics[id_], each)) for id_, each in found.metrics.items()}


def test_the_newest_whole_period_of_the_kind_of_the_history(tmp_path: Path) -> None:
    found = values(measured(tmp_path, MAP, EVENTS))
    # 2026-05-16 is as of: the first quarter is the newest that is over, and day 90 is the first of the next.
    assert found["calls"] == (4, "2026-Q1", "met")
    assert found["sum"] == (1 + 2 + 3 + 3, "2026-Q1", "met")
    assert found["kinds"] == (3, "2026-Q1", "met")
    # a called on day 89, so that at the end of March one of two was dormant.
    assert found["ratio"] == (8, "2026-Q1", "met")


def test_what_says_itself_what_it_is_of_stays(tmp_path: Path) -> None:
    found = values(measured(tmp_path, MAP, EVENTS))
    assert found["looks"] == (1, "", "missed")
    assert found["share"][1:] == ("", "missed")
    assert found["still"] == (1, "", "missed")


def test_without_a_whole_period_nothing_is_judged(tmp_path: Path) -> None:
    found = measured(tmp_path, MAP, EVENTS)
    assert values(found)["years"] == (7, WHOLE_LOG, "")
    assert metric_note(found.metrics["years"]) == "of the whole log"
    assert metric_note(found.metrics["calls"]) == "in 2026-Q1"


def test_without_a_history_a_target_is_of_the_whole_log(tmp_path: Path) -> None:
    assert values(measured(tmp_path, MAP, EVENTS))["plain"] == (7, WHOLE_LOG, "met")


@pytest.mark.parametrize(
    ("last", "over"),
    [(date(2026, 3, 31), "2026-Q1"), (date(2026, 3, 30), WHOLE_LOG), (date(2026, 6, 29), "2026-Q1")],
)
def test_a_period_counts_when_its_last_day_is_there(tmp_path: Path, last: date, over: str) -> None:
    assert measured(tmp_path, MAP, EVENTS, as_of=last).metrics["calls"].over == over


def test_a_period_in_which_the_log_begins_is_not_whole(tmp_path: Path) -> None:
    late = [each for each in EVENTS if each[2] > 24]
    assert measured(tmp_path, MAP, late).metrics["calls"].over == WHOLE_LOG


def test_the_zone_says_where_a_period_begins(tmp_path: Path) -> None:
    events = [*EVENTS, ("b", "call", 90 * 24 - 1, {"size": "1"})]
    assert measured(tmp_path, MAP, events).metrics["calls"].value == 5
    # In Berlin that is midnight, and summer time.
    assert measured(tmp_path, MAP, events, timezone="Europe/Berlin").metrics["calls"].value == 4


def test_documents_and_reports_say_what_a_value_is_of(tmp_path: Path) -> None:
    from jmap.analyze.formats import full, markdown

    made = analysis(tmp_path, MAP, EVENTS)
    data = map_data(made.maps[0], WANTED)["metrics"]
    assert data["calls"] == {"value": 4, "n": 4, "low": None, "high": None, "open": 0, "over": "2026-Q1"}
    assert data["years"]["over"] == "log"
    assert "over" not in data["looks"]
    lines = {line.split()[0]: line for line in full.render(made, Style()).splitlines() if line.strip()}
    assert lines["Calls"].split("  ")[-1] == "in 2026-Q1"
    assert "met" not in lines["Years"]
    assert lines["Years"].endswith("of the whole log")
    text = markdown.render(made, Style())
    assert "in 2026-Q1" in text
    assert "of the whole log" in text


@pytest.mark.parametrize(
    ("grain", "text"),
    [
        ("year", "2026"),
        ("half", "2026-H2"),
        ("quarter", "2026-Q3"),
        ("month", "2026-07"),
        ("week", "2026-W27"),
        ("day", "2026-07-01"),
    ],
)
def test_the_period_of_a_day(grain: str, text: str) -> None:
    found = period_of(date(2026, 7, 1), grain)
    assert found is not None
    assert (found.text, found.grain) == (text, grain)
    assert found.first <= date(2026, 7, 1) <= found.last


def test_a_week_is_of_the_year_that_has_most_of_it() -> None:
    found = period_of(date(2027, 1, 1), "week")
    assert found is not None
    assert found.text == "2026-W53"


def test_a_segment_is_measured_over_the_same_period(tmp_path: Path) -> None:
    text = MAP + "segments: {some: {where: {size: '0'}}}\n"
    found = measured(tmp_path, text, EVENTS)
    [some] = found.segments.found
    here, there = some.inside.further, some.rest.further
    assert here is not None
    assert there is not None
    for id_, sides in {"calls": (4, 0), "sum": (9, 0), "years": (7, 0), "looks": (1, 0)}.items():
        inside, rest = (side.metrics[id_] for side in (here, there))
        assert [inside.value, rest.value] == list(sides)
        assert inside.over == rest.over == found.metrics[id_].over
    assert "of all customers only" in here.metrics["ratio"].unseen
