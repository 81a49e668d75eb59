"""Every measure on every engine: one generated log, and the same figures from all of them."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from jmap.analyze.accounts import named
from jmap.analyze.addresses import address_of
from jmap.analyze.analysis import analyze
from jmap.analyze.audience import dormant
from jmap.analyze.conditions import MICROS, Asked
from jmap.analyze.customer_document import as_data
from jmap.analyze.dialects.clickhouse import ClickHouseDialect
from jmap.analyze.document import document
from jmap.analyze.engine import Engine
from jmap.analyze.fault import AnalyzeError
from jmap.analyze.in_turn import in_turn
from jmap.analyze.measures.backtest import backtest
from jmap.analyze.moments import Moments
from jmap.analyze.one_customer import one_customer
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.analyze.wanted import Wanted, columns_of
from jmap.model.kinds.times import parse_period
from tests.analyze import servers
from tests.analyze.logs import plans_of

MAP = """\
scope: lifecycle
stages:
  visit:
    phase: before
    enter: [{event: 'visit*'}, {attribute: plan, is: [team, '2']}]
    leave: {inactive: 9h}
    next: trial
  trial:
    phase: before
    enter: {all: [{event: trial}, {attribute: plan, is: team}]}
    milestone: {event: use, times: 2, within: 9h}
    drivers: [{text: d, when: {event: use}}]
    risks: [{text: r, when: {inactive: 2h}}]
    next: [buy, use]
  buy: {phase: purchase, enter: {event: købt}, leave: {after: due, by: 1d}, next: use}
  use:
    phase: after
    enter: [{event: use, times: 2, where: {plan: '> 3'}}, {before: due, by: 9h}, {milestone: trial}]
    next: renew
  renew: {phase: after, enter: {event: renew, where: {plan: '!= team'}}, next: use}
touchpoints:
  letter: {stage: visit, events: [letter, 'visit*']}
  call: {stage: use, events: ["it's a \\"call\\""]}
leave: {event: gone}
dormant: {inactive: 8h}
segments: {team: {where: {plan: team}}, due: {where: {plan: '!= 9', due: '>= 2026-01-01'}}}
metrics:
  uses: {window: 20h, measure: {count: use}}
  plans: {measure: {sum: {event: use, field: plan}}}
  kinds: {measure: {distinct: {event: trial, field: plan}}}
  came: {kind: rate, window: 50h, measure: {rate: {from: trial, to: use, within: 9h}}}
  again: {kind: rate, measure: {rate: {from: use, to: use}}}
  time: {unit: h, measure: {duration: {from: visit, to: use, stat: p90}}}
  mean: {unit: h, measure: {duration: {from: trial, to: use, stat: mean}}}
  ratio: {measure: {ratio: {of: uses, over: kinds}}}
  quiet: {kind: rate, measure: {share: dormant}}
  left: {kind: rate, window: 20h, measure: {share: left}}
  good: {kind: rate, measure: {share: {health: score, is: good}}}
health:
  score:
    window: 30h
    indicators:
      uses: {weight: 5, count: use, good: 3, poor: 0}
      plans: {weight: 1, sum: {event: use, field: plan}, good: 9, poor: 0}
      plan: {weight: 1, attribute: plan, good: 9, poor: 0, missing: zero}
      since: {weight: 2, days_since: use, good: 0, poor: 2}
      any: {weight: 2, days_since: any, good: 0, poor: 1}
      came: {weight: 1, metric: came, good: 100, poor: 0}
      mean: {weight: 1, metric: mean, good: 1, poor: 9}
      time: {weight: 1, metric: time, good: 1, poor: 9}
      ratio: {weight: 1, metric: ratio, good: 4, poor: 0}
    bands: {good: 60, fair: 30, poor: 0}
