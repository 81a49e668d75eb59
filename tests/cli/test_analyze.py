"""`jmap analyze` from the outside: published figures, the report to the byte, and what goes wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from jmap.measures.reading import read_measures
from tests.cli.program import Ran
from tests.cli.program import here as jmap
from tests.cli.program import jmap as jmap_apart

DATA = os.environ.get("JMAP_TEST_DATA", "")
published = pytest.mark.skipif(not DATA, reason="JMAP_TEST_DATA names no folder with the published logs")

SHOP = """\
jmap: 1
title: Shop
stages:
  catalog: {enter: {event: catalog}}
  product: {enter: {event: product_view}}
  basket: {enter: {event: add_to_cart}}
  cart: {enter: {event: cart}}
  shipping: {enter: {event: shipping_details}}
  payment: {enter: {event: payment_details}}
  bought: {enter: {event: purchase}}
"""
HOSPITAL = """\
jmap: 1
title: Hospital
stages:
  registration: {enter: {event: Registration}}
  triage: {enter: {event: Triage and Assessment}, next: [blood, xray]}
  blood: {enter: {event: Blood test}, next: mri}
  mri: {enter: {event: MRI SCAN}, next: results}
  xray: {enter: {event: X-Ray}, next: results}
  results: {enter: {event: Discuss Results}}
  check-out: {enter: {event: Check-out}}
"""
TRIAL = """\
jmap: 1
title: Trial
scope: lifecycle
dormant: {inactive: 2h}
stages:
  visit: {phase: before, enter: {event: visit}}
  trial: {phase: before, enter: {event: trial}}
  talk: {phase: purchase, enter: A good talk}
  paid: {phase: after, enter: {event: paid}, leave: {event: gone}}
"""
LOG = """\
customer,event,time
a,visit,2026-01-01T00:00:00Z
a,trial,2026-01-01T01:00:00Z
a,paid,2026-01-01T03:00:00Z
b,visit,2026-01-01T00:00:00Z
b,visit,2026-01-01T00:00:00Z
b,paid,2026-01-01 02:00:00
b,gone,2026-01-01T02:30:00Z
c,trial,2026-01-01T04:00:00Z
,visit,2026-01-01T00:00:00Z
d,,2026-01-01T00:00:00Z
d,visit,soon
"""


def run(
    folder: Path, *arguments: str, text: str = TRIAL, log: str = LOG, config: str = "", path: str = ""
) -> Ran:
    (folder / "jmap.toml").write_text(config, encoding="utf-8")
    (folder / "trial.journey.yaml").write_text(text, encoding="utf-8")
    (folder / "log.csv").write_text(log, encoding="utf-8")
    if path:
        return jmap_apart("analyze", *arguments, folder=folder, PYTHONPATH=path)
    return jmap("analyze", *arguments, folder=folder)


def reached(path: Path) -> dict[str, int]:
    [found] = json.loads(path.read_text(encoding="utf-8"))["maps"].values()
    return {step["stage"]: step["reached"] for step in found["funnel"]["steps"]}


@published
def test_the_published_figures_of_a_shop(tmp_path: Path) -> None:
    source = str(Path(DATA, "events", "ecom.csv.gz"))
    columns = "customer=user_id,event=event,time=timestamp"
    asked = ("--source", source, "--columns", columns, "--window", "1y", "-o", "made.json")
    assert run(tmp_path, *asked, text=SHOP).code == 0
    assert list(reached(tmp_path / "made.json").values()) == [600, 596, 502, 419, 315, 209, 109]
    log = json.loads((tmp_path / "made.json").read_text(encoding="utf-8"))["log"]
    # The library counts 31,106 rows; 30 of them stand there twice.
    assert (log["customers"], log["events"], log["duplicates"]) == (600, 31_076, 30)


@published
def test_the_published_figures_of_a_hospital(tmp_path: Path) -> None:
    source = str(Path(DATA, "events", "patients.csv"))
    columns = "customer=patient,event=handling,time=time"
    ran = run(tmp_path, "--source", source, "--columns", columns, "-o", "made.json", text=HOSPITAL)
    assert ran.code == 0
    [found] = json.loads((tmp_path / "made.json").read_text(encoding="utf-8"))["maps"].values()
    # Each step starts and is completed: two events in one visit, of which the second is a repeat.
    assert {id_: (stage["customers"], stage["repeats"]) for id_, stage in found["stages"].items()} == {
        "registration": (500, 500),
        "triage": (500, 500),
        "blood": (237, 237),
        "mri": (236, 236),
        "xray": (261, 261),
        "results": (495, 495),
        "check-out": (492, 492),
    }
    # What the moves forward go round is no step of the funnel.
    assert reached(tmp_path / "made.json") == {
        "registration": 500,
        "triage": 500,
        "results": 495,
        "check-out": 492,
    }


REPORT = """\
The log
  7 events of 3 customers
  from 2026-01-01T00:00:00Z to 2026-01-01T04:00:00Z
  as of 2026-01-01T04:00:00Z, the newest event
  rejected 1 no customer, 1 no event, 1 unreadable time
    no customer: -, visit, 2026-01-01T00:00:00Z
    no event: d, -, 2026-01-01T00:00:00Z
    unreadable time: d, visit, soon
  1 duplicate, read once
  1 time names no zone, read as UTC

