"""`jmap analyze` about customers by name: one explained, and a list of those who are dormant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jmap.measures.reading import read_measures
from tests.cli.program import Ran
from tests.cli.program import here as jmap

MAP = """\
jmap: 1
title: Trial
scope: lifecycle
dormant: {inactive: 2d}
leave: {event: gone}
stages:
  visit: {phase: before, enter: {event: visit}}
  trial: {phase: before, enter: {event: trial}}
  paid: {phase: after, enter: {event: paid}, next: trial, metrics: [conversion, revenue]}
metrics:
  conversion: {kind: rate, measure: {rate: {from: visit, to: paid, within: 5d}}}
  revenue: {unit: EUR, measure: {sum: {event: paid, field: amount}}}
health:
  account:
    stages: [paid]
    indicators:
      uses: {weight: 1, count: use, good: 2, poor: 0}
    bands: {good: 50, bad: 0}
"""
LOG = """\
customer,event,time,amount
a,visit,2026-01-01T00:00:00Z,
a,trial,2026-01-02T00:00:00Z,
a,paid,2026-01-02T12:00:00Z,9.5
a,use,2026-01-08T00:00:00Z,
a,wave,2026-01-09T00:00:00Z,
b,visit,2026-01-01T00:00:00Z,
b,paid,2026-01-03T00:00:00Z,20
b,visit,2026-01-04T00:00:00Z,
b,visit,2026-01-05T00:00:00Z,
=b,trial,2026-01-02T00:00:00Z,
d,visit,2026-01-09T12:00:00Z,
e,visit,2026-01-01T00:00:00Z,
e,gone,2026-01-01T06:00:00Z,
f,wave,2026-01-01T06:00:00Z,
g,visit,2026-01-10T00:00:00Z,
"""


def run(folder: Path, *arguments: str, text: str = MAP) -> Ran:
    (folder / "jmap.toml").write_text('[events]\nsource = "log.csv"\n', encoding="utf-8")
    (folder / "a.journey.yaml").write_text(text, encoding="utf-8")
    (folder / "log.csv").write_text(LOG, encoding="utf-8")
    return jmap("analyze", *arguments, folder=folder)


def explained(folder: Path, customer: str) -> Any:
    return json.loads(run(folder, "--explain", customer, "--format", "json").out)["maps"]["a"]


TOLD = """\
a  as of 2026-01-10T00:00:00Z
  5 events
    time                  event  enters
    2026-01-01T00:00:00Z  visit  Visit
    2026-01-02T00:00:00Z  trial  Trial
    2026-01-02T12:00:00Z  paid   Paid
    2026-01-08T00:00:00Z  use
    2026-01-09T00:00:00Z  wave   not in the map

Trial  a.journey.yaml
  3 visits
    stage  from                   time  came out
    Visit  2026-01-01T00:00:00Z    1 d  forward to Trial, declared
    Trial  2026-01-02T00:00:00Z   12 h  forward to Paid, declared
    Paid   2026-01-02T12:00:00Z  7.5 d  open
  Where this counts
    alive                 yes, last event 2026-01-09T00:00:00Z, 1 d ago
    dormant               no
    funnel                Visit on 2026-01-01T00:00:00Z
                          Trial on 2026-01-02T00:00:00Z
                          Paid on 2026-01-02T12:00:00Z
    path to the purchase  visit > trial > paid in 1.5 d
    follows the map       yes
    cohort                2026-01, the month of the first event
    Conversion            100 %
    Revenue               9.5 EUR
  Health: Account, 50.0, good
    indicator  value  of 100  weight    gives
    Uses           1    50.0       1  50.0000
    score                             50.0000