"""
FIGURES = (
    MAP[MAP.index("metrics:") :].replace(
        "metrics:\n",
        "metrics:\n"
        "  median: {measure: {duration: {from: visit, to: use, stat: median}}}\n"
        "  named: {measure: {rate: {from: letter, to: gone}}}\n",
    )
    + """\
  points:
    method: points
    unknown_below: 85%
    stages: [trial, use]
    indicators:
      came: {weight: 20, metric: came, good: 100, poor: 0, missing: zero}
      median: {weight: 30, metric: median, good: 1, poor: 20}
      mean: {weight: 20, metric: mean, good: 1, poor: 20, missing: zero}
      kinds: {weight: 10, metric: kinds, good: 3, poor: 0}
      plans: {weight: 20, sum: {event: use, field: plan}, good: 9, poor: 1}
    bands: {good: 23, fair: 5, bad: 0}
  worst:
    method: worst
    unknown_below: 0%
    indicators:
      letter: {weight: 1, days_since: letter, good: 0, poor: 3}
      named: {weight: 1, metric: named, good: 0, poor: 100}
      gone: {weight: 1, count: gone, good: 0, poor: 1}
    bands: {good: 80, bad: 0}
"""
)
MEASURED = (
    MAP[: MAP.index("segments:")].replace(
        "    next: trial\n",
        "    next: trial\n"
        "    drivers: [{text: d, when: {event: letter}}, {text: e, when: {attribute: plan, is: team}}]\n"
        "    risks: [{text: r, when: [{inactive: 3h}, {after: due, by: 1h}]},\n"
        "      {text: s, when: {milestone: trial}}]\n",
    )
    + """\
segments:
  team: {where: {plan: team}}
  both: {where: {plan: '!= team', due: '>= 2026-01-03'}}
  many: {where: {plan: '> 3'}}
"""
    + FIGURES
)
"""The map with signs, segments, and health in its three methods."""
PLAIN = """\
scope: lifecycle
stages:
  visit: {phase: before, enter: {event: 'visit*'}}
  trial: {phase: before, enter: {event: trial}}
  buy: {phase: purchase, enter: {event: købt}}
  use: {phase: after, enter: {event: use}}