Trial  trial.journey.yaml
  not observed: Talk (it is prose)
  Funnel, in order and within 90 d of the start
    stage  reached            of the previous            of the first  may come  any order
    Visit        2                          -                       -         2          2
    Trial        1     50.0 %* (9 to 91) of 2  50.0 %* (9 to 91) of 2         1          2
    Paid         1  100.0 %* (21 to 100) of 1  50.0 %* (9 to 91) of 2         0          2
    1 customer began in the middle of the journey
  Visits, how they came out, and how long they took
    stage  visits  forward  back  left  open  re-entries  median  90 % by
    Visit      2*        2     0     0     0           0   1.5 h    1.9 h  observed
    Trial      2*        1     0     0     1           0     2 h      2 h  Kaplan-Meier
    Paid       2*        0     0     1     1           0    30 m        -  Kaplan-Meier
  Moves from stage to stage
    from   to     moves  customers
    Visit  Trial      1          1  declared
    Visit  Paid       1          1  skipped over Trial
    Trial  Paid       1          1  declared
  Dormant  0.0 %* (0 to 66) of 2 who are alive
  Paths to the purchase, by stage: 2 customers, 2 distinct paths
    n   share   so far  median  path
    1  50.0 %   50.0 %     2 h  Visit > Paid
    1  50.0 %  100.0 %     3 h  Visit > Trial > Paid
  Cohorts, by the month of the first event
             customers  purchased so far      dormant
    2026-01         3*      66.7 %* of 3  0.0 %* of 2
  How far the map is followed
    declared moves               66.7 %* (21 to 94) of 3
    customers who made no other  33.3 %* (6 to 79) of 3
    events that the map names    100.0 %* (65 to 100) of 7
  * of fewer than 30: too few to judge by
