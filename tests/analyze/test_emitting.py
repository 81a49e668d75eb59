"""A script of an analysis runs as it stands, in any dialect, and gives the answers that were given before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jmap.analyze.analysis import analyze
from jmap.analyze.conditions import Asked
from jmap.analyze.dialects.spark import SparkDialect
from jmap.analyze.emitting import Recorder, Scribe
from jmap.analyze.engine import Engine
from jmap.analyze.wanted import Wanted, columns_of
from tests.analyze import servers
from tests.analyze.logs import plans_of
from tests.analyze.test_engines import BY_ID, COLUMNS, DAY, MAP, ROWS, chdb, duckdb, parquet, postgres

WANTED = Wanted(BY_ID, by="event", ignore=("it's*", "letter"), timezone="Europe/Berlin", period=DAY)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorder:
    folder = tmp_path_factory.mktemp("recorded")
    with duckdb(ROWS, folder, WANTED.timezone) as engine:
        recorder = Recorder(engine)
        run(recorder, folder)
    return recorder


def run(engine: Engine, folder: Path) -> None:
    columns = columns_of(WANTED.columns, engine.columns)
    tests = Asked(columns.attributes(engine.columns))
    analyze(engine, columns, WANTED, tests, plans_of(folder, MAP, tests))


def written(dialect: str, recorded: Recorder, folder: Path) -> Scribe:
    scribe = Scribe(dialect, WANTED.timezone, recorded)
    run(scribe, folder)
    return scribe


def compared(rows: list[tuple[Any, ...]]) -> list[str]:
    plain = [
        tuple(int(each) if isinstance(each, Decimal) and each == int(each) else each for each in row)
        for row in rows
    ]
    return sorted(map(repr, plain))


def agree(answers: Iterator[list[tuple[Any, ...]]], recorded: Recorder, scribe: Scribe) -> None:
    asked = [sql for sql in scribe.statements if sql.startswith("SELECT")]
    assert len(asked) == len(recorded.answers) > 15
    for sql, mine, theirs in zip(asked, answers, recorded.answers, strict=True):
        # Which rows are shown first of those that were rejected is not said by their order.
        if "LIMIT 5" not in sql:
            assert compared(mine) == compared(theirs), sql


def test_duckdb(recorded: Recorder, tmp_path: Path) -> None:
    import duckdb as client

    with duckdb(ROWS, tmp_path, WANTED.timezone):
        pass
    scribe = written("duckdb", recorded, tmp_path)
    with client.connect() as connection:
        done = []
        parsed = client.extract_statements(scribe.text())
        for statement, sql in zip(parsed, scribe.statements, strict=True):
            found = connection.execute(statement)
            if sql.startswith("SELECT"):
                done.append(found.fetchall())
    agree(iter(done), recorded, scribe)


def test_postgres(recorded: Recorder, tmp_path: Path) -> None:
    import psycopg

    scribe = written("postgres", recorded, tmp_path)
    with ExitStack() as stack:
        url = stack.enter_context(servers.postgres())
        stack.enter_context(postgres(ROWS, url, "UTC"))
        connection = stack.enter_context(psycopg.connect(url, autocommit=True))
        connection.execute('CREATE VIEW raw AS SELECT * FROM "odd.log"')
        cursor = connection.execute(scribe.text().encode())
        done = []
        for _ in scribe.statements:
            if cursor.description is not None:
                done.append(cursor.fetchall())
            cursor.nextset()
    agree(iter(done), recorded, scribe)


def test_clickhouse(recorded: Recorder, tmp_path: Path) -> None:
    scribe = written("clickhouse", recorded, tmp_path)
    with chdb(ROWS, "UTC") as engine:
        client: Any = engine._client  # type: ignore[attr-defined]
        done = []
        for sql in scribe.statements:
            if sql.startswith("SELECT"):
                done.append(client.query(sql).result_rows)
            else:
                client.command(sql)
    agree(iter(done), recorded, scribe)


@pytest.mark.xdist_group("spark")
def test_spark(recorded: Recorder, tmp_path: Path) -> None:
    scribe = written("spark", recorded, tmp_path)
    lines = [line for line in scribe.text().splitlines() if not line.startswith("--")]
    statements = [each.strip() for each in "\n".join(lines).split(";\n") if each.strip()]
    with servers.spark(tmp_path) as session:
        session.read.parquet(parquet(ROWS, tmp_path)).createOrReplaceTempView("raw")
        done = []
        for sql in statements:
            found = session.sql(sql.removesuffix(";"))
            if sql.startswith("SELECT"):
                done.append([tuple(row) for row in found.collect()])
        assert [row.namespace for row in session.sql("SHOW SCHEMAS").collect()] == ["default"]
    assert list((tmp_path / "warehouse").iterdir()) == []
    agree(iter(done), recorded, scribe)


def test_times_of_spark_are_moments(recorded: Recorder) -> None:
    """Its `timestamp` is what `timestamp with time zone` is elsewhere."""
    log = type("Log", (), {"answers": [], "columns": {"a": "timestamp", "b": "timestamp_ntz", "c": "date"}})()
    log.broken, log.dialect, log.opened = recorded.broken, SparkDialect(), ()
    said = Scribe("postgres", "UTC", log).text()
    assert said.splitlines()[2:5] == [
        '--   "a" timestamp with time zone',
        '--   "b" timestamp without time zone',
        '--   "c" date',
    ]


def test_texts_are_literals_and_names_stay_in_comments(recorded: Recorder, tmp_path: Path) -> None:
    scribe = written("postgres", recorded, tmp_path)
    assert "('it''s a \"call\"', 'letter')" in scribe.text()
    assert "%(" not in scribe.text().replace(COLUMNS[-1].replace('"', '""'), "")
    broken = type("Log", (), {"answers": [], "columns": {"a\nDROP TABLE x; --": "VARCHAR"}})()
    broken.broken, broken.dialect, broken.opened = recorded.broken, recorded.dialect, ()
    said = Scribe("postgres", "UTC", broken).text()
    assert [line for line in said.splitlines() if not line.startswith("--")] == ["SET TIME ZONE 'UTC';"]