leave: {event: gone}
dormant: {inactive: 8h}
"""
"""A map that asks little, to be measured again and again."""
EVENTS = (
    "visit",
    "visit2",
    "trial",
    "købt",
    "use",
    "use",
    "renew",
    "gone",
    "letter",
    'it\'s a "call"',
    "Zoë",
)
COLUMNS = ("who", "event", "time", "key", "plan", "due", 'odd "%(v0)s {v0:String}` é\\')
PLANS = (None, "", "team", "9", "2", "3.5", "1e1", " 4", "NaN", "x'); --", "ünï")
DUE = (None, "2026-01-03", "2026-01-02T12:00:00Z", "2026-02-30", "soon")
Line = tuple[str | None, ...]
DAY = parse_period("2026-01-02")
WANTED = Wanted({"customer": "who"}, period=DAY)
BY_ID = {"customer": "who", "id": "key"}
HOUR = 3600
# Windows are short, so that some starts are mature: of others no touchpoint and no sign is judged.
WISHES = (
    replace(WANTED, window=12 * HOUR, min_n=5),
    Wanted(BY_ID, ties="strict", mature=True, window=20 * HOUR, by="touchpoint", period=DAY),
    Wanted(
        BY_ID,
        timezone="Europe/Berlin",
        by="event",
        window=15 * HOUR,
        min_n=5,
        recent=30 * HOUR,
        ignore=("it's*",),
        cohorts="week",
        period=DAY,
    ),
    replace(WANTED, as_of=date(2026, 1, 2), timezone="America/New_York", window=9 * HOUR),
)
NAMED = Wanted(BY_ID, timezone="America/New_York")


def generated(seed: int = 7, customers: int = 60) -> list[Line]:
    """Return rows with ties, duplicates, re-entry, odd starts, missing values, and times of every kind."""
    dice = random.Random(seed)
    rows: list[Line] = []
    for number in range(customers):
        who = dice.choice(("c", "Ç", "c c", "c'")) + f"{number:03}"
        for nth in range(dice.randint(1, 16)):
            time = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=dice.randint(0, 60))
            row = (
                dice.choice((who,) * 30 + (None, "", "  ")),
                dice.choice(EVENTS * 4 + (None, " ")),
                _written(time, dice),
                f"{number}-{nth}",
                dice.choice(PLANS),
                dice.choice(DUE),
                dice.choice((None, "", "a", "%")),
            )
            rows.append(row)
            if dice.random() < 0.15:
                rows.append(row)
    dice.shuffle(rows)
    return rows


def _written(time: datetime, dice: random.Random) -> str | None:
    plain = time.strftime("%Y-%m-%dT%H:%M:%S")
    seconds = int(time.timestamp())
    good = (
        f"{plain}Z",
        f"{plain}.250000Z",
        f"{plain}.1234567+02:00",
        f"{plain}-0330",
        plain,
        plain.replace("T", " "),
        time.strftime("%Y-%m-%d"),
        time.strftime("%Y-%m-%d %H:%M"),
        str(seconds),
        f"{seconds}000",
        f"{seconds}123456",
        f"{seconds}000000000",
        f"{seconds}.1234567",
        f" {seconds}999.9999 ",
        f"{seconds}123456.5",
        f"{seconds}123456999.",
    )
    odd = (None, "", "yesterday", "2026-02-30", "12", "infinity", "2026-13-01T00:00:00Z", "1e400", "1.7672E9")
    return dice.choice(good * 3 + odd)


ROWS = generated()


@pytest.fixture(scope="module")
def postgres_url() -> Iterator[str]:
    with servers.postgres() as url:
        yield url


@contextmanager
def duckdb(rows: list[Line], folder: Path, zone: str) -> Iterator[Engine]:
    import duckdb as client

    from jmap.analyze.engines.duckdb import DuckDB
    from jmap.analyze.sources import source_of

    (folder / "log.duckdb").unlink(missing_ok=True)
    with client.connect(folder / "log.duckdb") as connection:
        names = ", ".join('"' + name.replace('"', '""') + '" VARCHAR' for name in COLUMNS)
        connection.execute(f"CREATE TABLE log ({names})")
        connection.executemany(f"INSERT INTO log VALUES ({', '.join('?' * len(COLUMNS))})", rows)
    engine = DuckDB(source_of("log.duckdb", folder), zone)
    yield engine
    engine.close()


@contextmanager
def postgres(rows: list[Line], url: str, zone: str) -> Iterator[Engine]:
    import psycopg
    from psycopg import sql

    from jmap.analyze.engines.postgres import Postgres

    with psycopg.connect(url) as connection:
        connection.execute('DROP TABLE IF EXISTS "odd.log"')
        names = sql.SQL(", ").join(sql.SQL("{} text").format(sql.Identifier(name)) for name in COLUMNS)
        connection.execute(sql.SQL('CREATE TABLE "odd.log" ({})').format(names))
        with connection.cursor().copy('COPY "odd.log" FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
    engine = Postgres(address_of(f'{url}&table=public."odd.log"'), zone)
    yield engine
    engine.close()


@contextmanager
def chdb(rows: list[Line], zone: str) -> Iterator[Engine]:
    pytest.importorskip("chdb")
    connect = pytest.importorskip("clickhouse_connect")
    from jmap.analyze.engines.clickhouse import ClickHouse

    setup = connect.get_client(interface="chdb")
    dialect = ClickHouseDialect()
    names = ", ".join(f"{dialect.identifier(name)} Nullable(String)" for name in COLUMNS)
    setup.command("DROP TABLE IF EXISTS log")
    setup.command(f"CREATE TABLE log ({names}) ENGINE = MergeTree ORDER BY tuple()")
    setup.insert("log", rows)
    engine = ClickHouse(connect.get_client(interface="chdb"), ("log",), zone, 60)
    yield engine
    engine.close()
    setup.close()


def figures(engine: Engine, folder: Path, wanted: Wanted) -> dict[str, Any]:
    """Return all that an engine says of the log, and of the metrics over the period."""
    columns = columns_of(wanted.columns, engine.columns)
    tests = Asked(columns.attributes(engine.columns))
    made = analyze(engine, columns, wanted, tests, plans_of(folder, MEASURED, tests))
    return {**document(made), "recorded": dict(made.maps[0].recorded)}


def by_name(engine: Engine, folder: Path, wanted: Wanted, customer: str = "c'016") -> dict[str, Any]:
    """Return all that an engine says of single customers: scores, now and before, who is silent, and one."""
    columns = columns_of(wanted.columns, engine.columns)
    tests = Asked(columns.attributes(engine.columns))
    scored, plain = (plans_of(folder, text, tests) for text in (PLAIN + FIGURES, PLAIN))

    def look(plan: MapPlan, log: Log, _: Moments) -> dict[str, Any]:
        ago = 20 * 3600 * MICROS
        return {
            model.id: {
                "accounts": [
                    (found.account, found.score)
                    for found in named(engine, plan, model, log, wanted, log.as_of)
                ],
                "past": backtest(engine, plan, model, log, wanted, ago),
            }
            for model in plan.figures.models
        }

    return {
        "health": in_turn(engine, columns, wanted, tests, scored, look)[1][0],
        "dormant": dormant(engine, columns, wanted, tests, plain),
        "explained": as_data(one_customer(engine, columns, wanted, tests, plain, customer)),
    }


@pytest.fixture(scope="module")
def of_duckdb(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Wanted], dict[str, Any]]:
    """Return what DuckDB says, which is asked once for each wish."""
    folder = tmp_path_factory.mktemp("duckdb")
    said: list[tuple[Wanted, dict[str, Any]]] = []

    def ask(wanted: Wanted) -> dict[str, Any]:
        for asked, found in said:
            if asked == wanted:
                return found
        with duckdb(ROWS, folder, wanted.timezone) as engine:
            said.append((wanted, figures(engine, folder, wanted)))
        return said[-1][1]

    return ask


@pytest.fixture(scope="module")
def names_of_duckdb(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what DuckDB says of single customers."""
    folder = tmp_path_factory.mktemp("duckdb")
    with duckdb(ROWS, folder, NAMED.timezone) as engine:
        return by_name(engine, folder, NAMED)


