"""Moves against their targets, from measures and from histories."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jmap.audit.moves import MoveLine, move_lines
from jmap.measures.measured import MapMeasured, MoveMeasured, StageMeasured
from jmap.measures.proportion import wilson
from tests.audit.maps import journey, measures

START = "title: Trial\nowner: sales\nteams: {sales: Sales people, desk: Service desk}\n"
STAGES = """\
stages:
  try: {owner: desk, next: {use: {label: signs, target: 40%}, gone: {}}}
  use: {next: {stay: {target: 80%}}}
  stay: {next: []}
  gone: {next: []}
metrics:
"""
SIGNED = "  signed: {name: Signed, kind: rate, measure: {rate: {from: try, to: use}}, history: {%s}}\n"


def seen(visits: int, open_: int = 0, *, observed: bool = True) -> StageMeasured:
    return StageMeasured(visits, visits, visits - open_, 0, 0, open_, None, None, 0, 0, observed)


def lines(folder: Path, metrics: str, measured: MapMeasured | None = None, **others: str) -> list[MoveLine]:
    start = START + ("uses: [shared.journey.yaml]\n" if others else "")
    text = start + STAGES + metrics if metrics else start + STAGES.replace("metrics:\n", "")
    trial, settings = journey(folder, text, **others)
    if measured is not None:
        settings = replace(settings, measures=measures(measured))
    return list(move_lines(trial, settings, measured))


def test_a_map_without_targets_has_no_moves(tmp_path: Path) -> None:
    trial, settings = journey(tmp_path, START + "stages: {try: {next: use}, use: {}}\n")
    assert move_lines(trial, settings, None) == ()


def test_where_nothing_is_known_nothing_is_said(tmp_path: Path) -> None:
    first, second = lines(tmp_path, "")
    assert (first.start, first.end, first.label, first.target) == ("try", "use", "signs", 40)
    assert (first.actual, first.source, first.basis, first.metric) == (None, "", "", "")
    assert (first.n, first.low, first.high, first.short, first.lost) == (None, None, None, None, None)
    assert first.owner == "Service desk"
    assert (first.where.line, first.where.column, first.where.anchor) == (6, 57, "st-try")
    assert (second.start, second.end, second.label, second.owner) == ("use", "stay", "", "Sales people")


def test_the_measures_give_the_share_of_ended_visits(tmp_path: Path) -> None:
    measured = MapMeasured(
        stages={"try": seen(220, 20), "use": seen(66)},
        moves=(MoveMeasured("try", "use", 66, 60, "declared"), MoveMeasured("use", "try", 9, 9, "backward")),
    )
    first, second = lines(tmp_path, SIGNED % "2026-Q3: 99", measured)
    assert (first.actual, first.source, first.basis, first.n) == (33, "measured", "2026-10-15", 200)
    low, high = wilson(66, 200)
    assert [first.low, first.high] == pytest.approx([100 * low, 100 * high])
    assert (first.short, first.lost, first.metric, first.case) == (7, 14, "", "visit")
    # No log shows `stay`.
    assert (second.end, second.actual, second.source) == ("stay", None, "")


def test_a_way_that_nobody_took_has_a_share_of_0(tmp_path: Path) -> None:
    first = lines(tmp_path, "", MapMeasured(stages={"try": seen(50), "use": seen(0)}))[0]
    assert (first.actual, first.n, first.low, first.short, first.lost) == (0, 50, 0, 40, 20)


@pytest.mark.parametrize(
    "stages",
    [
        {"use": seen(10)},
        {"try": seen(10)},
        {"try": seen(10, observed=False), "use": seen(10)},
        # All visits are still open: there is nothing to take a share of.
        {"try": seen(10, 10), "use": seen(10)},
    ],
)
def test_what_no_log_shows_comes_from_the_history(tmp_path: Path, stages: dict[str, StageMeasured]) -> None:
    first = lines(tmp_path, SIGNED % "2026-Q3: {value: 31, n: 200}", MapMeasured(stages=stages))[0]
    assert (first.actual, first.source, first.basis) == (31, "history", "Signed, 2026-Q3")
    assert (first.n, first.short, first.lost, first.metric) == (200, 9, 18, "signed")
    assert first.case == "customer"
    low, high = wilson(62, 200)
    assert [first.low, first.high] == pytest.approx([100 * low, 100 * high])


def test_a_history_without_n_gives_a_share_and_no_customers(tmp_path: Path) -> None:
    first = lines(tmp_path, SIGNED % "2026-Q2: {value: 50, n: 9}, 2026-Q3: 31, 2027-Q1: 70")[0]
    assert (first.actual, first.basis, first.short) == (31, "Signed, 2026-Q3", 9)
    assert (first.n, first.low, first.high, first.lost) == (None, None, None, None)


@pytest.mark.parametrize("value", [40, 55.5])
def test_a_target_that_is_reached_loses_nobody(tmp_path: Path, value: float) -> None:
    first = next(each for each in lines(tmp_path, SIGNED % f"2026-Q3: {{value: {value}, n: 10}}") if each.n)
    assert (first.actual, first.short, first.lost) == (value, None, 0)


RATE = "kind: rate, measure: {rate: {from: try, to: use%s}}, history: {2026-Q3: %s}"


@pytest.mark.parametrize(
    ("metrics", "metric"),
    [
        ({"a": RATE % ("", 1), "b": RATE % ("", 2)}, "a"),
        ({"a": RATE % (", within: 30d", 1), "b": RATE % ("", 2)}, "b"),
        ({"a": RATE % (", within: 30d", 1)}, "a"),
        ({"a": "kind: rate, measure: {rate: {from: try, to: use}}", "b": RATE % ("", 2)}, "b"),
        ({"a": RATE % ("", 1) + ", status: archived", "b": RATE % ("", 2)}, "b"),
        # A share that is not written in percent cannot be held against a target that is.
        ({"a": (RATE % ("", 1)).replace("kind: rate", "unit: ‰"), "b": RATE % ("", 2)}, "b"),
        ({"a": (RATE % ("", 1)).replace("kind: rate", "better: higher")}, "a"),
        ({"a": "kind: rate, measure: {rate: {from: use, to: try}}, history: {2026-Q3: 1}"}, ""),
        ({"a": "measure: {duration: {from: try, to: use}}, history: {2026-Q3: 1}"}, ""),
        ({"a": "kind: rate, history: {2026-Q3: 1}"}, ""),
    ],
)
def test_which_metric_is_the_rate_of_a_move(tmp_path: Path, metrics: dict[str, str], metric: str) -> None:
    written = "".join(f"  {id_}: {{{said}}}\n" for id_, said in metrics.items())
    (first,) = (each for each in lines(tmp_path, written) if each.start == "try")
    assert first.metric == metric


def test_the_metric_of_the_map_goes_before_that_of_a_library(tmp_path: Path) -> None:
    early, named = RATE % ("", 1), RATE % ("", 2)
    library = f"title: Shared\nmetrics:\n  early: {{{early}}}\n  named: {{{named}}}\n"
    folders = [tmp_path / name for name in ("own", "named", "sight")]
    for folder in folders:
        folder.mkdir()
    own = lines(folders[0], f"  own: {{{RATE % (', within: 9d', 3)}}}\n", shared=library)
    of_name = lines(
        folders[1], "  of: {kind: ratio, measure: {ratio: {of: named, over: named}}}\n", shared=library
    )
    sight = lines(folders[2], "", shared=library)
    assert [every[0].metric for every in (own, of_name, sight)] == ["own", "named", "early"]


def test_moves_stand_by_customers_lost_then_by_points_short(tmp_path: Path) -> None:
    text = START + (
        "stages:\n  a: {next: {b: {target: 50%}, c: {target: 50%}, d: {target: 50%}, e: {target: 50%}}}\n"
        "  b: {}\n  c: {}\n  d: {next: {e: {target: 10%}}}\n  e: {}\nmetrics:\n"
        "  ab: {kind: rate, measure: {rate: {from: a, to: b}}, history: {2026-Q3: 10}}\n"
        "  ac: {kind: rate, measure: {rate: {from: a, to: c}}, history: {2026-Q3: {value: 49, n: 900}}}\n"
        "  ad: {kind: rate, measure: {rate: {from: a, to: d}}, history: {2026-Q3: {value: 20, n: 100}}}\n"
        "  ae: {kind: rate, measure: {rate: {from: a, to: e}}, history: {2026-Q3: {value: 60, n: 100}}}\n"
    )
    every = move_lines(*journey(tmp_path, text), None)
    assert [(each.start + each.end, each.short, each.lost) for each in every] == [
        ("ad", 30, 30),
        ("ac", 1, 9),
        ("ab", 40, None),
        ("ae", None, 0),
        ("de", None, None),
    ]