"""


def test_one_customer(tmp_path: Path) -> None:
    ran = run(tmp_path, "--explain", "a")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == TOLD


def test_a_customer_who_strays_and_comes_back(tmp_path: Path) -> None:
    found = explained(tmp_path, "b")
    assert [(each["stage"], each["next"], each["kind"], each["visit"]) for each in found["visits"]] == [
        ("visit", "paid", "skipped", 1),
        ("paid", "visit", "backward", 1),
        ("visit", None, None, 2),
    ]
    assert found["visits"][2]["entries"] == 2
    assert found["counts"]["conformance"]["customer_fitness"]["n"] == 0
    assert found["counts"]["dormant"]["share"] == {"value": 1, "low": 0.206549, "high": 1, "n": 1, "of": 1}


def test_the_counts_of_all_customers_sum_to_those_of_the_log(tmp_path: Path) -> None:
    whole = json.loads(run(tmp_path, "--format", "json").out)["maps"]["a"]
    each = [explained(tmp_path, customer)["counts"] for customer in ("a", "b", "=b", "d", "e", "f", "g")]
    steps = [step["reached"] for step in whole["funnel"]["steps"]]
    assert [sum(one["funnel"]["steps"][n]["reached"] for one in each) for n in range(3)] == steps
    for stage, seen in whole["stages"].items():
        assert sum(one["stages"][stage]["visits"] for one in each) == seen["visits"]
        for outcome, n in seen["outcomes"].items():
            assert sum(one["stages"][stage]["outcomes"][outcome] for one in each) == n
    assert sum(one["metrics"]["revenue"]["value"] for one in each) == whole["metrics"]["revenue"]["value"]
    assert sum(one["dormant"]["share"]["n"] for one in each) == whole["dormant"]["share"]["n"] == 3
    assert sum(one["health"]["account"]["accounts"] for one in each) == 1


def test_who_has_left_and_who_is_in_no_stage(tmp_path: Path) -> None:
    gone = explained(tmp_path, "e")
    assert (gone["alive"], gone["visits"][0]["left"]) == (False, True)
    assert "no visit: none of these events enters a stage" in run(tmp_path, "--explain", "f").out


def test_the_dormant_are_listed_and_no_name_is_a_formula(tmp_path: Path) -> None:
    ran = run(tmp_path, "--list", "dormant")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "\ufeffcustomer,map,stage,last_event,silent_days",
        "'=b,a,trial,2026-01-02T00:00:00Z,8",
        "b,a,visit,2026-01-05T00:00:00Z,5",
        "f,a,,2026-01-01T06:00:00Z,8.75",
    ]
    listed = json.loads(run(tmp_path, "--list", "dormant", "--format", "json").out)
    assert [each["customer"] for each in listed] == ["=b", "b", "f"]
    assert listed[0] == {
        "customer": "=b",
        "map": "a",
        "stage": "trial",
        "last_event": "2026-01-02T00:00:00Z",
        "silent_days": 8,
    }


def test_metrics_and_health_are_in_the_file_of_measures(tmp_path: Path) -> None:
    assert run(tmp_path, "-q", "-o", "made.json").code == 0
    made = read_measures(tmp_path / "made.json").maps["a"]
    conversion = made.metrics["conversion"]
    # g, and d, who has come half a day ago, are no cases yet.
    assert conversion.n == 3
    assert conversion.value == pytest.approx(200 / 3, abs=1e-6)
    assert made.metrics["revenue"].value == 29.5
    assert (made.health["account"].bands, made.health["account"].unknown) == ({"good": 1, "bad": 0}, 0)


REPORTED = """\
  Metrics, as the log has them and as the map declares them
    metric      measured   95 % interval  of  target    declared  in
    Conversion  66.67 %*  20.77 to 93.85   3       -           -      2 may still come
    Revenue     29.5 EUR               -   2       -           -      of the whole log
  Health: Account, 1 account
    band       score  accounts
    good     from 50         1  100.0 %* (21 to 100) of 1
    bad       from 0         0  0.0 %* (0 to 79) of 1
    unknown                  0  0.0 %* (0 to 79) of 1
"""


def test_metrics_and_health_are_reported(tmp_path: Path) -> None:
    assert REPORTED in run(tmp_path).out


def test_a_list_that_goes_to_a_file_is_not_shown(tmp_path: Path) -> None:
    shown = run(tmp_path, "--list", "dormant").out
    ran = run(tmp_path, "--list", "dormant", "-o", "audience.csv")
    assert (ran.code, ran.out) == (0, "")
    written = (tmp_path / "audience.csv").read_bytes().decode()
    assert written.replace("\r\n", "\n") == shown.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--explain", "nobody"), "the log has no customer `nobody`"),
        (("--explain", "\udcff"), "the log has no customer `\\udcff`"),
        (("--explain", "A"), "write it as the log does, capitals and all"),
        (("--explain", "a", "--list", "dormant"), "`--explain` and `--list` are two answers"),
        (("--explain", "a", "--format", "csv"), "no format `csv`"),
        (("--list", "dormant", "--format", "full"), "no format `full`"),
        (("--list", "dormnat"), "`dormnat` is not one of `dormant`"),
        (("--list", "dormant", "--strict"), "`--strict` is for the analysis as a whole"),
    ],
)
def test_what_goes_wrong_is_said_with_2(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = run(tmp_path, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_map_that_does_not_say_who_is_dormant_lists_nobody(tmp_path: Path) -> None:
    ran = run(tmp_path, "--list", "dormant", text=MAP.replace("dormant: {inactive: 2d}\n", ""))
    assert ran.code == 2
    assert "no map says when a customer is dormant" in ran.err