def test_the_log_has_something_of_everything(of_duckdb: Callable[[Wanted], dict[str, Any]]) -> None:
    found = of_duckdb(WISHES[0])
    log, only = found["log"], found["maps"]["a"]
    assert set(log["rejected"]) == {"no customer", "no event", "unreadable time"}
    assert min(log["duplicates"], log["ties"], log["naive_times"], only["funnel"]["mid_journey"]) > 10
    for stage in only["stages"].values():
        assert stage["observed"]
        assert stage["visits"] > 5
        assert stage["reentries"] > 0
    assert {each["kind"] for each in only["conformance"]["moves"]} == {"declared", "skipped", "backward"}
    assert only["dormant"]["share"]["n"] > 0
    assert only["paths"]["distinct"] > 5
    for id_, each in only["metrics"].items():
        recorded = found["recorded"][id_]
        assert min(each["n"], recorded.n) > 1, id_
    differ = {id_ for id_, each in only["metrics"].items() if found["recorded"][id_].value != each["value"]}
    assert differ >= {"uses", "plans", "came", "again", "time", "ratio", "quiet", "left", "good"}
    assert min(only["health"]["score"]["bands"].values()) > 2
    for scores in only["health"].values():
        assert min(scores["bands"].values()) > 0
        assert not scores.get("unseen")
    assert max(scores["unknown"] for scores in only["health"].values()) > 0
    letter = only["touchpoints"]["letter"]
    assert min(letter["exposed"]["of"], letter["not_exposed"]["of"]) > 5
    # That of the milestone of another stage holds for nobody, as the declared move comes after it.
    signs = [*only["drivers"]["visit"], *only["risks"]["visit"]]
    judged, never = signs[:3], signs[3]
    assert min(each["reach"]["n"] for each in judged) > 1 > never["reach"]["n"]
    assert all(each["landmark"] is not None for each in (*judged, letter))
    assert set(only["segments"]) == {"team", "both", "many"}
    for segment in only["segments"].values():
        assert segment["unknown"] > 0
        assert len(segment["apart"]) > 5
    # To the west the year has not begun yet.
    assert len(of_duckdb(WISHES[3])["maps"]["a"]["cohorts"]["rows"]) == 2
    assert {each["milestone"] is None for each in only["stages"].values()} == {True, False}
    assert only["time_to_value"] is not None