"""


def test_the_report(tmp_path: Path) -> None:
    ran = run(tmp_path, "--source", "log.csv")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == REPORT


def test_the_file_is_one_of_measures(tmp_path: Path) -> None:
    assert run(tmp_path, "--source", "log.csv", "-o", "made.json", "-q").out == ""
    made = read_measures(tmp_path / "made.json")
    stage = made.maps["trial"].stages["visit"]
    assert (made.as_of.isoformat(), made.min_n) == ("2026-01-01", 30)
    assert (stage.visits, stage.forward, stage.back, stage.left, stage.open) == (2, 2, 0, 0, 0)
    assert [(step.stage, step.reached) for step in made.maps["trial"].funnel] == [
        ("visit", 2),
        ("trial", 1),
        ("paid", 1),
    ]
    assert made.maps["trial"].stages["talk"].observed is False
    assert made.maps["trial"].dormant is not None
    assert (made.maps["trial"].dormant.n, made.maps["trial"].dormant.of) == (0, 2)


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    first = run(tmp_path, "--source", "log.csv", "--format", "json").out
    head, *rows = LOG.splitlines()
    shuffled = "\n".join([head, *reversed(rows)])
    assert run(tmp_path, "--source", "log.csv", "--format", "json", log=shuffled).out == first
    assert jmap_apart("analyze", "--source", "log.csv", "--format", "json", folder=tmp_path).out == first
    assert str(tmp_path) not in first


def test_config_and_flags_say_the_same(tmp_path: Path) -> None:
    log = LOG.replace("customer,event,time", "who,what,when")
    config = (
        '[events]\nsource = "log.csv"\ncolumns = {customer = "who", event = "what", time = "when"}\n'
        'timezone = "Europe/Berlin"\nwindow = "2h"\nmin_n = 2\nignore = ["go*"]\nties = "strict"\n'
    )
    by_config = run(tmp_path, "--format", "json", log=log, config=config)
    columns = ("--columns", "customer=who,event=what,time=when", "--timezone", "Europe/Berlin")
    flags = ("--window", "2h", "--min-n", "2", "--ignore", "go*", "--ties", "strict", "--source", "log.csv")
    by_flags = run(tmp_path, "--format", "json", *columns, *flags, log=log)
    assert by_config.code == 0
    assert by_config.out == by_flags.out
    settings = json.loads(by_config.out)["settings"]
    assert (settings["window"], settings["ties"], settings["ignore"]) == (7200, "strict", ["go*"])


def test_as_of_is_the_last_day_that_counts(tmp_path: Path) -> None:
    later = LOG + "a,visit,2026-01-02T00:00:00Z\n"
    ran = run(tmp_path, "--source", "log.csv", "--as-of", "2026-01-01", "--format", "json", log=later)
    log: dict[str, Any] = json.loads(ran.out)["log"]
    assert (log["rejected"]["after as-of"], log["as_of"]) == (1, "2026-01-01T23:59:59.999999Z")


def test_strict_fails_where_a_row_is_rejected(tmp_path: Path) -> None:
    ran = run(tmp_path, "--source", "log.csv", "--strict", "-o", "made.json")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "error: 3 rows of the log rejected: 1 no customer, 1 no event, 1 unreadable time\n"
        "  no customer: -, visit, 2026-01-01T00:00:00Z\n"
        "  no event: d, -, 2026-01-01T00:00:00Z\n"
        "  unreadable time: d, visit, soon\n"
    )
    assert not (tmp_path / "made.json").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "no event log is named"),
        (("--source", "none.csv"), "no file `none.csv`"),
        (("--source", "log.csv", "--columns", "customer=custmer"), "did you mean `customer`?"),
        (("--source", "log.csv", "--columns", "who=customer"), "`who` is no column that jmap asks for"),
        (("--source", "log.csv", "--columns", "customer"), "names no column"),
        (("--source", "log.csv", "--columns", "customer=event"), "one column is named for two things"),
        (("--source", "log.csv", "--columns", "id=customer"), "one column is named for two things"),
        (("--source", "log.csv", "--timezone", "Mars/Base"), "no time zone `Mars/Base`"),
        (("--source", "log.csv", "--window", "soon"), "`soon` is not a duration"),
        (("--source", "log.csv", "--as-of", "2020-01-01"), "no row of the log can be used"),
        (("--source", "trial.journey.yaml"), "is no log that jmap reads"),
        (("--source", "s3://bucket/log.csv"), "`s3://` is no source that jmap reads"),
        (("--source", "postgresql://host/db"), "names no table"),
        (("--source", "log.csv", "--engine", "postgres"), "a file is not read by `--engine postgres`"),
        (("--source", "clickhouse://h/d?table=t", "--engine", "duckdb"), "is not read by `--engine duckdb`"),
        (("--source", "log.csv", "--format", "sarif"), "no format `sarif`"),
    ],
)
def test_what_goes_wrong_is_said_with_2(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = run(tmp_path, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_without_duckdb_one_line_says_how_to_get_it(tmp_path: Path) -> None:
    (tmp_path / "none" / "duckdb").mkdir(parents=True)
    (tmp_path / "none" / "duckdb" / "__init__.py").write_text("raise ImportError\n", encoding="utf-8")
    ran = run(tmp_path, "--source", "log.csv", path=str(tmp_path / "none"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == 'error: `jmap analyze` needs DuckDB: `pip install "jmap[analyze]"` brings it\n'


def test_a_map_with_errors_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "bad.journey.yaml").write_text("jmap: 1\ntitle: B\nstages: {a: {nxt: b}}\n", encoding="utf-8")
    ran = run(tmp_path, "--source", "log.csv", "--format", "json")
    assert ran.code == 1
    assert list(json.loads(ran.out)["maps"]) == ["trial"]
    assert "error[JM101]" in ran.err


def test_a_map_to_come_is_measured_where_it_is_named(tmp_path: Path) -> None:
    text = TRIAL.replace("scope:", "state: future\nscope:")
    assert json.loads(run(tmp_path, "--source", "log.csv", "--format", "json", text=text).out)["maps"] == {}
    named = run(tmp_path, "--source", "log.csv", "--format", "json", "trial.journey.yaml", text=text)
    assert list(json.loads(named.out)["maps"]) == ["trial"]
    folder = run(tmp_path, "--source", "log.csv", "--format", "json", ".", text=text)
    assert json.loads(folder.out)["maps"] == {}


@pytest.mark.parametrize(
    ("module", "url", "said"),
    [
        ("psycopg", "postgresql://h/d?table=t", 'psycopg: `pip install "jmap[postgres]"` brings it'),
        (
            "clickhouse_connect",
            "clickhouse://h/d?table=t",
            'clickhouse-connect: `pip install "jmap[clickhouse]"`',
        ),
    ],
)
def test_an_extra_that_is_missing_is_told_in_one_line(
    tmp_path: Path, module: str, url: str, said: str
) -> None:
    (tmp_path / "none" / module).mkdir(parents=True)
    (tmp_path / "none" / module / "__init__.py").write_text("raise ImportError\n", encoding="utf-8")
    ran = run(tmp_path, "--source", url, path=str(tmp_path / "none"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: `jmap analyze` needs {said}")
    assert ran.err.count("\n") == 1


def test_the_sql_of_an_analysis_is_printed_in_place_of_the_report(tmp_path: Path) -> None:
    ran = run(tmp_path, "--source", "log.csv", "--emit-sql", "clickhouse")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("-- An analysis by jmap in the words of clickhouse, times in UTC.\n")
    assert '--   "customer" String\n' in ran.out
    assert ran.out.endswith("DROP TEMPORARY TABLE IF EXISTS visits;\n")


@pytest.mark.skipif(os.name == "nt", reason="signals are otherwise there")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=["int", "term"])
def test_an_interruption_in_the_midst_of_a_query_leaves_nothing(tmp_path: Path, sent: signal.Signals) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (tmp_path / "trial.journey.yaml").write_text(TRIAL, encoding="utf-8")
    row = "a,visit,2026-01-01T00:00:00+01:00\n"
    (tmp_path / "log.csv").write_text("customer,event,time\n" + 1_000_000 * row, encoding="utf-8")
    call = [sys.executable, "-m", "jmap", "analyze", "--source", "log.csv"]
    with subprocess.Popen(
        call,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(scratch)},
    ) as process:
        deadline = time.monotonic() + 60
        while not any(scratch.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.2)
        process.send_signal(sent)
        out, said = process.communicate(timeout=60)
    assert (process.returncode, out, said.strip()) == (130, b"", b"")
    assert list(scratch.iterdir()) == []
