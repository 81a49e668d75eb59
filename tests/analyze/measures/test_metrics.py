"""Metrics with a `measure`: each form on a log small enough to be worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jmap.analyze.measures.metrics import MetricValue
from jmap.measures.proportion import wilson
from tests.analyze.logs import measured

DAY = 24
STAGES = """\
scope: lifecycle
dormant: {inactive: 5d}
leave: {event: gone}
stages:
  trial: {phase: before, enter: {event: trial}}
  paid: {phase: after, enter: {event: paid}, next: trial, metrics: [m]}
"""
EVENTS: list[tuple[Any, ...]] = [
    ("a", "trial", 0),
    ("a", "paid", 2 * DAY, {"amount": "10.5", "plan": "team"}),
    ("b", "trial", 0),
    ("b", "paid", 8 * DAY, {"amount": "20", "plan": "pro"}),
    ("b", "paid", 9 * DAY, {"amount": "0.1", "plan": "team"}),
    ("c", "trial", 1 * DAY),
    ("c", "gone", 3 * DAY),
    ("d", "trial", 9 * DAY),
    ("d", "paid", 10 * DAY, {"amount": "none", "plan": ""}),
]


def value(
    folder: Path, measure: str, *, events: Any = EVENTS, more: str = "", others: str = ""
) -> MetricValue:
    text = f"{STAGES}metrics:\n  m: {{{more}measure: {measure}}}\n{others}"
    return measured(folder, text, events).metrics["m"]


@pytest.mark.parametrize(
    ("measure", "more", "expected"),
    [
        ("{count: paid}", "", (4, 4)),
        ("{count: paid}", "window: 2d, ", (2, 2)),
        ("{count: paid}", "window: 1d, ", (1, 1)),
        ("{sum: {event: paid, field: amount}}", "", (30.6, 3)),
        ("{sum: {event: paid, field: amount}}", "window: 2d, ", (0.1, 1)),
        ("{distinct: {event: paid, field: plan}}", "", (2, 3)),
        ("{distinct: {event: paid, field: customer}}", "", (3, 4)),
        ("{duration: {from: trial, to: paid}}", "unit: d, ", (2, 3)),
        ("{duration: {from: trial, to: paid, stat: mean}}", "unit: days, ", (11 / 3, 3)),
        ("{duration: {from: trial, to: paid, stat: p90}}", "unit: d, ", (6.8, 3)),
        ("{duration: {from: trial, to: paid}}", "", (2 * 86_400, 3)),
        # Only what came to its end in the window.
        ("{duration: {from: trial, to: paid}}", "unit: h, window: 3d, ", (4.5 * 24, 2)),
        ("{duration: {from: paid, to: paid}}", "unit: d, ", (1, 1)),
        ("{duration: {from: trial, to: gone}}", "unit: d, ", (2, 1)),
    ],
)
def test_a_figure(tmp_path: Path, measure: str, more: str, expected: tuple[float, int]) -> None:
    found = value(tmp_path, measure, more=more)
    assert (found.value, found.n) == pytest.approx(expected)
    assert (found.low, found.high, found.unseen) == (None, None, "")


@pytest.mark.parametrize(
    ("measure", "more", "n", "of", "open_"),
    [
        ("{rate: {from: trial, to: paid}}", "", 3, 4, 0),
        # Within 3 days only a comes on; d, who began a day ago, has time left and is no case yet.
        ("{rate: {from: trial, to: paid, within: 3d}}", "", 1, 3, 1),
        ("{rate: {from: trial, to: paid, within: 8d}}", "", 2, 3, 1),
        # Nobody began in the three days before the last two, and c alone in the eight days before those.
        ("{rate: {from: trial, to: paid, within: 2d}}", "window: 3d, ", 0, 0, 1),
        ("{rate: {from: trial, to: paid, within: 2d}}", "window: 8d, ", 0, 1, 1),
        ("{rate: {from: paid, to: paid}}", "", 1, 3, 0),
        ("{share: dormant}", "", 1, 3, 0),
        ("{share: left}", "", 1, 4, 0),
        # Of the three who were alive eight days ago.
        ("{share: left}", "window: 8d, ", 1, 3, 0),
        ("{share: left}", "window: 5d, ", 0, 2, 0),
    ],
)
def test_a_share(tmp_path: Path, measure: str, more: str, n: int, of: int, open_: int) -> None:
    found = value(tmp_path, measure, more=f"kind: rate, {more}")
    assert (found.n, found.open) == (of, open_)
    if not of:
        assert (found.value, found.low, found.high) == (None, None, None)
        return
    low, high = wilson(n, of)
    assert (found.value, found.low, found.high) == pytest.approx((n / of * 100, low * 100, high * 100))
    assert found.value is not None
    assert value(tmp_path, measure, more=more).value == pytest.approx(found.value / 100)


def test_a_step_at_the_time_of_the_one_before(tmp_path: Path) -> None:
    events = [("a", "trial", 0), ("a", "paid", 0)]
    text = f"{STAGES}metrics:\n  m: {{measure: {{rate: {{from: trial, to: paid}}}}}}\n"
    assert measured(tmp_path, text, events).metrics["m"].value == 1
    assert measured(tmp_path, text, events, ties="strict").metrics["m"].value == 0


def test_a_ratio_of_others(tmp_path: Path) -> None:
    others = "  paid: {measure: {count: paid}}\n  trials: {measure: {count: trial}}\n"
    found = value(tmp_path, "{ratio: {of: paid, over: trials}}", others=others)
    assert (found.value, found.n) == (1, 4)
    share = value(tmp_path, "{ratio: {of: paid, over: trials}}", others=others, more='unit: "%", ')
    assert share.value == 100


def test_a_ratio_over_nothing_has_no_value(tmp_path: Path) -> None:
    others = "  paid: {measure: {count: paid}}\n  left: {window: 1d, measure: {count: gone}}\n"
    assert value(tmp_path, "{ratio: {of: paid, over: left}}", others=others) == MetricValue()


@pytest.mark.parametrize(
    ("measure", "others", "said"),
    [
        ("{count: piad}", "", "the log has no event `piad`"),
        ("{rate: {from: trail, to: paid}}", "", "the log has no event `trail`"),
        ("{sum: {event: paid, field: price}}", "", "the log has no attribute `price`"),
        ("{distinct: {event: paid, field: price}}", "", "the log has no attribute `price`"),
        ("{ratio: {of: m, over: m}}", "", "`m` rests on itself"),
        ("{ratio: {of: p, over: p}}", "  p: {measure: {count: piad}}\n", "the log has no event `piad`"),
        ("{ratio: {of: p, over: p}}", "  p: {kind: count}\n", "it has no `measure`"),
    ],
)
def test_what_the_log_does_not_show_is_said(tmp_path: Path, measure: str, others: str, said: str) -> None:
    assert value(tmp_path, measure, others=others) == MetricValue(unseen=said)


def test_a_stage_that_no_log_shows(tmp_path: Path) -> None:
    text = STAGES.replace("enter: {event: trial}", "enter: A good start")
    text += "metrics:\n  m: {measure: {rate: {from: trial, to: paid}}}\n"
    assert measured(tmp_path, text, EVENTS).metrics["m"].unseen == "no log can show who enters `trial`"


def test_sums_are_the_same_in_any_order(tmp_path: Path) -> None:
    events = [
        ("a", "paid", n, {"amount": each}) for n, each in enumerate(["0.1"] * 10 + ["1e9", "-1e9", "12%"])
    ]
    measure = "{sum: {event: paid, field: amount}}"
    assert value(tmp_path, measure, events=events).value == 13
    assert value(tmp_path, measure, events=events[::-1]).value == 13