def test_there_is_something_to_say_of_single_customers(names_of_duckdb: dict[str, Any]) -> None:
    for each in names_of_duckdb["health"].values():
        assert len(each["accounts"]) > 5
        assert len({score.score for _, score in each["accounts"]}) > 1
        assert each["past"].auc is not None
    assert len(names_of_duckdb["dormant"]) > 5
    [told] = names_of_duckdb["explained"]["maps"].values()
    assert min(len(told["events"]), len(told["visits"])) > 2


@pytest.mark.parametrize("wanted", WISHES, ids=["rows", "strict", "zone", "as-of"])
def test_postgres(
    postgres_url: str, tmp_path: Path, of_duckdb: Callable[[Wanted], dict[str, Any]], wanted: Wanted
) -> None:
    with postgres(ROWS, postgres_url, wanted.timezone) as engine:
        assert figures(engine, tmp_path, wanted) == of_duckdb(wanted)


def test_postgres_by_name(postgres_url: str, tmp_path: Path, names_of_duckdb: dict[str, Any]) -> None:
    with postgres(ROWS, postgres_url, NAMED.timezone) as engine:
        assert by_name(engine, tmp_path, NAMED) == names_of_duckdb


@pytest.mark.parametrize("wanted", WISHES, ids=["rows", "strict", "zone", "as-of"])
def test_clickhouse(tmp_path: Path, of_duckdb: Callable[[Wanted], dict[str, Any]], wanted: Wanted) -> None:
    with chdb(ROWS, wanted.timezone) as engine:
        assert figures(engine, tmp_path, wanted) == of_duckdb(wanted)


def test_clickhouse_by_name(tmp_path: Path, names_of_duckdb: dict[str, Any]) -> None:
    with chdb(ROWS, NAMED.timezone) as engine:
        assert by_name(engine, tmp_path, NAMED) == names_of_duckdb


def parquet(rows: list[Line], folder: Path) -> str:
    """Write rows of text as Parquet, by another hand than that of Spark."""
    import duckdb as client

    with duckdb(rows, folder, "UTC"):
        pass
    with client.connect(folder / "log.duckdb") as connection:
        connection.execute(f"COPY log TO '{folder / 'log.parquet'}'")
    return str(folder / "log.parquet")


@pytest.mark.xdist_group("spark")
def test_spark_by_itself_is_silent_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from jmap.analyze.engines.spark import Spark

    log = parquet(generated(customers=3), tmp_path)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with servers.java():
        engine = Spark("UTC", files=(log,), master="local[1]")
        engine.create("names", "SELECT DISTINCT event FROM raw")
        [(n,)] = engine.rows("SELECT COUNT(*) FROM names")
        assert n > 5
        engine.close()
        with pytest.raises(AnalyzeError, match="view `nowhere` cannot be found"):
            Spark("UTC", table=("nowhere",), master="local[1]")
    assert list(Path.cwd().iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_what_java_says_is_told_where_spark_does_not_start(capfd: pytest.CaptureFixture[str]) -> None:
    from jmap.analyze.engines.spark import _in_silence

    def start() -> None:
        os.write(2, b"WARNING: something incubates\n\nbin/java: No such file\nmore\n")
        raise RuntimeError("[GATEWAY]")

    with pytest.raises(RuntimeError, match=r"^bin/java: No such file$"):
        _in_silence(start)
    os.write(2, b"heard")
    assert capfd.readouterr() == ("", "heard")


@pytest.mark.xdist_group("spark")
def test_spark(
    tmp_path: Path, of_duckdb: Callable[[Wanted], dict[str, Any]], names_of_duckdb: dict[str, Any]
) -> None:
    from jmap.analyze.engines.spark import Spark

    wanted = WISHES[2]
    with servers.spark(tmp_path) as session:
        log = parquet(ROWS, tmp_path)
        engine = Spark(wanted.timezone, files=(log,))
        assert figures(engine, tmp_path, wanted) == of_duckdb(wanted)
        engine.close()
        engine = Spark(NAMED.timezone, files=(log,))
        assert by_name(engine, tmp_path, NAMED) == names_of_duckdb
        engine.close()
        # What was given is given back as it was.
        assert session.conf.get("spark.sql.session.timeZone") != wanted.timezone
        with pytest.raises(AnalyzeError, match="nowhere"):
            Spark("UTC", table=("nowhere",))
        assert session.sql("SELECT 1").collect()[0][0] == 1


def test_a_sum_past_what_64_bits_hold(postgres_url: str, tmp_path: Path) -> None:
    """In millionths, as the sales of a year in rupiah are."""
    wanted = Wanted(BY_ID)
    rows: list[Line] = [
        (f"c{n}", "use", f"2026-01-01T{n:02}:00:00Z", f"{n}", "1e12", None, None) for n in range(20)
    ]
    for log in (
        duckdb(rows, tmp_path, "UTC"),
        postgres(rows, postgres_url, "UTC"),
        chdb(rows, "UTC"),
    ):
        with log as engine:
            found = figures(engine, tmp_path, wanted)["maps"]["a"]["metrics"]["plans"]
        assert (found["value"], found["n"]) == (20e12, 20)


def test_texts_that_look_like_times_and_numbers(postgres_url: str, tmp_path: Path) -> None:
    """What no clock shows is no time, whichever engine would read it."""
    morning = 1_767_323_045_000_000
    said: dict[str, tuple[int | None, float | None]] = {
        "2026-01-02 03:04:05 +0000": (morning, None),
        "2026-01-02T05:04:05 +02:00 ": (morning, None),
        "2026-01-02T03:04:05 Z": (morning, None),
        " 2026-01-02 ": (morning - 11_045_000_000, None),
        "2026-01-02 24:00": (morning - 11_045_000_000 + 86_400_000_000, None),
        "2026-01-02T23:60:00": (None, None),
        "2026-01-02T25:00:00": (None, None),
        "2026-01-02T23:59:60": (None, None),
        "2026-01-02 03:04:05 PM": (None, None),
        "2026-00-01": (None, None),
        "26-01-02": (None, None),
        "epoch": (None, None),
        "1_000": (None, None),
        "\t1": (None, None),
        "1\n": (None, None),
        " 1 ": (None, 1.0),
    }
    rows: list[Line] = [("c", None, text, None, None, None, None) for text in said]
    for log in (duckdb(rows, tmp_path, "UTC"), postgres(rows, postgres_url, "UTC"), chdb(rows, "UTC")):
        with log as engine:
            d, kind = engine.dialect, engine.columns["time"]
            text = d.text("time", kind)
            asked = ", ".join(d.nullable(each) for each in (text, d.micros("time", kind), d.number(text)))
            assert {t: (us, number) for t, us, number in engine.rows(f"SELECT {asked} FROM raw")} == said


def test_halves_of_a_millionth_add_up_alike(postgres_url: str, tmp_path: Path) -> None:
    rows: list[Line] = [
        (f"c{n}", "use", f"2026-01-01T{n:02}:00:00Z", f"{n}", text, None, None)
        for n, text in enumerate(("0.0000005", "0.0000025", "-0.0000005", "4"))
    ]
    for log in (duckdb(rows, tmp_path, "UTC"), postgres(rows, postgres_url, "UTC"), chdb(rows, "UTC")):
        with log as engine:
            found = figures(engine, tmp_path, Wanted(BY_ID))["maps"]["a"]["metrics"]["plans"]
        assert found["value"] == 4.000004


def test_postgres_is_left_as_it_was(postgres_url: str, tmp_path: Path) -> None:
    import psycopg

    there = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY relname"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        # A table with a name of ours is neither read nor touched.
        connection.execute("DROP TABLE IF EXISTS events")
        connection.execute("CREATE TABLE events AS SELECT 1 AS one")
        with postgres(ROWS, postgres_url, "UTC") as engine:
            figures(engine, tmp_path, WANTED)
            before = connection.execute(there).fetchall()
        assert connection.execute(there).fetchall() == before
        assert connection.execute("SELECT * FROM events").fetchall() == [(1,)]
        assert connection.execute("SELECT count(*) FROM pg_class WHERE relname = 'visits'").fetchone() == (0,)


def test_clickhouse_may_make_temporary_tables_only(tmp_path: Path) -> None:
    with chdb(generated(customers=3), "UTC") as engine:
        engine.create("names", "SELECT 1 AS one")
        with pytest.raises(AnalyzeError, match="readonly"):
            engine.rows("INSERT INTO log SELECT * FROM log")


def test_times_of_the_servers_own_types(postgres_url: str, tmp_path: Path) -> None:
    """A moment, a time without a zone, a day, and what is outside the years that a log can have."""
    import psycopg

    from jmap.analyze.engines.postgres import Postgres

    with psycopg.connect(postgres_url) as connection:
        connection.execute(
            "CREATE TABLE typed AS SELECT * FROM (VALUES"
            " (1, TIMESTAMPTZ '2026-07-01 10:00:00.000001+02', TIMESTAMP '2026-07-01 10:00:00',"
            " DATE '2026-07-01',"
            '  TRUE, 1782892800.5::float8, \'{"a": "b"}\'::jsonb),'
            " (2, 'infinity', '-infinity', 'infinity', NULL, 'NaN', '\"x\"'),"
            " (3, '0044-03-15 BC', '10000-01-02', '200000-01-01', FALSE, 1e300, NULL)"
            ") t(n, moment, naive, day, truth, seconds, more)"
        )
    engine = Postgres(address_of(f"{postgres_url}&table=typed"), "Europe/Berlin")
    try:
        assert engine.columns["moment"] == "timestamp with time zone"
        said = engine.dialect
        asked = [said.micros(name, engine.columns[name]) for name in ("moment", "naive", "day", "seconds")]
        asked += [said.naive(name, engine.columns[name]) for name in ("moment", "naive", "day")]
        asked += [said.text(name, engine.columns[name]) for name in ("truth", "more")]
        rows = engine.rows(f"SELECT {', '.join(asked)} FROM raw ORDER BY n")
    finally:
        engine.close()
    morning = 1_782_892_800_000_000
    midnight = morning - 10 * 3_600_000_000
    assert list(rows) == [
        (morning + 1, morning, midnight, morning + 500_000, 0, 1, 1, "true", '{"a": "b"}'),
        (None, None, None, None, 0, 1, 1, None, "x"),
        (None, None, None, None, 0, 1, 1, "false", None),
    ]


def test_counts_of_the_servers_own_types(postgres_url: str) -> None:
    """Seconds and their fractions as whole, floating and decimal numbers, exact to the microsecond."""
    import psycopg

    from jmap.analyze.engines.postgres import Postgres

    with psycopg.connect(postgres_url) as connection:
        connection.execute(
            "CREATE TABLE counted AS SELECT 1782892800.123457::float8 AS a, 1782892800123.457::float8 AS b,"
            " 1782892800123457::float8 AS c, 1782892800123457999::bigint AS d, 1782892800::integer AS e,"
            " 1782892800.1234567::numeric AS f, 1782892800::real AS g, 12::smallint AS h"
        )
    engine = Postgres(address_of(f"{postgres_url}&table=counted"), "UTC")
    try:
        assert counted(engine) == COUNTED
    finally:
        engine.close()


def test_counts_of_clickhouse_types() -> None:
    pytest.importorskip("chdb")
    connect = pytest.importorskip("clickhouse_connect")
    from jmap.analyze.engines.clickhouse import ClickHouse

    setup = connect.get_client(interface="chdb")
    setup.command("DROP TABLE IF EXISTS counted")
    setup.command(
        "CREATE TABLE counted ENGINE = MergeTree ORDER BY tuple() AS SELECT"
        " toFloat64(1782892800.123457) AS a, toNullable(toFloat64(1782892800123.457)) AS b,"
        " toFloat64(1782892800123457) AS c, toInt64(1782892800123457999) AS d, toUInt32(1782892800) AS e,"
        " toDecimal128('1782892800.1234567', 9) AS f, toFloat32(1782892800) AS g, toUInt64(12) AS h"
    )
    engine = ClickHouse(connect.get_client(interface="chdb"), ("counted",), "UTC", 60)
    try:
        assert counted(engine) == COUNTED
    finally:
        engine.close()
        setup.close()


COUNTED = [*[1_782_892_800_123_457] * 4, 1_782_892_800_000_000, 1_782_892_800_123_456, None, None, 0]


def counted(engine: Engine) -> list[Any]:
    """Return the microseconds of each column of one row, and whether one of them is without a zone."""
    d, kinds = engine.dialect, engine.columns
    naive = " + ".join(d.naive(name, kinds[name]) for name in "abcdefg")
    [row] = engine.rows(
        f"SELECT {', '.join(d.micros(name, kinds[name]) for name in 'abcdefgh')}, {naive} FROM raw"
    )
    return list(row)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("s3://bucket/log.csv", "`s3://` is no source that jmap reads"),
        ("mysql://host/db?table=t", "`mysql://` is no source that jmap reads"),
        ("postgresql://me:secret@host/db", "the `postgresql://` URL names no table"),
        ("postgresql://me:secret@host/db?table=", "the `postgresql://` URL names no table"),
        ("postgresql://me:secret@host/db?table=a..b", "`a..b` is no name of a table"),
        ("postgresql://me:secret@host/db?table=t&timeout=soon", "`timeout=soon` is not a duration"),
        ("postgresql://me:secret@[host/db?table=t", "the `postgresql://` URL cannot be read"),
        *(
            (
                f"{scheme}://me:{password}@host/db?table=t",
                f"the user or password of the `{scheme}://` URL cannot be read",
            )
            for scheme in ("postgresql", "clickhouse")
            for password in (
                "pass@secret",
                "secret/word",
                "pass:secret",
                "%zzsecret",
                "pass#secret",
                "pass?secret",
            )
        ),
    ],
)
def test_an_address_that_names_nothing(text: str, message: str) -> None:
    with pytest.raises(AnalyzeError) as caught:
        address_of(text)
    assert caught.value.message == message
    assert "secret" not in f"{caught.value.message} {caught.value.hint}"


def test_an_address_keeps_what_is_not_ours() -> None:
    found = address_of('postgresql://me@host:5433/db?sslmode=require&table=a."b.""c"&timeout=90s')
    assert found.table == ("a", 'b."c')
    assert (found.url, found.timeout) == ("postgresql://me@host:5433/db?sslmode=require", 90)


@pytest.mark.parametrize(
    ("query", "message"),
    [("table=nowhere", 'relation "nowhere" does not exist'), ("table=typed&nonsense=1", "nonsense")],
)
def test_a_table_that_is_not_there(postgres_url: str, query: str, message: str) -> None:
    from jmap.analyze.engines.postgres import Postgres

    with pytest.raises(AnalyzeError, match=message):
        Postgres(address_of(f"{postgres_url}&{query}"), "UTC")


def test_a_server_that_is_not_there() -> None:
    from jmap.analyze.engines.clickhouse import connect
    from jmap.analyze.engines.postgres import Postgres

    with pytest.raises(AnalyzeError, match="PostgreSQL cannot be") as caught:
        Postgres(address_of("postgresql://me:secret@127.0.0.1:1/db?table=t"), "UTC")
    assert "secret" not in caught.value.message
    with pytest.raises(AnalyzeError, match="ClickHouse cannot be reached") as caught:
        connect(address_of("clickhouse://me:secret@127.0.0.1:1/db?table=t"), "UTC")
    assert "secret" not in caught.value.message


def test_a_statement_that_takes_too_long(postgres_url: str, tmp_path: Path) -> None:
    from jmap.analyze.engines.postgres import Postgres

    with postgres(ROWS, postgres_url, "UTC"):
        pass
    engine = Postgres(address_of(f'{postgres_url}&table="odd.log"&timeout=1s'), "UTC")
    with pytest.raises(AnalyzeError, match="PostgreSQL took too long"):
        engine.rows("SELECT pg_sleep(5)")
    engine.close()
